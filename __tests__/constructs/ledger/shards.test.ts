import { deployedLinks, deployedUsersOf } from "../../../constructs/ledger/deployed-links";
import { type Ledger, recordedStacks } from "../../../constructs/ledger/ledger";
import { parseLedger } from "../../../constructs/ledger/parse";
import { record } from "../../../constructs/ledger/record";
import { retire } from "../../../constructs/ledger/retire";
import { ledgerText } from "../../../constructs/ledger/tidy";
import { waitingIn } from "../../../constructs/ledger/waiting";
import { stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";
import { beside, nothingPending, recordedLedger } from "../../support/deployed";
import { shardedDemo, unshardedDemo, withStacks } from "../../support/sharded-demo";

const shards = ["apps-storefront", "apps-storefront-eu"];
let sharded: Ledger;
let whole: Ledger;

beforeAll(async () => {
  [sharded, whole] = [await recordedLedger(shardedDemo), await recordedLedger(unshardedDemo)];
});

const numberOf = (ledger: Ledger, ...stacks: readonly string[]) =>
  recordedStacks(ledger)
    .filter(([stack]) => stacks.includes(stack))
    .flatMap(([, { elements }]) => Object.keys(elements)).length;
const built = (environment: Environment, ledger?: Ledger) => platform({ environment, ledger });

it("holds shards as it holds apps, and comes back from its file", () => {
  expect(recordedStacks(sharded).map(([stack]) => stack)).toEqual([...stackIds, ...shards]);
  expect(numberOf(sharded, "apps", ...shards)).toBe(numberOf(whole, "apps"));
  const text = ledgerText(sharded);
  expect(ledgerText(parseLedger(text, "ledger/demo.json", shardedDemo))).toBe(text);
});

it.each(["apps-", "apps-Shop", "app", "shop"])("holds nothing of a stack that can't be: %s", (stack) => {
  const text = JSON.stringify({ ...sharded, stacks: { [stack]: { elements: {}, grants: {}, outputs: {} } } });
  expect(() => parseLedger(text, "ledger/demo.json", shardedDemo)).toThrow("LEDGER_SHAPE");
});

it("knows what deployed apps use, whichever stack they are in", () => {
  expect(deployedLinks(sharded, "storefront", "checkout")).toEqual(deployedLinks(whole, "storefront", "checkout"));
  expect(deployedLinks(sharded, "storefront", "checkout").queues).toEqual(["placed-orders"]);
  expect(deployedUsersOf(sharded, "orders")).toEqual(deployedUsersOf(whole, "orders"));
  expect(deployedUsersOf(sharded, "orders").length).toBeGreaterThan(3);
});

it("holds back what the apps of a shard still use", () => {
  const without = { ...shardedDemo, apps: shardedDemo.apps.filter(({ name }) => name !== "checkout") };
  const waiting = waitingIn(sharded, built(without, sharded).heldBack, built(without, sharded).resolveAll());
  const of = (stack: string) => waiting.filter((one) => one.stack === stack);
  expect(of("apps-storefront").length).toBeGreaterThan(5);
  expect(of("identity").flatMap(({ usedBy }) => usedBy)[0]).toMatch(/^apps-storefront /);
});

describe("a shard that the environment has no more", () => {
  it("is refused while the ledger holds things of it", () => {
    const app = built(withStacks({ "storefront-eu": "own" }), sharded);
    const count = numberOf(sharded, "apps-storefront");
    expect(() => app.check()).toThrow(
      `apps-storefront is "${count} things": the ledger holds them as deployed, and the environment has no such stack any more. ` +
        'Fix: write appsStack: "prepared" for the team storefront, move or remove what is in the stack, record and retire; then ' +
        "leave it out (docs/playbooks/shard-apps.md). [LEDGER_SHARD_GONE]",
    );
  });

  it("may go once its apps are moved back, recorded and retired", async () => {
    const prepared = withStacks({ storefront: "prepared", "storefront-eu": "own" });
    const app = built(prepared, sharded);
    expect(app.findings()).toEqual([]);
    const recorded = await record(sharded, beside(app), nothingPending);
    const { ledger } = await retire(recorded, beside(built(prepared, recorded)), nothingPending);
    expect(numberOf(ledger, "apps-storefront")).toBe(0);
    expect(numberOf(ledger, "apps", "apps-storefront-eu")).toBe(numberOf(whole, "apps"));
    expect(built(withStacks({ "storefront-eu": "own" }), ledger).findings()).toEqual([]);
  });
});

it("keeps the rights of apps over what has moved away until that is retired, and no longer", async () => {
  const rights = (ledger: Ledger) => {
    const app = built(shardedDemo, ledger);
    const identity = app.resolveAll().find(({ stack }) => stack.id === "identity");
    const texts = identity?.elements.filter(({ address }) => address.includes("deployers_apps-apply_"));
    return JSON.stringify(texts?.map(({ body }) => body.policy));
  };
  const handsOver = "role/strata/demo/apps/storefront/*";
  expect(rights(whole)).toContain(handsOver);
  const recorded = await record(whole, beside(built(shardedDemo, whole)), nothingPending);
  expect(rights(recorded)).toContain(handsOver);
  const { ledger } = await retire(recorded, beside(built(shardedDemo, recorded)), nothingPending);
  expect(rights(ledger)).not.toContain(handsOver);
});
