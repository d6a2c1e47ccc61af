import { policyLimits } from "../../../constructs/identity/policy-limits";
import { acm } from "../../../constructs/permissions/catalogue/acm";
import { ecr } from "../../../constructs/permissions/catalogue/ecr";
import { elasticache } from "../../../constructs/permissions/catalogue/elasticache";
import { rds } from "../../../constructs/permissions/catalogue/rds";
import { route53 } from "../../../constructs/permissions/catalogue/route53";
import { derive } from "../../../constructs/permissions/derive";
import type { Conditions, Grant } from "../../../constructs/permissions/entry";
import { type Allow, merge } from "../../../constructs/permissions/merge";
import { type PackedPolicy, pack, sizeOf, TooManyPolicies } from "../../../constructs/permissions/pack";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const account = "arn:aws:svc:eu-central-1:111122223333:";
const actions = ["a:Make", "a:Change", "a:Delete", "b:Make", "b:Read"];
const resources = ["*", `${account}*`, `${account}x/*`, `${account}x/1`, `${account}x/?`, `${account}x/1/y`];
const requested = ["*", `${account}x/1`, `${account}x/2`, `${account}x/1/y`, `${account}z`, "arn:aws:other:::z"];
const conditionSets: readonly (Conditions | undefined)[] = [
  undefined,
  { StringEquals: { one: "1", two: "2" } },
  { StringEquals: { two: "2", one: ["1"] } },
  { StringEquals: { one: "1" } },
  { Null: { one: "false" }, StringEquals: { one: ["2", "1"] } },
  { StringEquals: { one: ["1", "2"] }, Null: { one: "false" } },
];

function randomGrants(seed: number): readonly Grant[] {
  const next = numbers(seed);
  const some = <T>(values: readonly T[]) => values.filter(() => next(3) === 0);
  return Array.from({ length: 1 + next(8) }, () => {
    const conditions = conditionSets[next(conditionSets.length)];
    return { actions: some(actions), resources: some(resources), ...(conditions && { conditions }) };
  });
}

