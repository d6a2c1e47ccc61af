/** A text somewhere in an element's arguments. */
export interface Text {
  /** Path within the element, such as `env[0].value`. */
  readonly place: string;
  readonly text: string;
}

/** All texts of a value, however deep. */
export function textsIn(value: unknown): readonly Text[] {
  const found: Text[] = [];
  collect(value, "", found);
  return found;
}

function collect(value: unknown, place: string, found: Text[]): void {
  if (typeof value === "string") found.push({ place, text: value });
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    collect(part, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`, found);
  }
}

/** Whether Terraform fills in all of it: nothing is written out here. */
export function isExpression(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}
