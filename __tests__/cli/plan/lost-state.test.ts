import { lostStateIn, lostStateText } from "../../../cli/plan/lost-state";
import { emptyLedger, type Ledger } from "../../../constructs/ledger/ledger";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { change, deleted, planOf, updated } from "./data/changes";

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
  apps: recorded("kubernetes_service_v1.web", "kubernetes_service_v1.api", "kubernetes_service_v1.shop"),
});
const created = (address: string) => change(address, ["create"], null);
const subnet = () => change("aws_subnet.a", ["no-op"], {});

it.each([
  ["all of it", ["aws_vpc.network", "aws_subnet.a", "aws_kms_key.logs"], 3],
  ["all of it, and things that are new", ["aws_vpc.network", "aws_subnet.a", "aws_kms_key.logs", "aws_vpc.b"], 3],
  ["what the sources still declare", ["aws_vpc.network", "aws_subnet.a"], 2],
])("a plan that makes what is deployed finds no state: %s", (_, addresses, count) => {
  const things = addresses.slice(0, count);
  const lost = { stack: "managed-infrastructure", things, whole: true };
  expect(lostStateIn(planOf(...addresses.map(created)), ledger)).toEqual(lost);
});

it.each([
  ["most of it", [created("aws_vpc.network"), created("aws_subnet.a"), updated("aws_kms_key.logs", {}, {})]],
  ["the one thing that holds data", [created("aws_kms_key.logs"), updated("aws_vpc.network", {}, {}), subnet()]],
])("a plan finds a state that was cut short: it makes %s", (_, changes) => {
  const things = changes.filter(({ change: { before } }) => before === null).map(({ address }) => address);
  expect(lostStateIn(planOf(...changes), ledger)).toEqual({ stack: "managed-infrastructure", things, whole: false });
});

it("where it is known whose plan it is, nothing of other stacks is looked for", () => {
  const plan = planOf(created("aws_vpc.network"), created("aws_kms_key.logs"));
  expect(lostStateIn(plan, ledger, { stack: "apps" })).toBeUndefined();
  expect(lostStateIn(plan, ledger, { stack: "managed-infrastructure" })?.things).toHaveLength(2);
});

it.each([
  [
    "makes little of it, which holds no data",
    planOf(created("kubernetes_service_v1.web"), change("kubernetes_service_v1.api", ["no-op"], {})),
  ],
  [
    "makes anew what somebody took away, which the state still knows",
    {
      ...planOf(created("aws_kms_key.logs"), updated("aws_vpc.network", {}, {}), subnet()),
      resource_drift: [deleted("aws_kms_key.logs")],
    },
  ],
  ["is of a stack that was never recorded", planOf(created("aws_iam_role.a"), created("aws_iam_role.b"))],
  ["shares a few addresses with a stack that was", planOf(created("aws_vpc.network"), created("aws_iam_role.b"))],
  ["changes nothing", planOf()],
])("a plan passes that %s", (_, plan) => expect(lostStateIn(plan, ledger)).toBeUndefined());

it("what may be made anew passes by its address", () => {
  const plan = planOf(created("aws_kms_key.logs"), updated("aws_vpc.network", {}, {}), subnet());
  expect(lostStateIn(plan, ledger, { allow: ["aws_kms_key.logs"] })).toBeUndefined();
});

it("a first plan passes where there is no ledger", () => {
  expect(lostStateIn(planOf(created("aws_vpc.network")), undefined)).toBeUndefined();
});

it("says what to look for, and what to do where the stack was destroyed", () => {
  expect(lostStateText({ stack: "apps", things: Array(41).fill("a.b"), whole: true }, "ledger/demo.json")).toBe(
    [
      "apps: its state holds nothing, and ledger/demo.json holds 41 things of it, which this plan would make a second time [PLAN_STATE_IS_LOST]",
      "Nothing was applied. Look where the state went: docs/playbooks/recover-state.md.",
      "If apps was destroyed on purpose: npx platform permissions retire apps",
      "",
    ].join("\n"),
  );
});

it("names what a state lacks", () => {
  const lost = { stack: "apps", things: ["aws_s3_bucket.a"], whole: false } as const;
  expect(lostStateText(lost, "ledger/demo.json")).toBe(
    [
      "apps: its state lacks 1 thing that ledger/demo.json holds, which this plan would make a second time [PLAN_STATE_IS_LOST]",
      "  - aws_s3_bucket.a",
      "Nothing was applied. Look where the state went: docs/playbooks/recover-state.md.",
      "If this was destroyed on purpose: npx platform permissions retire apps",
      "",
    ].join("\n"),
  );
});
