import { type Ledger, recordedStacks } from "../../constructs/ledger/ledger";
import type { StackId } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

/** A stack that the ledger holds as deployed, and that a plan would make from nothing. */
export interface LostState {
  readonly stack: StackId;
  /** Recorded things that the plan would make a second time. */
  readonly things: number;
}

/**
 * The stack whose state is lost, emptied or looked for in the wrong place; undefined where the plan knows of anything
 * that is there. A plan does not say whose it is: it is that of the stack of which it makes the half or more.
 */
export function lostStateIn(plan: Plan, ledger: Ledger | undefined): LostState | undefined {
  const { resource_changes: all = [] } = plan;
  if (all.some(({ mode, change }) => mode === "managed" && change.before !== null)) return undefined;
  const made = changesIn(plan).flatMap((change) => (verbOf(change) === "create" ? [change.address] : []));
  for (const [stack, { elements: recorded }] of recordedStacks(ledger)) {
    const things = made.filter((address) => address in recorded).length;
    if (things > 0 && things * 2 >= Object.keys(recorded).length) return { stack, things };
  }
  return undefined;
}

/** What to tell who planned it. */
export function lostStateText({ stack, things }: LostState, ledger: string): string {
  return [
    `${stack}: its state holds nothing, and ${ledger} holds ${things} things of it, which this plan would make a second time [PLAN_STATE_IS_LOST]`,
    "Nothing was applied. Look where the state went: docs/playbooks/recover-state.md.",
    `If ${stack} was destroyed on purpose: npx platform permissions retire ${stack}`,
    "",
  ].join("\n");
}
