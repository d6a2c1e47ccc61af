import type { HeldBack } from "../../../constructs/ledger/keep";
import type { PendingChanges, ReadStack } from "../../../constructs/ledger/record";
import { placeOf } from "../../../constructs/ledger/uses";
import { type Allowed, entryText } from "./allowed";

/** An entry that lets nothing go any more, or never did. */
export interface Spent {
  readonly entry: Allowed;
  readonly why: string;
}

export interface SpentOptions {
  /** Stacks whose states were read, and of which alone anything is known. */
  readonly read: readonly ReadStack[];
  /** Names of all stacks of the environment. */
  readonly stacks: readonly string[];
  readonly heldBack: HeldBack;
  readonly pending: PendingChanges;
}

/**
 * What has done its service among the entries of stacks whose states were read: left to stand, it would let the next
 * loss of the same address pass unseen. What is left out of the sources and deployed still waits for its pass.
 */
export async function spentAmong(all: readonly Allowed[], options: SpentOptions): Promise<readonly Spent[]> {
  const spent: Spent[] = [];
  for (const entry of all) {
    const why = await whySpent(entry, options);
    if (why) spent.push({ entry, why });
  }
  return spent;
}

async function whySpent(
  { stack, address }: Allowed,
  { read, stacks, heldBack, pending }: SpentOptions,
): Promise<string | undefined> {
  if (!stacks.includes(stack)) return "whose stack the environment does not have";
  const one = read.find((known) => known.stack === stack);
  if (!one) return undefined;
  if (!one.deployed.elements.has(address)) return "which is not deployed";
  if (!Object.hasOwn(one.declared.elements, address)) return undefined;
  // What is held back is declared as well, and its removal comes.
  if (heldBack.has(placeOf(stack, address))) return undefined;
  return (await pending(one.stack)).has(address) ? undefined : "of which the sources change nothing";
}

/** What to tell of them, by their file. */
export function spentText(spent: readonly Spent[], file: string, check: boolean): readonly string[] {
  const verb = check ? "to take out" : "taken out";
  return spent.map(({ entry, why }) => `${verb} of ${file}: ${entryText(entry)}, ${why}`);
}
