import { retire } from "../../constructs/ledger/retire";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { platform } from "../../main";
import { synthesizePlatform } from "../support/demo";
import { beside, deployedBy, nothingPending, recordedLedger } from "../support/deployed";
import { Answers } from "./support/answers";
import { CaseBook } from "./support/cases";
import {
  all,
  leftToCloudFormation,
  leftToCloudFormationByTheNetwork,
  refusedToTheProvider,
} from "./support/exceptions";
import { printed } from "./support/printed";
import { describe as told } from "./support/simulator";

const demo: Environment = { ...loadEnvironment("demo"), state: { kind: "s3" } };
/** Nothing that a team asks for is left, and so nothing of these services. */
const bare: Environment = { ...demo, teams: [], apps: [], databases: [], caches: [] };
const noIds = () => ({});

const exceptions = new Set([
  ...all(refusedToTheProvider),
  ...all(leftToCloudFormation),
  ...all(leftToCloudFormationByTheNetwork),
]);
const operations = ["read", "update", "delete"];

it("what a change leaves out, its stack's deployers may read, change and delete until it is retired", async () => {
  const recorded = await recordedLedger(demo, noIds);
  const before = synthesizePlatform({ environment: demo });
  const [kept, naive] = [recorded, undefined].map((ledger) => synthesizePlatform({ environment: bare, ledger }));
  const declared = new Set(naive?.file("permissions/resources.json").map(placeOf));
  const { cases } = await new CaseBook(before, demo.aws).all();
  const leaving = cases.filter((one) => {
    const excused =
      exceptions.has(`${one.type} ${one.operation} ${one.action}`) || exceptions.has(`${one.type} ${one.action}`);
    return operations.includes(one.operation) && !declared.has(placeOf(one)) && !excused;
  });
  expect(new Set(leaving.map(({ type }) => type)).size).toBeGreaterThan(10);
  const denied = kept && (await new Answers(kept).other("apply", leaving, "Allowed"));
  expect(denied?.map(({ one }) => `${one.address}: ${told(one.call)}`)).toEqual([]);
  // Without a ledger the same calls are denied, so that this can fail.
  const lost = naive && (await new Answers(naive).other("apply", leaving, "Allowed"));
  expect(lost?.length).toBeGreaterThan(50);
  printed("removal", leaving.length, "calls on what is left out, allowed until it is retired");
});

it("once it is retired, nobody may any more, and nothing else has changed", async () => {
  const recorded = await recordedLedger(demo, noIds);
  const after = platform({ environment: bare, ledger: recorded });
  const first = await retire(
    recorded,
    beside(after, deployedBy(platform({ environment: bare }), noIds)),
    nothingPending,
  );
  const retired = synthesizePlatform({ environment: bare, ledger: first.ledger });
  const never = synthesizePlatform({ environment: bare });
  for (const stack of ["managed-infrastructure", "kubernetes-cluster", "cluster-services", "app-services", "apps"]) {
    const file = `permissions/${stack}.json`;
    expect(retired.file(file)).toEqual(never.file(file));
  }
  expect(retired.file("waiting.json")).toEqual([]);
  printed("removal", first.retirements.flatMap(({ gone }) => gone).length, "things retired");
});

function placeOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return `${stack} ${address}`;
}
