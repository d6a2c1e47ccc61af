import type { Change } from "../terraform/plan-changes";

/** One value that differs, by its path in the resource: `tags.team`, `policy.Statement[0].Action`. */
export interface ValueChange {
  readonly path: string;
  /** As JSON; left out where it is sensitive, and where there is none. */
  readonly before?: string;
  readonly after?: string;
  /** Terraform knows it to be sensitive, so nothing of it is said. */
  readonly sensitive?: true;
  /** Known after apply only. */
  readonly unknown?: true;
}

/** One place on both sides, with what Terraform says of it. */
interface Place {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly sensitive: readonly unknown[];
  readonly unknown: unknown;
}

/** What differs between the two sides of a change, each value at its own path. */
export function valueChanges(change: Change): readonly ValueChange[] {
  const { before, after, before_sensitive: was, after_sensitive: is, after_unknown: unknown } = change;
  return differences({ path: "", before, after, sensitive: [was, is], unknown });
}

/** Whether two paths are the same or one lies in the other. */
export function overlap(one: string, other: string): boolean {
  const within = (inner: string, outer: string) => inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return one === other || within(one, other) || within(other, one);
}

function differences(place: Place): readonly ValueChange[] {
  const { path, sensitive, unknown } = place;
  const before = parsed(place.before);
  const after = parsed(place.after);
  if (unknown === true) return [{ path, ...shown(before, sensitive, "before"), unknown: true }];
  if (same(before, after) && !anyTrue(unknown)) return [];
  const parts = sensitive.includes(true) ? [] : commonParts({ ...place, before, after });
  if (parts.length > 0) return parts.flatMap(differences);
  return [{ path, ...shown(before, sensitive, "before"), ...shown(after, sensitive, "after") }];
}

/** Where both sides have parts that can be told apart: keys of objects, and lists that are as long as before. */
function commonParts({ path, before, after, sensitive, unknown }: Place): readonly Place[] {
  const at = (key: string | number): Place => ({
    path: pathTo(path, key),
    before: part(before, key),
    after: part(after, key),
    sensitive: sensitive.map((mask) => part(mask, key)),
    unknown: part(unknown, key),
  });
  if (isRecord(before) && isRecord(after)) return keysOf(before, after, unknown).map(at);
  const lists = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  return lists && [...before, ...after].every(isRecord) ? before.map((_, index) => at(index)) : [];
}

function shown(value: unknown, sensitive: readonly unknown[], side: "before" | "after"): Partial<ValueChange> {
  // A mask that covers a part hides the whole where the whole is what differs.
  if (anyTrue(sensitive)) return { sensitive: true };
  return value === undefined || value === null ? {} : { [side]: JSON.stringify(value) };
}

/** Documents that AWS takes as text, such as policies, are compared as what they say. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function keysOf(...sides: readonly unknown[]): readonly string[] {
  return [...new Set(sides.flatMap((side) => (isRecord(side) ? Object.keys(side) : [])))].sort();
}

function pathTo(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function part(value: unknown, key: string | number): unknown {
  return value === true ? true : (value as Record<string | number, unknown> | undefined | null)?.[key];
}

/** Without regard to the order of keys; null is what Terraform has for absent. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  const sorted = (_: string, one: unknown) =>
    isRecord(one) ? Object.fromEntries(keysOf(one).map((key) => [key, one[key]])) : one;
  return JSON.stringify(value ?? null, sorted);
}

function anyTrue(mask: unknown): boolean {
  if (mask === true) return true;
  return typeof mask === "object" && mask !== null && Object.values(mask).some(anyTrue);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
