import { type BoundaryKind, namesOf } from "../../constructs/names";
import { ownershipTags, shardTag } from "../../constructs/stack/ownership-tags";
import { deployerRoles, type StackId, wholeOf } from "../../constructs/stack/stack-id";
import { outputOf } from "../support/demo";
import { shardedDemo } from "../support/sharded-demo";
import { actionFacts } from "./support/action-facts";
import { Answers } from "./support/answers";
import { attempt, type Context } from "./support/attack";
import { CaseBook } from "./support/cases";
import { attack, told } from "./support/isolation";
import { needsOf } from "./support/oracles";
import { printed } from "./support/printed";
import { deployer, provenIn } from "./support/proven";
import { verdictOn } from "./support/simulator";
import { type Asker, allowedEverything, askersOf, type Question, withAllPolicies, wrong } from "./support/state-askers";
import { forNobody, uses } from "./support/state-calls";
import { on, statesOf } from "./support/states";
import { giveaways, handovers, rewritten, tryAll, unbounded } from "./support/takeovers";
import { stackVictims } from "./support/victims";

const output = outputOf(shardedDemo);
const platform = provenIn(output, shardedDemo);
const isPart = ({ stack }: { readonly stack?: StackId }) => stack !== undefined && wholeOf(stack) === "apps";
const victims = stackVictims(platform).filter(isPart);
/** What holds between shards are their policies alone. */
const deployers = platform.deployers.filter(isPart).map(unbounded);

