import { Construct } from "constructs";
import type { Finding } from "../errors";
import type { PlatformStack } from "../stack/platform-stack";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import type { StackId } from "../stack/stack-id";
import { belongings } from "./belongings";
import { type Body, declareKept } from "./kept-element";
import { type Ledger, type RecordedStack, recordedOf, recordedStacks } from "./ledger";
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
  for (const stack of declared.keys()) {
    const left = removed(stack).filter(([, { body }]) => body !== undefined);
    const elements = left.map(([address, { body }]) => ({ address, body }));
    const used = left.map(([address]) => address).filter((address) => users.has(placeOf(stack, address)));
    for (const address of belongings(elements, new Set(used))) {
      kept.set(placeOf(stack, address), users.get(placeOf(stack, address)) ?? []);
    }
  }
  return kept;
}

/** What a held-back thing refers to and the stack does not declare any more: it could not be written. */
export function danglingIn(ledger: Ledger, held: HeldBack, built: readonly ResolvedStack[]): readonly Finding[] {
  return built.flatMap(({ stack, elements }) => {
    const kept = [...held.keys()].map(splitPlace).filter((place) => place.stack === stack.id);
    const present = new Set([...addressesOf(elements), ...kept.map(({ address }) => address)]);
    return kept.flatMap(({ address }) => {
      const { depends_on: _, ...body } = recordedOf(ledger, stack.id).elements[address]?.body ?? {};
      return referencesIn(body)
        .addresses.filter((one) => !present.has(one))
        .map((one) => dangling(stack.id, address, one));
    });
  });
}

function dangling(stack: StackId, address: string, missing: string): Finding {
  return {
    place: `${stack} ${address}, held back by the ledger`,
    value: missing,
    problem: "it was applied with a reference to this, which the sources do not declare any more under that address",
    fix:
      "make the removal and the renaming two changes: apply one everywhere, record and retire, then make the other; or " +
      "rename with a moved block",
    code: "LEDGER_DANGLING",
  };
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
    const moved = movesIn(elements);
    for (const address of kept) {
      declareKept(scope, address, renamed(waitingForPresent(recorded[address]?.body ?? {}, present), moved));
    }
    keepInLists(recorded, elements, new Set(kept));
    keepOutputs(ledger, stack, elements, { kept: new Set(kept), present });
  }
}

/** What it waited for may have gone, or have another name by now. */
function waitingForPresent({ depends_on: waitsFor, ...body }: Body, present: ReadonlySet<string>): Body {
  const still = Array.isArray(waitsFor) ? waitsFor.filter((one) => present.has(String(one))) : [];
  return { ...body, ...(still.length > 0 && { depends_on: still }) };
}

/** What is declared otherwise and names what is held back in a list, such as the subnets of a network ACL, goes on to. */
function keepInLists(
  recorded: RecordedStack["elements"],
  elements: readonly ResolvedElement[],
  kept: ReadonlySet<string>,
): void {
  const leads = (value: unknown) => referencesIn(value).addresses.some((address) => kept.has(address));
  for (const { address, body } of elements) {
    for (const [argument, before] of Object.entries(recorded[address]?.body ?? {})) {
      const now: unknown = body[argument];
      if (argument === "depends_on" || !Array.isArray(before) || !Array.isArray(now)) continue;
      now.push(...before.filter((one) => typeof one === "string" && leads(one) && !now.includes(one)));
    }
  }
}

/** New addresses of what the stack moves, by the old ones. */
function movesIn(elements: readonly ResolvedElement[]): ReadonlyMap<string, string> {
  return new Map(elements.flatMap(({ address, movedFrom }) => movedFrom.map((from) => [from, address] as const)));
}

/** A body whose references lead to the present addresses. */
function renamed<T>(value: T, moved: ReadonlyMap<string, string>): T {
  if (moved.size === 0) return value;
  if (typeof value === "string") {
    const found = [...moved].reduce<string>((text, [from, to]) => text.replaceAll(`{${from}.`, `{${to}.`), value);
    return found as T;
  }
  if (Array.isArray(value)) return value.map((one) => renamed(one, moved)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, moved)])) as T;
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
  for (const [stack, { elements }] of recordedStacks(ledger)) {
    for (const [address, { uses = [] }] of Object.entries(elements)) {
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
