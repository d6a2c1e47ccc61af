import { derive } from "../permissions/derive";
import type { Catalogue } from "../permissions/entry";
import { catalogueType, type KnownIds } from "../permissions/references";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import type { StackId } from "../stack/stack-id";
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
  const ids = idsIn(deployed, finished);
  const recorded = knownIdsOf(ledger);
  const knownIds: KnownIds = (stack, address) => ids.get(placeOf(stack, address)) ?? recorded(stack, address);
  const declared = declaredStacks(finished, derive(finished, catalogue, { knownIds }));
  return finished.flatMap(({ stack: { id: stack } }) => {
    const [said, known] = [declared[stack], deployed.get(stack)];
    return said && known ? [{ stack, declared: withIds(stack, said, ids), deployed: known }] : [];
  });
}

function idsIn(
  deployed: ReadonlyMap<StackId, DeployedStack>,
  finished: readonly ResolvedStack[],
): ReadonlyMap<string, KnownId> {
  const found = finished.flatMap(({ stack: { id: stack }, elements }) =>
    elements.flatMap((element): readonly (readonly [string, KnownId])[] => {
      const known = deployed.get(stack);
      const id = known && idOf(element, known);
      return id ? [[placeOf(stack, element.address), id]] : [];
    }),
  );
  return new Map(found);
}

/** Both from the state: what is declared under the address may be another thing already. */
function idOf(element: ResolvedElement, { elements }: DeployedStack): KnownId | undefined {
  const source = idSources[catalogueType(element)];
  const attributes = elements.get(element.address);
  const id = source && attributes?.[source.attributes[0]];
  if (!source || !attributes || typeof id !== "string" || id === "") return undefined;
  const vpc = [...elements].find(([address, one]) => address.startsWith("aws_vpc.") && one.id === attributes.vpc_id);
  return { id, of: source.ofDeployed(attributes, vpc?.[1] ?? {}) };
}

function withIds(stack: StackId, declared: RecordedStack, ids: ReadonlyMap<string, KnownId>): RecordedStack {
  const elements = Object.entries(declared.elements).map(([address, element]) => {
    const known = ids.get(placeOf(stack, address));
    return [address, known ? { ...element, known } : element];
  });
  return { ...declared, elements: Object.fromEntries(elements) };
}
