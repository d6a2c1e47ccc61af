import type { Waiting } from "../../constructs/ledger/waiting";
import { waitingText } from "../ledger/waiting-text";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

const verbs = ["create", "update", "replace", "delete", "forget"] as const;

/** Rights are narrowed to an id that the new thing will not have. */
function anewText(addresses: readonly string[]): readonly string[] {
  return [
    "Made anew, while rights are narrowed to the id that the ledger knows. Retire what is gone and apply identity first:",
    ...addresses.map((address) => `  ${address}`),
  ];
}

/** A plan in a few lines: how much of what, then each thing that goes or is made anew, then all others. */
export function planText(
  stack: string,
  plan: Plan,
  { waiting, known }: { readonly waiting: readonly Waiting[]; readonly known: ReadonlySet<string> },
): string {
  const changes = changesIn(plan).map((change) => ({ address: change.address, verb: verbOf(change) }));
  const counts = verbs.flatMap((verb) => {
    const count = changes.filter((change) => change.verb === verb).length;
    return count > 0 ? [`${count} to ${verb}`] : [];
  });
  const order = ["delete", "replace", "forget", "create", "update"];
  const sorted = [...changes].sort((one, other) => order.indexOf(one.verb) - order.indexOf(other.verb));
  const still = waitingText(waiting);
  const anew = changes.filter(({ address, verb }) => known.has(address) && (verb === "create" || verb === "replace"));
  return [
    `${stack}: ${counts.length > 0 ? counts.join(", ") : "no changes"}.`,
    ...sorted.map(({ verb, address }) => `  ${verb.padEnd(7)}  ${address}`),
    ...(anew.length > 0 ? ["", ...anewText(anew.map(({ address }) => address))] : []),
    ...(still.length > 0 ? ["", ...still] : []),
    "",
  ].join("\n");
}
