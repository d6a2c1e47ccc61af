import { lostStateIn, lostStateText } from "../../../cli/plan/lost-state";
import { emptyLedger, type Ledger } from "../../../constructs/ledger/ledger";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { change, planOf, updated } from "./data/changes";

const recorded = (...addresses: readonly string[]) => ({
  elements: Object.fromEntries(addresses.map((address) => [address, {}])),
  grants: {},
  outputs: {},
});
const ledgerOf = (stacks: Partial<Record<StackId, ReturnType<typeof recorded>>>): Ledger => ({
  ...emptyLedger(loadEnvironment("demo")),
  stacks,
});
const ledger = ledgerOf({
  "managed-infrastructure": recorded("aws_vpc.network", "aws_subnet.a", "aws_kms_key.logs"),
  apps: recorded("kubernetes_service_v1.web"),
});
const created = (address: string) => change(address, ["create"], null);

it.each([
  ["all of it", ["aws_vpc.network", "aws_subnet.a", "aws_kms_key.logs"], 3],
  ["all of it, and things that are new", ["aws_vpc.network", "aws_subnet.a", "aws_kms_key.logs", "aws_vpc.b"], 3],
  ["what the sources still declare", ["aws_vpc.network", "aws_subnet.a"], 2],
])("a plan that makes what is deployed finds no state: %s", (_, addresses, things) => {
  expect(lostStateIn(planOf(...addresses.map(created)), ledger)).toEqual({ stack: "managed-infrastructure", things });
});

it.each([
  [
    "knows one thing of the state",
    planOf(created("aws_vpc.network"), created("aws_subnet.a"), updated("aws_kms_key.logs", {}, {})),
  ],
  [
    "finds one thing as it should be",
    planOf(created("aws_vpc.network"), created("aws_subnet.a"), change("aws_kms_key.logs", ["no-op"], {})),
  ],
  ["is of a stack that was never recorded", planOf(created("aws_iam_role.a"), created("aws_iam_role.b"))],
  ["shares a few addresses with a stack that was", planOf(created("aws_vpc.network"), created("aws_iam_role.b"))],
  ["changes nothing", planOf()],
])("a plan passes that %s", (_, plan) => expect(lostStateIn(plan, ledger)).toBeUndefined());

it("a first plan passes where there is no ledger", () => {
  expect(lostStateIn(planOf(created("aws_vpc.network")), undefined)).toBeUndefined();
});

it("says what to look for, and what to do where the stack was destroyed", () => {
  expect(lostStateText({ stack: "apps", things: 41 }, "ledger/demo.json")).toBe(
    [
      "apps: its state holds nothing, and ledger/demo.json holds 41 things of it, which this plan would make a second time [PLAN_STATE_IS_LOST]",
      "Nothing was applied. Look where the state went: docs/playbooks/recover-state.md.",
      "If apps was destroyed on purpose: npx platform permissions retire apps",
      "",
    ].join("\n"),
  );
});
