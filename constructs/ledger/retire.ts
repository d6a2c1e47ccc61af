import type { StackId } from "../stack/stack-id";
import { type Ledger, type RecordedElement, type RecordedStack, recordedOf } from "./ledger";
import type { PendingChanges, ReadStack } from "./record";
import { tidy } from "./tidy";

/** What a stack's retirement did, by address. */
export interface Retirement {
  readonly stack: StackId;
  /** Gone from the state: nothing is kept for it any more. */
  readonly gone: readonly string[];
  /** Deployed as it is declared now: what only its former arguments needed is not kept any more. */
  readonly settled: readonly string[];
  /** Left out of the sources and deployed still: its removal has to be applied first, or waits for a later stack's. */
  readonly deployed: readonly string[];
  /** Declared otherwise than it is deployed: the change has to be applied first. */
  readonly pending: readonly string[];
}

export interface Retired {
  readonly ledger: Ledger;
  readonly retirements: readonly Retirement[];
}

/**
 * Takes out of the ledger what is neither declared nor deployed, and what former arguments needed of things that are
 * applied as they are declared. Only that: a right to remove something outlives it by no more than this step.
 */
export async function retire(
  ledger: Ledger,
  stacks: readonly ReadStack[],
  pendingChanges: PendingChanges,
): Promise<Retired> {
  const retirements: Retirement[] = [];
  const rest: Partial<Record<StackId, RecordedStack>> = { ...ledger.stacks };
  for (const read of stacks) {
    const known = recordedOf(ledger, read.stack);
    const retirement = await retirementOf(known, read, pendingChanges);
    retirements.push(retirement);
    rest[read.stack] = without(known, read, retirement);
  }
  return { ledger: { ...ledger, stacks: rest }, retirements };
}

async function retirementOf(
  { elements }: RecordedStack,
  { stack, declared, deployed }: ReadStack,
  pendingChanges: PendingChanges,
): Promise<Retirement> {
  const addresses = Object.keys(elements);
  const there = addresses.filter((address) => deployed.elements.has(address));
  const changed = there.filter((address) => differs(elements[address], declared.elements[address]));
  const pending = changed.length > 0 ? await pendingChanges(stack) : new Set<string>();
  return {
    stack,
    gone: addresses.filter((address) => !deployed.elements.has(address)),
    // One thing of a stack may use another for a third that is not applied yet: so all of them, or none.
    settled: pending.size === 0 ? changed : [],
    deployed: there.filter((address) => !Object.hasOwn(declared.elements, address)),
    pending: pending.size === 0 ? [] : changed,
  };
}

/** Whether more is recorded of it than what is declared needs. What is not declared at all differs in another way. */
function differs(known: RecordedElement = {}, declared: RecordedElement | undefined): boolean {
  if (!declared) return false;
  const more = (one: readonly string[] = [], other: readonly string[] = []) =>
    one.some((value) => !other.includes(value));
  return (
    more(known.grants?.read, declared.grants?.read) ||
    more(known.grants?.change, declared.grants?.change) ||
    more(known.uses, declared.uses)
  );
}

function without(
  known: RecordedStack,
  { declared, deployed }: ReadStack,
  { gone, settled }: Retirement,
): RecordedStack {
  const left = Object.entries(known.elements).filter(([address]) => !gone.includes(address));
  const elements = left.map(([address, element]) => {
    const { grants, uses } = declared.elements[address] ?? {};
    const { grants: _grants, uses: _uses, ...same } = element;
    return [
      address,
      settled.includes(address) ? { ...same, ...(grants && { grants }), ...(uses && { uses }) } : element,
    ];
  });
  const outputs = Object.entries(known.outputs).map(([name, values]) => {
    const kept = Object.entries(values).filter(([key]) =>
      isOutput(declared.outputs[name], key, deployed.outputs[name]),
    );
    return [name, Object.fromEntries(kept)];
  });
  return tidy({
    elements: Object.fromEntries(elements),
    grants: { ...known.grants, ...declared.grants },
    outputs: Object.fromEntries(outputs),
  });
}

/** Declared, or deployed still. */
function isOutput(declared: object | undefined, key: string, deployed: unknown): boolean {
  const has = (value: unknown) => typeof value === "object" && value !== null && Object.hasOwn(value, key);
  return has(declared) || has(deployed);
}
