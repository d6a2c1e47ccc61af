import { isDeepStrictEqual } from "node:util";
import type { StackId } from "../stack/stack-id";
import type { DeployedStack } from "./deployed";
import { type Ledger, type RecordedElement, type RecordedStack, recordedOf } from "./ledger";
import { tidy } from "./tidy";

/** A stack whose state was read. */
export interface ReadStack {
  readonly stack: StackId;
  /** What the sources declare, ids included. */
  readonly declared: RecordedStack;
  readonly deployed: DeployedStack;
}

/** Addresses of a stack that a plan would change. Asked only where the ledger differs from what is declared. */
export type PendingChanges = (stack: StackId) => Promise<ReadonlySet<string>>;

/**
 * Adds to the ledger what is deployed as it is declared. Nothing is taken away: what a thing needed and used before, it
 * may still, as long as the change is not applied everywhere; that is for `retire`. What a plan would change is left as it
 * was recorded, since it is not deployed so.
 */
export async function record(
  ledger: Ledger,
  stacks: readonly ReadStack[],
  pendingChanges: PendingChanges,
): Promise<Ledger> {
  const recorded: Partial<Record<StackId, RecordedStack>> = { ...ledger.stacks };
  for (const read of stacks)
    recorded[read.stack] = await recordStack(recordedOf(ledger, read.stack), read, pendingChanges);
  return { ...ledger, stacks: recorded };
}

async function recordStack(
  known: RecordedStack,
  { stack, declared, deployed }: ReadStack,
  pendingChanges: PendingChanges,
): Promise<RecordedStack> {
  const applied = Object.entries(declared.elements).filter(([address]) => deployed.elements.has(address));
  const now = applied.map(([address, element]) => [address, joined(known.elements[address], element)] as const);
  const changed = now.filter(([address, element]) => !isDeepStrictEqual(element, known.elements[address]));
  const asked = changed.some(([address]) => known.elements[address]);
  const pending = asked ? await pendingChanges(stack) : new Set<string>();
  const settled = changed.filter(([address]) => !(known.elements[address] && pending.has(address)));
  return tidy({
    elements: { ...known.elements, ...Object.fromEntries(settled) },
    grants: { ...known.grants, ...declared.grants },
    outputs: outputsOf(known, declared, deployed),
  });
}

/** Keys that are declared and deployed, beside those that were recorded. */
function outputsOf(known: RecordedStack, declared: RecordedStack, deployed: DeployedStack): RecordedStack["outputs"] {
  const named = Object.entries(declared.outputs).map(([name, values]) => {
    const there = deployed.outputs[name];
    const keys = typeof there === "object" && there !== null ? Object.keys(there) : [];
    const applied = Object.entries(values).filter(([key]) => keys.includes(key));
    return [name, { ...known.outputs[name], ...Object.fromEntries(applied) }] as const;
  });
  const filled = named.filter(([, values]) => Object.keys(values).length > 0);
  return { ...known.outputs, ...Object.fromEntries(filled) };
}

/** What is recorded and declared, and gone: a stack that was destroyed, or a thing that somebody deleted. */
export function goneIn(ledger: Ledger, { stack, declared, deployed }: ReadStack): readonly string[] {
  const recorded = Object.keys(recordedOf(ledger, stack).elements);
  return recorded
    .filter((address) => Object.hasOwn(declared.elements, address) && !deployed.elements.has(address))
    .sort();
}

/** What is deployed and of which nothing is known: applied from another revision, and never recorded. */
export function unknownIn(ledger: Ledger, { stack, declared, deployed }: ReadStack): readonly string[] {
  const known = { ...recordedOf(ledger, stack).elements, ...declared.elements };
  return [...deployed.elements.keys()].filter((address) => !Object.hasOwn(known, address)).sort();
}

function joined(known: RecordedElement = {}, declared: RecordedElement): RecordedElement {
  const union = (one: readonly string[] = [], other: readonly string[] = []) => [...new Set([...one, ...other])].sort();
  const grants =
    known.grants || declared.grants
      ? {
          read: union(known.grants?.read, declared.grants?.read),
          change: union(known.grants?.change, declared.grants?.change),
        }
      : undefined;
  const uses = union(known.uses, declared.uses);
  const body = declared.body ?? known.body;
  return {
    ...(grants && { grants }),
    ...(uses.length > 0 && { uses }),
    ...(body && { body }),
    ...(declared.known && { known: declared.known }),
  };
}
