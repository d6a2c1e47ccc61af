import { type Ledger, recordedOf, recordedStacks } from "../../constructs/ledger/ledger";
import { byDeployment, type StackId } from "../../constructs/stack/stack-id";

/** How a ledger differs from the one before. */
export interface Counts {
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  /** Stacks with any difference. */
  readonly stacks: readonly StackId[];
}

export function countsOf(now: Ledger, before: Ledger): Counts {
  const stacks = [...recordedStacks(before), ...recordedStacks(now)].map(([id]) => id);
  const counts = [...new Set(stacks)].sort(byDeployment).map((stack) => {
    const [elements, known] = [recordedOf(now, stack), recordedOf(before, stack)];
    const addresses = Object.keys(elements.elements);
    const added = addresses.filter((address) => !Object.hasOwn(known.elements, address));
    const same = (address: string) =>
      JSON.stringify(elements.elements[address]) === JSON.stringify(known.elements[address]);
    const changed = addresses.filter((address) => !added.includes(address) && !same(address));
    return {
      stack,
      total: addresses.length,
      added: added.length,
      changed: changed.length,
      differs: JSON.stringify(elements) !== JSON.stringify(known),
    };
  });
  const sum = (key: "total" | "added" | "changed") => counts.reduce((all, one) => all + one[key], 0);
  return {
    total: sum("total"),
    added: sum("added"),
    changed: sum("changed"),
    stacks: counts.filter(({ differs }) => differs).map(({ stack }) => stack),
  };
}
