/** A text somewhere in an element's arguments. */
export interface Text {
  /** Path within the element, such as `env[0].value`. */
  readonly place: string;
  readonly text: string;
}

/** All texts of a value, however deep. */
export function textsIn(value: unknown): readonly Text[] {
  if (typeof value !== "object" || value === null) return collect(value, "", []);
  const texts = known.get(value) ?? collect(value, "", []);
  known.set(value, texts);
  return texts;
}

/** Several checks look at all texts of all elements. */
const known = new WeakMap<object, readonly Text[]>();

/** In loops, since there are hundreds of thousands. */
function collect(value: unknown, place: string, found: Text[]): readonly Text[] {
  if (typeof value === "string") found.push({ place, text: value });
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) collect(value[index], `${place}[${index}]`, found);
  } else if (typeof value === "object" && value !== null) {
    for (const key in value) collect((value as Body)[key], place === "" ? key : `${place}.${key}`, found);
  }
  return found;
}

type Body = Readonly<Record<string, unknown>>;

/** Whether Terraform fills in all of it: nothing is written out here. */
export function isExpression(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}
