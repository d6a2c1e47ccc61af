import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, oncePerTree } from "../finished-tree";
import type { Violation } from "../rule";
import { looksLikeCredential } from "./credentials";
import { namedSecrets } from "./named-secrets";
import { secretArguments, secretTypes } from "./secret-arguments";
import { isExpression, type Text, textsIn } from "./texts";

/** What to do with a secret wherever it was found. */
export const elsewhere =
  "keep it in Secrets Manager, and hand over its ARN or name: what stands here is in Git, in the output and in the state, which others read";

type Place = Pick<Violation, "construct" | "place">;

/** Where secrets stand, each place once: as what a type is, by the argument or the name that it has, or by its looks. */
interface Found {
  readonly types: readonly (Place & { readonly type: string })[];
  readonly known: readonly Place[];
  readonly shaped: readonly Place[];
}

/**
 * Everything that would put a secret where it can be read. A reader of a contract reads the whole state, so no state may
 * hold a secret.
 */
export const secretsIn = oncePerTree(({ elements }): Found => {
  const found = elements.map(inElement);
  return {
    types: found.flatMap(({ types = [] }) => types),
    known: found.flatMap(({ known = [] }) => known),
    shaped: found.flatMap(({ shaped = [] }) => shaped),
  };
});

function inElement(element: ResolvedElement): Partial<Found> {
  const { type, body } = element;
  if (secretTypes.has(addressType(element))) return { types: [{ ...at(element), type: addressType(element) }] };
  const refused = secretArguments(type).filter((argument) => isGiven(body, argument.split(".")));
  const all = textsIn(body);
  const named = [...all.filter(isWrittenOut), ...namedSecrets(type, body, all)].map(({ place }) => place);
  const known = [...new Set([...refused, ...named])];
  const shaped = all.filter(({ place, text }) => looksLikeCredential(text) && !known.some((one) => within(place, one)));
  return {
    known: known.map((place) => at(element, place)),
    shaped: shaped.map(({ place }) => at(element, place)),
  };
}

/** Whether a place lies in what is refused already; paths of arguments count no blocks. */
function within(place: string, refused: string): boolean {
  const plain = place.replace(/\[\d+\]/g, "");
  return place === refused || plain === refused || plain.startsWith(`${refused}.`);
}

function addressType({ block, type }: ResolvedElement): string {
  return block === "data" ? `data.${type}` : type;
}

/** Whether the argument has a value somewhere below, in whichever of several blocks. */
function isGiven(value: unknown, [head, ...rest]: readonly string[]): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (head === undefined) return !(typeof value === "object" && Object.keys(value).length === 0);
  if (Array.isArray(value)) return value.some((item) => isGiven(item, [head, ...rest]));
  return typeof value === "object" && isGiven((value as Record<string, unknown>)[head], rest);
}

/** Write-only arguments stay out of the state; one that is written out stands in the output all the same. */
function isWrittenOut({ place, text }: Text): boolean {
  return /_wo$/.test(place) && text !== "" && !isExpression(text);
}
