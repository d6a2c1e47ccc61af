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

/**
 * Adds to the ledger what is declared and deployed. Nothing is taken away: what a thing needed and used before, it may
 * still, as long as the change is not applied everywhere; that is for `retire`.
 */
export function record(ledger: Ledger, stacks: readonly ReadStack[]): Ledger {
  const recorded = stacks.map(({ stack, declared, deployed }) => {
    const known = recordedOf(ledger, stack);
    const applied = Object.entries(declared.elements).filter(([address]) => deployed.elements.has(address));
    const elements = applied.map(([address, element]) => [address, joined(known.elements[address], element)] as const);
    const outputs = Object.entries(declared.outputs).filter(([name]) => Object.hasOwn(deployed.outputs, name));
    return [
      stack,
      tidy({
        elements: { ...known.elements, ...Object.fromEntries(elements) },
        grants: { ...known.grants, ...declared.grants },
        outputs: {
          ...known.outputs,
          ...Object.fromEntries(outputs.map(([name, value]) => [name, { ...known.outputs[name], ...value }])),
        },
      }),
    ] as const;
  });
  return { ...ledger, stacks: { ...ledger.stacks, ...Object.fromEntries(recorded) } };
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
