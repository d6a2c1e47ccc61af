import type { ResolvedStack } from "../../stack/resolved-tree";
import { eachText } from "../../stack/texts";
import { codeIn, holdsCode } from "./code";

/** A piece of Terraform code and where it stands. */
export interface CodePlace {
  readonly code: string;
  /** For people: the construct path, or the override of the whole stack. */
  readonly place: string;
  /** Construct path of the element; none for an override of the whole stack. */
  readonly user: string | undefined;
  /** As a dependency an address stands alone: it takes no value. */
  readonly dependency: boolean;
}

/** All code of a stack: expressions in arguments and overrides, and what is listed as a dependency. */
export function codePlaces({ stack, elements, overrides }: ResolvedStack): readonly CodePlace[] {
  const parts = [
    ...elements.map(({ construct: { node }, body }) => ({ place: node.path, user: node.path, body })),
    ...Object.entries(overrides).map(([key, value]) => ({
      place: overridePlace(stack.id, key),
      user: undefined,
      body: value,
    })),
  ];
  return parts.flatMap(({ place, user, body }) => [
    ...texts(body, holdsCode).flatMap((text) => piece(codeIn(text), place, user, false)),
    ...dependencies(body).flatMap((text) => piece(text, place, user, true)),
  ]);
}

export function overridePlace(stack: string, key: string): string {
  return `${stack} (override of ${key})`;
}

function piece(code: string, place: string, user: string | undefined, dependency: boolean): readonly CodePlace[] {
  return code ? [{ code, place, user, dependency }] : [];
}

function dependencies(body: unknown): readonly string[] {
  const { depends_on: addresses } = (body ?? {}) as { readonly depends_on?: unknown };
  return texts(addresses, () => true);
}

function texts(value: unknown, wanted: (text: string) => boolean): readonly string[] {
  const found: string[] = [];
  eachText(value, (text) => {
    if (wanted(text)) found.push(text);
  });
  return found;
}
