import type { ResolvedStack } from "../../stack/resolved-tree";
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
    ...strings(body, holdsCode).flatMap((text) => piece(codeIn(text), place, user, false)),
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
  return strings((body as { depends_on?: unknown } | null | undefined)?.depends_on, () => true);
}

/** Most texts are no more than that: they are left where they are. */
function strings(value: unknown, wanted: (text: string) => boolean, found: string[] = []): readonly string[] {
  if (typeof value === "string") {
    if (wanted(value)) found.push(value);
  } else if (Array.isArray(value)) {
    for (const part of value) strings(part, wanted, found);
  } else if (typeof value === "object" && value !== null) {
    for (const key in value) strings((value as Record<string, unknown>)[key], wanted, found);
  }
  return found;
}
