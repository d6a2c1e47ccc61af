import { createHash } from "node:crypto";

/** Short name of a value by its content: equal values have equal names, whatever stands beside them. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}
