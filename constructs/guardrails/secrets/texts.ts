/** A text somewhere in an element's arguments. */
export interface Text {
  /** Path within the element, such as `env[0].value`. */
  readonly place: string;
  readonly text: string;
}

/** All texts of a value, however deep. */
export function textsIn(value: unknown, place = ""): readonly Text[] {
  if (typeof value === "string") return [{ place, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    return textsIn(part, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`);
  });
}

/** Whether Terraform fills in all of it: nothing is written out here. */
export function isExpression(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}
