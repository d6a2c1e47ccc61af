import { Construct } from "constructs";
import type { PlatformStack } from "../stack/platform-stack";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type StackId, stackIds } from "../stack/stack-id";
import { belongings } from "./belongings";
import { type Body, declareKept } from "./kept-element";
import { type Ledger, recordedOf } from "./ledger";
import { referencesIn } from "./references-in";
import { placeOf, splitPlace } from "./uses";

/**
 * What the change leaves out while something that is deployed in a later stack still uses it: the role under running
 * pods, the namespace around them, the subnet of nodes. By place, `<stack> <address>`, with its users.
 */
export type HeldBack = ReadonlyMap<string, readonly string[]>;

/** Finds what has to stay declared: what later stacks use, all that belongs to it, and what that uses in turn. */
export function heldBack(ledger: Ledger, built: readonly ResolvedStack[]): HeldBack {
  const declared = new Map(built.map(({ stack, elements }) => [stack.id, addressesOf(elements)]));
  const removed = (stack: StackId) =>
    Object.entries(recordedOf(ledger, stack).elements).filter(([address]) => !declared.get(stack)?.has(address));
  const users = usersOf(ledger);
  const kept = new Map<string, readonly string[]>();
  for (const stack of stackIds) {
    const left = removed(stack).filter(([, { body }]) => body !== undefined);
    const elements = left.map(([address, { body }]) => ({ address, body }));
    const used = left.map(([address]) => address).filter((address) => users.has(placeOf(stack, address)));
    for (const address of belongings(elements, new Set(used))) {
      kept.set(placeOf(stack, address), users.get(placeOf(stack, address)) ?? []);
    }
  }
  return kept;
}

/** Declares what is held back as it was applied, and hands on the outputs that lead to it. */
export function declareHeldBack(ledger: Ledger, held: HeldBack, built: readonly ResolvedStack[]): void {
  for (const { stack, elements } of built) {
    const places = [...held.keys()].map(splitPlace).filter((place) => place.stack === stack.id);
    if (places.length === 0) continue;
    const kept = places.map(({ address }) => address);
    const present = new Set([...addressesOf(elements), ...kept]);
    const { elements: recorded } = recordedOf(ledger, stack.id);
    const scope = new Construct(stack, "held-back");
    for (const address of kept) declareKept(scope, address, waitingForPresent(recorded[address]?.body ?? {}, present));
    keepOutputs(ledger, stack, elements, { kept: new Set(kept), present });
  }
}

/** What it waited for may have gone, or have another name by now. */
function waitingForPresent({ depends_on: waitsFor, ...body }: Body, present: ReadonlySet<string>): Body {
  const still = Array.isArray(waitsFor) ? waitsFor.filter((one) => present.has(String(one))) : [];
  return { ...body, ...(still.length > 0 && { depends_on: still }) };
}

/** The keys of an output under which something is found that is held back. */
function keepOutputs(
  ledger: Ledger,
  stack: PlatformStack,
  elements: readonly ResolvedElement[],
  { kept, present }: { readonly kept: ReadonlySet<string>; readonly present: ReadonlySet<string> },
): void {
  for (const [name, recorded] of Object.entries(recordedOf(ledger, stack.id).outputs)) {
    const output = elements.find((element) => element.block === "output" && element.name === name);
    if (typeof output?.body.value !== "object") continue;
    for (const [key, expression] of Object.entries(recorded)) {
      const { addresses } = referencesIn(expression);
      const leads = addresses.some((address) => kept.has(address)) && addresses.every((one) => present.has(one));
      if (leads && !Object.hasOwn(output.body.value, key)) output.body.value[key] = expression;
    }
  }
}

function usersOf(ledger: Ledger): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const stack of stackIds) {
    for (const [address, { uses = [] }] of Object.entries(recordedOf(ledger, stack).elements)) {
      for (const place of uses) users.set(place, [...(users.get(place) ?? []), placeOf(stack, address)]);
    }
  }
  return users;
}

/** Addresses that the stack declares, under their present names and under those that it moves them from. */
export function addressesOf(elements: readonly ResolvedElement[]): ReadonlySet<string> {
  return new Set(elements.flatMap(({ block, address, movedFrom }) => (isBlock(block) ? [address, ...movedFrom] : [])));
}

function isBlock(block: ResolvedElement["block"]): boolean {
  return block === "resource" || block === "data";
}
