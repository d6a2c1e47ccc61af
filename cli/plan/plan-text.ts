import type { Waiting } from "../../constructs/ledger/waiting";
import { waitingText } from "../ledger/waiting-text";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

const verbs = ["create", "update", "replace", "delete", "forget"] as const;

/** A plan in a few lines: how much of what, then each thing that goes or is made anew, then all others. */
export function planText(stack: string, plan: Plan, waiting: readonly Waiting[]): string {
  const changes = changesIn(plan).map((change) => ({ address: change.address, verb: verbOf(change) }));
  const counts = verbs.flatMap((verb) => {
    const count = changes.filter((change) => change.verb === verb).length;
    return count > 0 ? [`${count} to ${verb}`] : [];
  });
  const order = ["delete", "replace", "forget", "create", "update"];
  const sorted = [...changes].sort((one, other) => order.indexOf(one.verb) - order.indexOf(other.verb));
  const still = waitingText(waiting);
  return [
    `${stack}: ${counts.length > 0 ? counts.join(", ") : "no changes"}.`,
    ...sorted.map(({ verb, address }) => `  ${verb.padEnd(7)}  ${address}`),
    ...(still.length > 0 ? ["", ...still] : []),
    "",
  ].join("\n");
}
