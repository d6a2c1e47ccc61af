import type { HeldBack } from "../../constructs/ledger/keep";
import { splitPlace } from "../../constructs/ledger/uses";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

/** Addresses that a plan makes although they are held back: what stays because it is deployed can't be new. */
export function heldBackAndNew(plan: Plan, held: HeldBack): readonly string[] {
  const kept = new Set([...held.keys()].map((place) => splitPlace(place).address));
  return changesIn(plan)
    .filter((change) => kept.has(change.address) && verbOf(change) === "create")
    .map(({ address }) => address);
}

/** What to tell who planned it. */
export function heldBackText(addresses: readonly string[], ledger: string): string {
  return [
    `${ledger} holds back what is not deployed, and this plan would make it [PLAN_HELD_BACK_IS_NEW]`,
    ...addresses.map((address) => `  - ${address}`),
    "Nothing was applied. The ledger is stale, or was edited by hand: look at its history,",
    "then run npx platform permissions retire.",
    "",
  ].join("\n");
}
