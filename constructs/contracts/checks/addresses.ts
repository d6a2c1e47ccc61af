import type { Finding } from "../../errors";
import type { ResolvedElement } from "../../stack/resolved-tree";
import type { CodePlace } from "./code-places";
import { statesReadIn } from "./configuration";
import type { InspectedStack } from "./inspected-stack";
import { directUse, type NativeReference } from "./native-references";

const stateRead = "data.terraform_remote_state.";

/** `aws_x.y` or `data.aws_x.y`, and an attribute of it. */
const reference =
  /(?<![\w.])((?:data\.)?(?:aws|kubernetes|helm|terraform)_[a-z0-9_]+\.[A-Za-z_][\w-]*)(?:\[[^\]]*\])?(\.[a-z_]\w*)?/g;

/**
 * References that name nothing in their own stack: addresses of another stack, written by hand or slipped in by a way
 * that CDKTF does not see, and addresses that exist nowhere. What is reported as a token already stays out.
 */
export function foreignAddresses(
  stacks: readonly InspectedStack[],
  references: readonly NativeReference[],
): readonly Finding[] {
  const known = new Map(stacks.map(({ stack, ...inspected }) => [stack.id, addressesOf(inspected)]));
  const reported = new Set(references.map(({ to, user, identifier }) => key(to, user, addressOf(identifier))));
  return stacks.flatMap(({ stack: { id }, code }) =>
    code.flatMap((piece) =>
      referencesIn(piece)
        .filter(({ address }) => !known.get(id)?.has(address) && !reported.has(key(id, piece.user, address)))
        .map(({ address, identifier }) => {
          const owner = [...known.keys()].find((other) => known.get(other)?.has(address));
          // A read of a state stands for no thing of the stack that reads.
          return owner && !address.startsWith(stateRead)
            ? directUse(owner, id, identifier, piece.place)
            : dangling(id, address, piece.place);
        }),
    ),
  );
}

function addressesOf({ elements, configuration }: Omit<InspectedStack, "stack">): ReadonlySet<string> {
  const read = statesReadIn(configuration).map(({ name }) => stateRead + name);
  return new Set([...elements.filter(isAddressable).map(({ address }) => address), ...read]);
}

function isAddressable({ block }: ResolvedElement): boolean {
  return block === "resource" || block === "data";
}

function referencesIn({ code }: CodePlace): readonly { address: string; identifier: string }[] {
  return [...code.matchAll(reference)].map(([, address = "", attribute = ""]) => {
    return { address, identifier: address + attribute };
  });
}

/** `data.aws_x.y.z` is an attribute of `data.aws_x.y`. */
function addressOf(identifier: string): string {
  return identifier
    .split(/[.[]/)
    .slice(0, identifier.startsWith("data.") ? 3 : 2)
    .join(".");
}

function key(stack: string, user: string | undefined, address: string): string {
  return [stack, user, address].join(" ");
}

function dangling(stack: string, address: string, place: string): Finding {
  return {
    place,
    value: address,
    problem: `nothing in the stack ${stack} has this address`,
    fix: "use the construct's own attribute; what another stack holds comes through its contract",
    code: "dangling-reference",
  };
}
