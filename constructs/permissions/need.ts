import type { Conditions } from "./entry";

/** Grants on their way to statements. */
export interface Need {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions | undefined;
}

export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** Keys and values sorted, and a list of one value as that value: both mean the same to IAM. */
export function normalized<T>(value: T): T {
  if (Array.isArray(value)) {
    const values = sorted(value);
    return (values.length === 1 ? values[0] : values) as T;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalized(inner)])) as T;
}
