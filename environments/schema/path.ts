import type { Path } from "./rules/finding";

/** The value that a path leads to; undefined where the path ends early. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? Reflect.get(value, key) : undefined), root);
}

/**
 * The path as people write it, with the name of the list item that it leads through: `apps[3].port (catalog)`. Counting
 * to the fourth app of a file is tedious, so the name stands beside the index.
 */
export function describePath(root: unknown, path: Path): string {
  const place = path.map((key, position) => describeKey(key, position === 0)).join("");
  const name = nameOfItem(root, path);
  return name === undefined ? place : `${place} (${name})`;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function describeKey(key: PropertyKey, first: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  const word = String(key);
  if (!/^[A-Za-z_][\w-]*$/.test(word)) return `[${JSON.stringify(word)}]`;
  return first ? word : `.${word}`;
}

/** Left out where the path ends at the name itself, which the finding then shows as the value. */
function nameOfItem(root: unknown, path: Path): string | undefined {
  const [section, index, key] = path;
  if (section === undefined || typeof index !== "number" || key === "name") return undefined;
  const name = valueAt(root, [section, index, "name"]);
  return typeof name === "string" && name !== "" ? name : undefined;
}
