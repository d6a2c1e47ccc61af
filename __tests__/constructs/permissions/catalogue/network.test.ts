import type { Operation } from "../../../../constructs/permissions/entry";
import { operations } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { pack } from "../../../../constructs/permissions/pack";
import cloudFormation from "../../../proofs/data/cloudformation-permissions.json";
import providerCalls from "../../../proofs/data/provider-calls.json";
import { lint } from "../../../proofs/support/lint";
import { leftToCloudFormation, seenElsewhere } from "./network-exceptions";
import { declared, grantsOf, needs, network, unclear } from "./network-needs";

type Calls = Readonly<Record<string, Partial<Readonly<Record<Operation, readonly string[]>>>>>;
const calls: Calls = providerCalls;

const types = Object.keys(network).sort();

it("follows every reference of the networks", () => expect(unclear).toEqual([]));

it("has no entry that no network tries", () => {
  expect(types.filter((type) => !declared.includes(type))).toEqual([]);
});

describe("grants what the provider was seen calling", () => {
  const cases = declared.flatMap((type) =>
    operations.flatMap((operation) =>
      (calls[type]?.[operation] ?? [])
        .filter((action) => !seenElsewhere.includes(`${type} ${operation} ${action}`))
        .map((action): [string, Operation, string] => [type, operation, action]),
    ),
  );
  it("in a number of cases", () => expect(cases.length).toBeGreaterThan(80));
  it.each(cases)("%s %s %s", (type, operation, action) => {
    expect(grantsOf(type, operation, "read").flatMap(({ actions }) => actions)).toContain(action);
  });
  it.each(seenElsewhere)("%s is an exception that still is one", (exception) => {
    const [type = "", operation, action] = exception.split(" ");
    expect(calls[type]?.[operation as Operation]).toContain(action);
    expect(grantsOf(type, operation as Operation, "read").flatMap(({ actions }) => actions)).not.toContain(action);
  });
});

it("grants what CloudFormation's handlers write, but for what Terraform does otherwise", () => {
  const handlers = Object.values(cloudFormation as Readonly<Record<string, Calls[string] & { terraform: string }>>);
  const missing = handlers.flatMap(({ terraform, ...handler }) => {
    if (!declared.includes(terraform)) return [];
    const granted = grantsOf(terraform, ...operations).flatMap(({ actions }) => actions);
    // What the provider reads it was seen reading: see above.
    const writes = operations.flatMap((one) => handler[one] ?? []).filter((action) => !/:(Describe|Get)/.test(action));
    return writes.filter((action) => !granted.includes(action)).map((action) => `${terraform} ${action}`);
  });
  expect([...new Set(missing)].sort()).toEqual(Object.values(leftToCloudFormation).flat().sort());
});

it.each(declared)("%s asks for nothing that AWS does not know", async (type) => {
  expect(await lint(merge(grantsOf(type, ...operations)))).toEqual([]);
});

it("writes on no resource but those that bear tags, or are about to", () => {
  const writes = declared.flatMap((type) => grantsOf(type, "create", "update", "delete"));
  const open = writes.filter(({ resources, conditions }) => resources.includes("*") || !conditions);
  expect(open.flatMap(({ actions }) => actions).filter((action) => !action.startsWith("ec2:Describe"))).toEqual([]);
});

it("changes tags of what is its own, and never those that say so", () => {
  const retaggings = (type: string) =>
    grantsOf(type, "update").filter(({ actions }) => actions.some((action) => /:(Create|Delete)Tags$/.test(action)));
  // A route, an association, another block and what is somebody else's bear no tags of ours.
  const withoutTags = ["aws_route", "aws_route_table_association", "aws_vpc_ipv4_cidr_block_association"];
  const tagged = declared.filter((type) => !withoutTags.includes(type) && !type.startsWith("data."));
  expect(declared.filter((type) => retaggings(type).length > 0)).toEqual(tagged);
  const retagging = tagged.flatMap(retaggings);
  for (const { conditions } of retagging) {
    expect(conditions?.StringEquals).toHaveProperty(["aws:ResourceTag/strata:stack"]);
    expect(conditions).toMatchObject({
      "ForAllValues:StringNotEquals": { "aws:TagKeys": ["strata:environment", "strata:stack"] },
      Null: { "aws:TagKeys": "false" },
    });
  }
});

it("reads without a look at tags", () => {
  for (const type of declared) {
    for (const { conditions } of grantsOf(type, "read")) expect(conditions).toBeUndefined();
  }
});

it.each([
  ["demo", 3],
  // Endpoints, pods and runners together ask for no policy more.
  ["closed", 3],
  ["existing", 1],
] as const)("leaves room for the rest of managed-infrastructure in its ten policies (%s)", (name, most) => {
  const own = needs[name].filter(({ stack }) => stack === "managed-infrastructure");
  const statements = merge(own.flatMap((one) => operations.flatMap((operation) => one.needs[operation])));
  expect(pack(statements).filter(({ suffix }) => suffix.startsWith("network")).length).toBeLessThanOrEqual(most);
});
