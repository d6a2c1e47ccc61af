import { type Ledger, type RecordedStack, recordedStacks } from "./ledger";

/** Sorted, and without the grants that nothing names any more: equal content is equal text. */
export function tidy({ elements, grants, outputs }: RecordedStack): RecordedStack {
  const named = new Set(
    Object.values(elements).flatMap((one) => [...(one.grants?.read ?? []), ...(one.grants?.change ?? [])]),
  );
  return {
    elements: sorted(elements),
    grants: sorted(Object.fromEntries(Object.entries(grants).filter(([fingerprint]) => named.has(fingerprint)))),
    outputs: sorted(Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, sorted(value)]))),
  };
}

/** The ledger as it stands in its file: stacks in their order, those without anything left out. */
export function ledgerText(ledger: Ledger): string {
  const known = recordedStacks(ledger).filter(([, { elements }]) => Object.keys(elements).length > 0);
  return `${JSON.stringify({ ...ledger, stacks: Object.fromEntries(known) }, null, 2)}\n`;
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
