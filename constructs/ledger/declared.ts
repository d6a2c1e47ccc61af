import type { Derived, ResourceNeeds } from "../permissions/derive";
import type { Grant } from "../permissions/entry";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import type { StackId } from "../stack/stack-id";
import { belongings } from "./belongings";
import { fingerprint } from "./fingerprint";
import type { RecordedElement, RecordedStack } from "./ledger";
import { placeOf, splitPlace, Uses } from "./uses";

/** What finished stacks declare, in the words of the ledger. Ids are not in it: those only a state knows. */
export function declaredStacks(
  stacks: readonly ResolvedStack[],
  { resources }: Pick<Derived, "resources">,
): Readonly<Record<StackId, RecordedStack>> {
  const needs = new Map(resources.map((need) => [placeOf(need.stack, need.address), need]));
  const uses = new Uses(stacks, (stack, address) => needs.get(placeOf(stack, address))?.arn);
  const used = usedPlaces(stacks, uses);
  const declared = stacks.map(({ stack, elements }) => {
    const addressable = elements.filter(isAddressable);
    const kept = belongings(addressable, used.get(stack.id) ?? new Set());
    return [stack.id, declaredStack(stack.id, addressable, { needs, uses, kept, elements })] as const;
  });
  return Object.fromEntries(declared) as Record<StackId, RecordedStack>;
}

interface Known {
  readonly needs: ReadonlyMap<string, ResourceNeeds>;
  readonly uses: Uses;
  readonly kept: ReadonlySet<string>;
  readonly elements: readonly ResolvedElement[];
}

function declaredStack(
  stack: StackId,
  addressable: readonly ResolvedElement[],
  { needs, uses, kept, elements }: Known,
): RecordedStack {
  const grants = new Map<string, Grant>();
  const named = (all: readonly Grant[]) => {
    const keyed = all.map((grant) => [fingerprint(grant), grant] as const);
    for (const [key, grant] of keyed) grants.set(key, grant);
    return [...new Set(keyed.map(([key]) => key))].sort();
  };
  const recorded = addressable.map(({ address, block, body }): [string, RecordedElement] => {
    const need = stack === "identity" ? undefined : needs.get(placeOf(stack, address))?.needs;
    const used = uses.of(stack, body);
    const entry = {
      ...(need && { grants: { read: named(need.read), change: named([...need.update, ...need.delete]) } }),
      ...(used.length > 0 && { uses: used }),
      ...(kept.has(address) && { body: block === "data" ? withoutConditions(body) : body }),
    };
    return [address, entry];
  });
  return { elements: Object.fromEntries(recorded), grants: Object.fromEntries(grants), outputs: mapsOf(elements) };
}

/** What is looked up was held to the conditions of its day. Whoever still uses it later must not be stopped by them. */
function withoutConditions({ lifecycle: _, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body;
}

/** Everything that later stacks use, by the stack that declares it. */
function usedPlaces(stacks: readonly ResolvedStack[], uses: Uses): ReadonlyMap<StackId, Set<string>> {
  const used = new Map(stacks.map(({ stack }) => [stack.id, new Set<string>()]));
  for (const { stack, elements } of stacks) {
    for (const place of elements.filter(isAddressable).flatMap(({ body }) => uses.of(stack.id, body))) {
      const { stack: owner, address } = splitPlace(place);
      used.get(owner)?.add(address);
    }
  }
  return used;
}

function isAddressable({ block, type }: ResolvedElement): boolean {
  return block === "resource" || (block === "data" && type !== "terraform_remote_state");
}

function mapsOf(elements: readonly ResolvedElement[]): RecordedStack["outputs"] {
  const maps = elements.filter(({ block, body }) => block === "output" && isMap(body.value));
  return Object.fromEntries(maps.map(({ name, body }) => [name, body.value]));
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
