import { TerraformDataSource, TerraformRemoteState, TerraformResource, TerraformStack } from "cdktf";
import type { Finding } from "../errors";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type StackId, stackIds, stacksBefore } from "../stack/stack-id";

/** A token of one stack that was used in another. */
export interface NativeReference {
  readonly from: string;
  readonly to: string;
  /** Attribute, such as `aws_vpc.network_vpc.id`. */
  readonly identifier: string;
  /** Construct path of the element that uses it. */
  readonly user: string | undefined;
}

/** Whatever crosses stacks by another way than a contract. */
export function contractFindings(
  stacks: readonly ResolvedStack[],
  references: readonly NativeReference[],
): readonly Finding[] {
  const native = new Set(
    references.map(({ to, identifier }) => `${to} ${identifier.split(".").slice(0, 2).join(".")}`),
  );
  const found = [
    ...references.map(nativeReference),
    ...stacks.flatMap(foreignProviders),
    ...stacks.flatMap(handMadeReads),
    ...stacks.flatMap((stack) => danglingReferences(stack, (address) => native.has(`${stack.stack.id} ${address}`))),
  ];
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function nativeReference({ from, to, identifier, user }: NativeReference): Finding {
  const backwards = !stacksBefore(to as StackId).includes(from as StackId);
  return {
    place: user ?? `${to} (an override of the whole stack)`,
    problem: `the stack ${to} uses ${identifier} of the stack ${from} directly`,
    fix: backwards
      ? `data flows forward only, and ${from} comes after ${to}: declare what is shared in ${to} or before it`
      : `add a field for ${identifier} to the contract ${contractFile(from)} and read it through that`,
    code: "CONTRACT_NATIVE_REFERENCE",
  };
}

function foreignProviders({ stack, elements }: ResolvedStack): readonly Finding[] {
  return elements.flatMap(({ construct }) => {
    if (!(construct instanceof TerraformResource || construct instanceof TerraformDataSource)) return [];
    const owner = construct.provider && TerraformStack.of(construct.provider);
    if (!owner || owner === stack) return [];
    return [
      {
        place: construct.node.path,
        problem: `a resource of the stack ${stack.id} uses the provider object of the stack ${owner.node.id}`,
        fix: `leave provider out, or use one that ${stack.id} declares itself: a provider carries its stack's role`,
        code: "CONTRACT_FOREIGN_PROVIDER",
      },
    ];
  });
}

function handMadeReads({ stack, elements, overrides }: ResolvedStack): readonly Finding[] {
  const contracts = new Set<string>(stack.contractsRead.map(({ stack: producer }) => producer));
  const reads = elements.filter(({ construct }) => construct instanceof TerraformRemoteState);
  const unknown = reads.filter(({ construct, name }) => construct.node.scope !== stack || !contracts.has(name));
  const places = [
    ...unknown.map(({ construct }) => construct.node.path),
    ...Object.keys(overrides)
      .filter((key) => key.startsWith("data.terraform_remote_state"))
      .map((key) => `${stack.id} (override of ${key})`),
  ];
  return places.map((place) => ({
    place,
    problem: `the stack ${stack.id} reads another state without a contract`,
    fix: "read the contract of the stack that you need with this.read(…), so that the read shows in the permissions",
    code: "CONTRACT_HAND_MADE_READ",
  }));
}

/** `aws_x.y`, `data.aws_x.y` in an expression; attribute and index may follow. */
const reference = /(?<![\w.])((?:data\.)?(?:aws|kubernetes|helm|terraform)_[a-z0-9_]+)\.([A-Za-z_][\w-]*)/g;

/**
 * References that name nothing in their own stack: written by hand, or a token of another stack that slipped in by a
 * way that CDKTF does not see.
 */
function danglingReferences(
  { stack, elements, overrides }: ResolvedStack,
  reported: (address: string) => boolean,
): readonly Finding[] {
  const known = new Set(elements.filter(isAddressable).map(({ address }) => address));
  const parts: readonly [string, unknown][] = [
    ...elements.map(({ construct, body }): [string, unknown] => [construct.node.path, body]),
    ...Object.entries(overrides).map(([key, value]): [string, unknown] => [`${stack.id} (override of ${key})`, value]),
  ];
  return parts.flatMap(([place, value]) =>
    [...addressesIn(value)]
      .filter((address) => !known.has(address) && !reported(address))
      .map((address) => ({
        place,
        value: address,
        problem: `nothing in the stack ${stack.id} has this address`,
        fix: "use the construct's own attribute; what another stack holds comes through its contract",
        code: "CONTRACT_DANGLING_REFERENCE",
      })),
  );
}

function isAddressable({ block }: ResolvedElement): boolean {
  return block === "resource" || block === "data";
}

function addressesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "string") {
    for (const text of expressionsIn(value)) {
      for (const [, type, name] of text.matchAll(reference)) found.add(`${type}.${name}`);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) addressesIn(part, found);
  }
  return found;
}

/** What stands between `${` and its closing brace; braces within count. */
function* expressionsIn(value: string): Generator<string> {
  for (let start = value.indexOf("${"); start >= 0; start = value.indexOf("${", start + 2)) {
    if (value[start - 1] === "$") continue;
    let depth = 0;
    let end = start + 1;
    for (; end < value.length; end++) {
      if (value[end] === "{") depth++;
      if (value[end] === "}" && --depth === 0) break;
    }
    yield value.slice(start + 2, end);
    start = end;
  }
}

function contractFile(stack: string): string {
  return `stacks/${stackIds.indexOf(stack as StackId) + 1}-${stack}/contract.ts`;
}