/** Conditions as a text that is equal where they mean the same. */
function meaning(conditions: Conditions = {}): string {
  const rows = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${[values].flat().sort().join("|")}`),
  );
  return rows.sort().join(" and ");
}

function matches(pattern: string, resource: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(resource);
}

/** Everything that is allowed, call by call. */
function allowed(grants: readonly Grant[]): ReadonlySet<string> {
  const triples = grants.flatMap((grant) =>
    grant.actions.flatMap((action) =>
      requested
        .filter((resource) => grant.resources.some((pattern) => matches(pattern, resource)))
        .map((resource) => `${action} on ${resource} if ${meaning(grant.conditions)}`),
    ),
  );
  return new Set(triples);
}

const asGrant = ({ Action, Resource, Condition }: Allow): Grant => ({
  actions: Action,
  resources: Resource,
  ...(Condition && { conditions: Condition }),
});

/** What the demo's resources of five services ask for, by the type that asks. */
const demo = derive(platform({ environment: loadEnvironment("demo") }).resolveAll(), {
  ...acm,
  ...ecr,
  ...elasticache,
  ...rds,
  ...route53,
}).resources;
const demoGrants = demo.flatMap(({ needs }) => Object.values(needs).flat());

const seeds = Array.from({ length: 400 }, (_, seed) => seed);

describe("merge", () => {
  it("allows exactly what the grants allow", () => {
    let triples = 0;
    for (const seed of seeds) {
      const grants = randomGrants(seed);
      const before = allowed(grants);
      triples += before.size;
      expect(allowed(merge(grants).map(asGrant))).toEqual(before);
    }
    expect(triples).toBeGreaterThan(5000);
  });

  it("adds and loses no word of what real resources ask for", () => {
    const words = (grants: readonly Grant[]) =>
      new Set(
        grants.flatMap((grant) =>
          grant.actions.flatMap((action) =>
            grant.resources.map((resource) => `${action} on ${resource} if ${meaning(grant.conditions)}`),
          ),
        ),
      );
    expect(demoGrants.length).toBeGreaterThan(150);
    expect(words(merge(demoGrants).map(asGrant))).toEqual(words(demoGrants));
  });

  it("depends neither on the order of the grants nor on how they are cut", () => {
    for (const seed of seeds) {
      const grants = randomGrants(seed);
      const cut = grants.flatMap(({ resources: all, ...grant }) =>
        all.map((resource) => ({ ...grant, resources: [resource] })),
      );
      expect(merge([...cut].reverse())).toEqual(merge(grants));
    }
    expect(merge([...demoGrants].reverse())).toEqual(merge(demoGrants));
  });

  it("never says the same twice, nor of two services in one statement", () => {
    for (const seed of seeds) {
      const statements = merge(randomGrants(seed));
      const perAction = statements.flatMap(({ Action, Condition }) =>
        Action.map((action) => `${action} if ${meaning(Condition)}`),
      );
      expect(new Set(perAction).size).toBe(perAction.length);
      for (const { Action } of statements) expect(new Set(Action.map((one) => one.split(":")[0])).size).toBe(1);
    }
  });

  it("leaves out a resource that another pattern covers, and none that it does not", () => {
    const resource = (...all: readonly string[]) => merge([{ actions: ["a:Do"], resources: all }])[0]?.Resource;
    expect(resource(`${account}x/1`, `${account}x/*`, `${account}y`)).toEqual([`${account}x/*`, `${account}y`]);
    expect(resource(`${account}x/1`, "*")).toEqual(["*"]);
    // A wildcard before the last part of an ARN does not reach past its colon.
    expect(resource("arn:aws:svc:*", `${account}x`)).toEqual(["arn:aws:svc:*", `${account}x`]);
  });

  it("makes one statement of endpoints that differ in their service, however the grants are cut", () => {
    const endpoint = (service: string, ...ids: readonly string[]): Grant => ({
      actions: ["ec2:CreateVpcEndpoint"],
      resources: ids,
      conditions: { StringEquals: { tag: "1" }, StringLike: { "ec2:VpceServiceName": service } },
    });
    const statement = (Resource: string, services: string | readonly string[]) => ({
      Effect: "Allow",
      Action: ["ec2:CreateVpcEndpoint"],
      Resource: [Resource],
      Condition: { StringEquals: { tag: "1" }, StringLike: { "ec2:VpceServiceName": services } },
    });
    const expected = [statement("a", ["ec2", "s3"]), statement("b", "s3")];
    expect(merge([endpoint("s3", "a", "b"), endpoint("ec2", "a")])).toEqual(expected);
    expect(merge([endpoint("ec2", "a"), endpoint("s3", "b"), endpoint("s3", "a")])).toEqual(expected);
  });

  it("keeps endpoints apart that differ in another condition as well", () => {
    const endpoint = (tag: string, service: string): Grant => ({
      actions: ["ec2:CreateVpcEndpoint"],
      resources: ["a"],
      conditions: { StringEquals: { tag }, StringLike: { "ec2:VpceServiceName": service } },
    });
    expect(merge([endpoint("1", "s3"), endpoint("2", "ec2")])).toHaveLength(2);
  });

  it("drops what names no resource, which IAM would refuse", () => {
    expect(merge([{ actions: ["a:Do"], resources: [] }])).toEqual([]);
  });
});

const on = (service: string, verb: string, ...ids: readonly string[]): Grant => ({
  actions: [`${service}:${verb}`],
  resources: ids.map((id) => `arn:aws:${service}:eu-central-1:111122223333:${id}`),
});
const many = (count: number, prefix = "thing") => Array.from({ length: count }, (_, index) => `${prefix}/${index}`);
const packed = (...grants: readonly Grant[]) => pack(merge(grants));
const byName = (policies: readonly PackedPolicy[]) =>
  Object.fromEntries(policies.map(({ suffix, statements }) => [suffix, statements]));

describe("pack", () => {
  it("gives every statement a place and invents none", () => {
    const statements = merge(demoGrants);
    const placed = pack(statements).flatMap((policy) => policy.statements);
    expect(allowed(placed.map(asGrant))).toEqual(allowed(statements.map(asGrant)));
    expect(placed).toHaveLength(statements.length);
  });

  it("keeps every policy below IAM's limit", () => {
    const policies = packed(...demoGrants, on("s3", "Do", ...many(150)));
    expect(policies.length).toBeGreaterThan(5);
    for (const { statements } of policies) expect(sizeOf(statements)).toBeLessThanOrEqual(policyLimits.managedPolicy);
  });

  it("counts characters as IAM does, without white space", () => {
    const statements = merge([on("s3", "GetObject", "a")]);
    expect(sizeOf(statements)).toBe(JSON.stringify({ Version: "2012-10-17", Statement: statements }).length);
  });

  it.each(["acm", "ec2", "ecr", "kms", "rds", "s3", "xray"])(
    "a new resource of %s changes the policies of its own family and no other",
    (service) => {
      const before = byName(packed(...demoGrants));
      const after = byName(packed(...demoGrants, on(service, "Do", ...many(100, "new"))));
      const changed = Object.keys({ ...before, ...after }).filter(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      const families = changed.map((name) => name.replace(/-\d+$/, ""));
      expect(new Set(families).size).toBe(1);
      expect(changed).not.toHaveLength(0);
    },
  );

  it("names the parts of a family that is too large after it, the first without a number", () => {
    expect(packed(on("ec2", "Do", ...many(250))).map(({ suffix }) => suffix)).toEqual([
      "network",
      "network-2",
      "network-3",
    ]);
  });

  it("puts services that it does not know together", () => {
    expect(packed(on("xray", "Do", "a"), on("constructor", "Do", "a")).map(({ suffix }) => suffix)).toEqual(["other"]);
  });

  it("depends on the order of neither grants nor statements", () => {
    const statements = merge([...demoGrants, on("ec2", "Do", ...many(80))]);
    expect(pack([...statements].reverse())).toEqual(pack(statements));
  });

  it("fills policies before it opens another", () => {
    const statements = merge([on("ec2", "Do", ...many(300))]);
    const size = sizeOf(statements);
    expect(pack(statements).length).toBe(Math.ceil(size / (policyLimits.managedPolicy - 150)));
  });

  it("divides a statement whose actions alone are too many", () => {
    const verbs = Array.from({ length: 400 }, (_, index) => `ec2:DescribeSomethingRatherLong${index}`);
    const policies = packed({ actions: verbs, resources: ["*"] });
    for (const { statements } of policies) expect(sizeOf(statements)).toBeLessThanOrEqual(policyLimits.managedPolicy);
    expect(policies.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action)).sort()).toEqual(
      verbs.sort(),
    );
  });

  it("refuses a statement whose condition alone fills a policy", () => {
    const conditions = { StringEquals: { "aws:ResourceTag/a": many(800) } };
    const run = () => packed({ actions: ["ec2:Do"], resources: ["*"], conditions });
    expect(run).toThrow(new TooManyPolicies("ec2:Do, whose conditions alone fill more than a policy"));
  });

  it(`refuses more than ${policyLimits.attachments} policies and names them`, () => {
    const services = ["acm", "ec2", "ecr", "eks", "events", "iam", "logs", "rds", "s3", "xray"];
    const grants = services.map((service) => on(service, "Do", "a"));
    expect(packed(...grants)).toHaveLength(policyLimits.attachments);
    const names = "access, compute, data, dns, images, logs, messaging, network, network-2, other, storage";
    expect(() => packed(...grants, on("ec2", "Do", ...many(150)))).toThrow(new TooManyPolicies(names));
  });
});
