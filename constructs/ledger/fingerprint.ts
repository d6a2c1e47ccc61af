import { createHash } from "node:crypto";

/** Short name of a value by its content: equal values have equal names, however their keys are ordered. */
export function fingerprint(value: unknown): string {
  const inOrder = (_: string, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return createHash("sha256").update(JSON.stringify(value, inOrder)).digest("hex").slice(0, 12);
}
