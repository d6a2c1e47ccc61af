import type { ResolvedStack } from "../stack/resolved-tree";
import { byDeployment, type StackId } from "../stack/stack-id";
import { addressesOf, type HeldBack } from "./keep";
import { type Ledger, recordedOf, recordedStacks } from "./ledger";
import { placeOf } from "./uses";

/** Something that is deployed, or was when the ledger was written, and that the change leaves out. */
export interface Waiting {
  readonly stack: StackId;
  readonly address: string;
  /**
   * `held back`: it stays declared while `usedBy` is deployed. `leaves`: the next apply of its stack removes it, or one
   * has; the right to do so stays until it is retired.
   */
  readonly state: "held back" | "leaves";
  /** Places that use it, as they were recorded; empty where it only belongs to something that is used. */
  readonly usedBy: readonly string[];
}

/** Everything that waits to be retired, in the order of the stacks. */
export function waitingIn(
  ledger: Ledger | undefined,
  held: HeldBack,
  finished: readonly ResolvedStack[],
): readonly Waiting[] {
  const stacks = new Set([...finished.map(({ stack }) => stack.id), ...recordedStacks(ledger).map(([id]) => id)]);
  return [...stacks].sort(byDeployment).flatMap((stack) => {
    const declared = addressesOf(finished.find((one) => one.stack.id === stack)?.elements ?? []);
    return Object.keys(recordedOf(ledger, stack).elements).flatMap((address): readonly Waiting[] => {
      const usedBy = held.get(placeOf(stack, address));
      if (usedBy) return [{ stack, address, state: "held back", usedBy }];
      return declared.has(address) ? [] : [{ stack, address, state: "leaves", usedBy: [] }];
    });
  });
}
