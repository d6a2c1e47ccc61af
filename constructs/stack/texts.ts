/** A text somewhere in an element's arguments. */
export interface Text {
  /** Path within the element, such as `env[0].value`. */
  readonly place: string;
  readonly text: string;
}

/** All texts of a value, however deep, each with its place. */
export function textsIn(value: unknown, place = "", found: Text[] = []): readonly Text[] {
  if (typeof value === "string") found.push({ place, text: value });
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) textsIn(value[index], `${place}[${index}]`, found);
  } else if (typeof value === "object" && value !== null) {
    for (const key in value) textsIn((value as Body)[key], place === "" ? key : `${place}.${key}`, found);
  }
  return found;
}

/**
 * Shows every text of a value, with the key that it stands under. There are hundreds of thousands in a large environment,
 * nearly all of them harmless: for these no place is put together.
 */
export function eachText(value: unknown, show: (text: string, key: string) => void, key = ""): void {
  if (typeof value === "string") show(value, key);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) eachText(value[index], show, key);
  } else if (typeof value === "object" && value !== null) {
    for (const inner in value) eachText((value as Body)[inner], show, inner);
  }
}

type Body = Readonly<Record<string, unknown>>;

/** Whether Terraform fills in all of it: nothing is written out here. */
export function isExpression(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}
