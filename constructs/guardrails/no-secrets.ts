import type { Finding } from "../errors";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { looksLikeCredential } from "./credentials";
import { namedSecrets } from "./named-secrets";
import { secretArguments, secretTypes } from "./secret-arguments";
import { isExpression, type Text, textsIn } from "./texts";

const elsewhere =
  "keep it in Secrets Manager, and hand over its ARN or name: what stands here is in Git, in the output and in the state, which others read";

/**
 * Everything that would put a secret where it can be read: types that are one, arguments that take one, and texts that
 * look like one. A reader of a contract reads the whole state, so no state may hold a secret.
 */
export function secretFindings(stacks: readonly ResolvedStack[]): readonly Finding[] {
  return stacks.flatMap(({ elements }) => elements.flatMap(inElement));
}

function inElement(element: ResolvedElement): readonly Finding[] {
  const { construct, type, body } = element;
  const { path } = construct.node;
  if (secretTypes.has(addressType(element))) return [secretType(path, addressType(element))];
  const refused = secretArguments(type).filter((argument) => isGiven(body, argument.split(".")));
  const all = textsIn(body);
  const named = [...all.filter(isWrittenOut), ...namedSecrets(type, body, all)].map(({ place }) => place);
  const known = [...refused, ...named];
  const shaped = all.filter(({ place, text }) => looksLikeCredential(text) && !known.some((one) => within(place, one)));
  return [
    ...[...new Set(known)].map((place) => secretArgument(`${path} (${place})`)),
    ...shaped.map(({ place }) => credential(`${path} (${place})`)),
  ];
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

function secretType(place: string, type: string): Finding {
  return {
    place,
    problem: `what ${type} makes or reads is a secret, and would stand readable in the state`,
    fix: elsewhere,
    code: "SECRET_TYPE",
  };
}

function secretArgument(place: string): Finding {
  const problem = "the argument carries a secret, which would stand readable in the state or in the output";
  return { place, problem, fix: elsewhere, code: "SECRET_ARGUMENT" };
}

function credential(place: string): Finding {
  return { place, problem: "the text looks like a credential", fix: elsewhere, code: "SECRET_TEXT" };
}