describe("of apps and its shards", () => {
  it("no deployer writes what is another's", async () => {
    const outcomes = victims.map((victim) =>
      attack(
        platform,
        victim,
        deployers.filter(({ stack }) => stack !== victim.stack),
      ),
    );
    const all = await Promise.all(outcomes);
    expect(victims.map(({ stack }) => stack)).toEqual(["apps", "apps-storefront", "apps-storefront-eu"]);
    expect(told(all.flatMap(({ reached }) => reached))).toEqual([]);
    printed("shards", sum(all.map(({ tried }) => tried)), "writes tried, shard against shard");
  });

  it("while each makes the calls that its own resources take, and plans read", async () => {
    const book = new CaseBook(output, shardedDemo.aws);
    const answers = new Answers(output);
    const things = book.tree.things.filter(isPart);
    const found = await Promise.all(things.flatMap((thing) => needsOf(thing.type).map((need) => book.of(thing, need))));
    const cases = found.flatMap((one) => one.cases);
    const reads = cases.filter(({ operation, writes }) => operation === "read" && !writes);
    expect(new Set(cases.map(({ stack }) => stack)).size).toBe(victims.length);
    expect(await answers.other("apply", cases, "Allowed")).toEqual([]);
    expect(await answers.other("plan", reads, "Allowed")).toEqual([]);
    printed("shards", cases.length + reads.length, "calls of their own resources");
  });

  it("none gives its things to another, or takes another's, by tags", async () => {
    const gifts: string[] = [];
    let tried = 0;
    for (const victim of victims) {
      const all = [
        ...(await giveaways(platform, victim)),
        ...(await giveaways(platform, victim, ofShard("storefront-eu"))),
      ];
      tried += all.length * deployers.length;
      for (const by of deployers) {
        for (const one of all) if (await attempt(by, one.action, one.target)) gifts.push(...told([{ by, case: one }]));
      }
    }
    expect([...new Set(gifts)]).toEqual([]);
    printed("shards", tried, "things given away");
  });

  it("each makes things in its own name, and in no other's", async () => {
    const cluster = `arn:aws:eks:eu-central-1:111122223333:cluster/strata-demo`;
    const given = {
      "aws:ResourceTag/strata:environment": "demo",
      "aws:ResourceTag/strata:stack": "kubernetes-cluster",
    };
    const inNameOf = (stack: StackId): Context => requestTags(ownershipTags("demo", stack));
    const facts = await actionFacts("eks:CreatePodIdentityAssociation");
    const keys = facts?.types.find(({ name }) => name === "cluster")?.keys ?? [];
    const parts = victims.flatMap(({ stack }) => stack ?? []);
    for (const maker of deployers.filter(({ action }) => action === "apply")) {
      for (const owner of parts) {
        const target = { arn: cluster, region: "eu-central-1", keys, given, tags: inNameOf(owner) };
        const made = await attempt(maker, "eks:CreatePodIdentityAssociation", target);
        expect([maker.stack, owner, made !== undefined]).toEqual([maker.stack, owner, maker.stack === owner]);
      }
    }
  });

  it("identity makes their roles within their own boundaries", async () => {
    const names = namesOf(shardedDemo);
    const allows = async (stack: StackId, boundary: BoundaryKind) => {
      const context = { "aws:RequestedRegion": "us-east-1", "iam:PermissionsBoundary": names.boundaryArn(boundary) };
      const call = { action: "iam:CreateRole", resource: names.deployerRoleArn(stack, "apply"), context };
      return (await verdictOn(deployer(platform, "identity", "apply"), call)) === "Allowed";
    };
    expect(await allows("apps-storefront", "apps-storefront")).toBe(true);
    expect(await allows("apps", "apps")).toBe(true);
    expect(await allows("apps-storefront", "apps")).toBe(false);
    expect(await allows("apps-storefront", "app-services")).toBe(false);
    expect(await allows("apps", "apps-storefront")).toBe(false);
  });

  it("each hands over the roles of its own teams' apps, also as far as boundaries go", async () => {
    const teams = {
      apps: ["fulfilment"],
      "apps-storefront": ["storefront"],
      "apps-storefront-eu": ["storefront-eu"],
    };
    const tries = handovers(platform, platform).filter(({ arn }) => arn.includes("/apps/"));
    const held = await tryAll(platform, deployers, tries);
    const handed = held.allowed.map((line) => /^strata-demo-(.*)-apply: .*\/apps\/([^/]+)\//.exec(line)?.slice(1));
    const pairs = [...new Set(handed.map((pair) => pair?.join(" ")))].sort();
    expect(pairs).toEqual(Object.entries(teams).flatMap(([stack, own]) => own.map((team) => `${stack} ${team}`)));
    // Whatever identity writes into the policies of a shard's roles.
    const shard = platform.deployers.filter(({ stack }) => stack === "apps-storefront").map(rewritten);
    const beyond = await tryAll(platform, shard, tries);
    expect(beyond.allowed.filter((line) => !line.includes("/apps/storefront/"))).toEqual([]);
    expect(beyond.allowed.length).toBeGreaterThan(0);
  });
});

describe("the states of apps and its shards", () => {
  const all = statesOf(output, shardedDemo);
  const states = all.filter(isPart);
  const askers = askersOf(platform).filter(isPart);

  it("are each for its own deployers, and those of the contracts for all of them", async () => {
    const asked = [...states, ...all.filter(({ stack }) => stack === "app-services" || stack === "identity")].flatMap(
      (state) =>
        askers.flatMap((asker) =>
          uses.map(([call, allowed]): Question => {
            return { asker, call: call(state), allowed: allowed.includes(asker.relation(state)) };
          }),
        ),
    );
    expect(askers.map(({ stack }) => stack)).toHaveLength(deployers.length);
    expect(await wrong(asked)).toEqual([]);
    printed("shards", asked.length, "uses of states");
  });

  it("stay so whatever identity writes into the deployers' policies: locks, keys and aliases too", async () => {
    const asked = states.flatMap((state) =>
      askers.map(withAllPolicies).flatMap((asker): readonly Question[] => [
        ...forbidden(asker, state),
        ...forNobody(state, { "strata:environment": "demo", "strata:stack": "apps" }).map((call): Question => {
          return { asker, call, allowed: false };
        }),
      ]),
    );
    expect(await wrong(asked)).toEqual([]);
    printed("shards", asked.length, "uses of states denied by boundaries and the states' own policies");
  });

  it("hold by their own policies alone, also against a team whose name begins as another's", async () => {
    const names = namesOf(shardedDemo);
    const asked = states.flatMap((state) =>
      states.flatMap(({ stack }) =>
        deployerRoles.map((role): Question => {
          const asker = allowedEverything(names.deployerRoleArn(stack, role));
          return { asker, call: on.get(state), allowed: stack === state.stack };
        }),
      ),
    );
    expect(asked.filter(({ allowed }) => allowed)).toHaveLength(states.length * deployerRoles.length);
    expect(await wrong(asked)).toEqual([]);
  });

  function forbidden(asker: Asker, state: (typeof states)[number]): readonly Question[] {
    const others = uses.filter(([, allowed]) => !allowed.includes(asker.relation(state)));
    return others.map(([call]): Question => ({ asker, call: call(state), allowed: false }));
  }
});

function ofShard(team: string): Context {
  return requestTags({ [shardTag]: team });
}

function requestTags(tags: Readonly<Record<string, string>>): Context {
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:RequestTag/${tag}`, value]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
