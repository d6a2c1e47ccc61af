import { type Ledger, type RecordedStack, recordedStacks } from "../../constructs/ledger/ledger";
import type { StackId } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, type ResourceChange, verbOf } from "../terraform/plan-changes";
import { statefulTypes } from "./data/stateful-types";

/** A stack that the ledger holds as deployed, and of which a plan would make a part from nothing. */
export interface LostState {
  readonly stack: StackId;
  /** Addresses of recorded things that the plan would make a second time. */
  readonly things: readonly string[];
  /** Whether the plan knows of nothing that is there. */
  readonly whole: boolean;
}

export interface LostStateOptions {
  /** Whose plan it is. @default - a plan does not say: of the stack whose recorded things it holds most of */
  readonly stack?: StackId;
  /** Addresses that may be made anew. */
  readonly allow?: readonly string[];
}

/**
 * The stack whose state is lost, emptied, cut short or looked for in the wrong place: the plan would make half or more of
 * what the ledger holds of it, or something of that which holds data. What was taken away outside of Terraform the state
 * still knows: that is no loss of it.
 */
export function lostStateIn(
  plan: Plan,
  ledger: Ledger | undefined,
  { stack: asked, allow = [] }: LostStateOptions = {},
): LostState | undefined {
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const found = recordedStacks(ledger)
    .filter(([stack]) => asked === undefined || stack === asked)
    .map(([stack, { elements }]) => ({ stack, elements, known: managed.filter(isIn(elements)).length }))
    .sort((one, other) => other.known - one.known)[0];
  if (!found) return undefined;
  const { stack, elements } = found;
  const drifted = (plan.resource_drift ?? []).map(({ address }) => address);
  const made = changesIn(plan)
    .filter((change) => verbOf(change) === "create" && isIn(elements)(change))
    .filter(({ address }) => !drifted.includes(address) && !allow.includes(address));
  // A few addresses alone may be another stack's.
  const certain = asked !== undefined || managed.some((one) => isIn(elements)(one) && one.change.before !== null);
  const holdsData = certain && made.some(({ type }) => Object.hasOwn(statefulTypes, type));
  const most = made.length > 0 && made.length * 2 >= Object.keys(elements).length;
  if (!holdsData && !most) return undefined;
  const things = made.map(({ address }) => address);
  return { stack, things, whole: managed.every(({ change }) => change.before === null) };
}

function isIn(elements: RecordedStack["elements"]) {
  return ({ address }: ResourceChange) => Object.hasOwn(elements, address);
}

const mostShown = 10;

/** What to tell who planned it. */
export function lostStateText({ stack, things, whole }: LostState, ledger: string): string {
  const [count, shown] = [things.length, things.slice(0, mostShown)];
  const number = `${count} ${count === 1 ? "thing" : "things"}`;
  const again = "which this plan would make a second time [PLAN_STATE_IS_LOST]";
  const parts = [
    ...shown.map((address) => `  - ${address}`),
    ...(count > mostShown ? [`  and ${count - mostShown} more`] : []),
  ];
  return [
    whole
      ? `${stack}: its state holds nothing, and ${ledger} holds ${number} of it, ${again}`
      : `${stack}: its state lacks ${number} that ${ledger} holds, ${again}`,
    ...(whole ? [] : parts),
    "Nothing was applied. Look where the state went: docs/playbooks/recover-state.md.",
    `If ${whole ? stack : "this"} was destroyed on purpose: npx platform permissions retire ${stack}`,
    "",
  ].join("\n");
}
