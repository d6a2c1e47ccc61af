/** A text somewhere in an element's arguments. */
export interface Text {
  /** Path within the element, such as `env[0].value`. */
  readonly place: string;
  readonly text: string;
}

/** All texts of a value, however deep. It is asked of every element: the places are put together as it goes. */
export function textsIn(value: unknown, place = "", found: Text[] = []): readonly Text[] {
  if (typeof value === "string") found.push({ place, text: value });
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) textsIn(value[index], `${place}[${index}]`, found);
  } else if (typeof value === "object" && value !== null) {
    for (const key in value) textsIn((value as Body)[key], placeOf(place, key), found);
  }
  return found;
}

type Body = Readonly<Record<string, unknown>>;

/** Where an argument stands that lies in another. */
export function placeOf(outer: string, key: string): string {
  return outer === "" ? key : `${outer}.${key}`;
}

/** Whether Terraform fills in all of it: nothing is written out here. */
export function isExpression(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}
