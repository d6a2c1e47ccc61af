import { derive } from "../permissions/derive";
import type { Catalogue } from "../permissions/entry";
import { catalogueType, type KnownIds, References } from "../permissions/references";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type StackId, stackIds } from "../stack/stack-id";
import { declaredStacks } from "./declared";
import type { DeployedStack } from "./deployed";
import { idSources } from "./known-ids";
import type { KnownId, Ledger, RecordedStack } from "./ledger";
import type { ReadStack } from "./record";
import { knownIdsOf } from "./recorded-grants";
import { placeOf } from "./uses";

export interface ReadOptions {
  readonly finished: readonly ResolvedStack[];
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
}

/** Brings together what is declared and what is deployed; the ids that the states hold narrow what is declared. */
export function readStacks(
  deployed: ReadonlyMap<StackId, DeployedStack>,
  { finished, catalogue, ledger }: ReadOptions,
): readonly ReadStack[] {
  const ids = idsIn(deployed, finished, catalogue);
  const recorded = knownIdsOf(ledger);
  const knownIds: KnownIds = (stack, address) => ids.get(placeOf(stack, address)) ?? recorded(stack, address);
  const declared = declaredStacks(finished, derive(finished, catalogue, { knownIds }));
  return stackIds.flatMap((stack) => {
    const known = deployed.get(stack);
    return known ? [{ stack, declared: withIds(stack, declared[stack], ids), deployed: known }] : [];
  });
}

function idsIn(
  deployed: ReadonlyMap<StackId, DeployedStack>,
  finished: readonly ResolvedStack[],
  catalogue: Catalogue,
): ReadonlyMap<string, KnownId> {
  const references = new References(finished, catalogue);
  const found = finished.flatMap((stack) =>
    stack.elements.flatMap((element): readonly (readonly [string, KnownId])[] => {
      const attributes = deployed.get(stack.stack.id)?.elements.get(element.address);
      const known = attributes && idOf(element, attributes, () => references.view(stack, element));
      return known ? [[placeOf(stack.stack.id, element.address), known]] : [];
    }),
  );
  return new Map(found);
}

function idOf(
  element: ResolvedElement,
  attributes: Readonly<Record<string, unknown>>,
  view: () => ReturnType<References["view"]>,
): KnownId | undefined {
  const source = idSources[catalogueType(element)];
  const id = source && attributes[source.attributes[0]];
  return source && typeof id === "string" && id !== "" ? { id, of: source.of(view()) } : undefined;
}

function withIds(stack: StackId, declared: RecordedStack, ids: ReadonlyMap<string, KnownId>): RecordedStack {
  const elements = Object.entries(declared.elements).map(([address, element]) => {
    const known = ids.get(placeOf(stack, address));
    return [address, known ? { ...element, known } : element];
  });
  return { ...declared, elements: Object.fromEntries(elements) };
}
