import { table } from "../table";
import type { Change } from "./change";

/** What would change, one line for each thing. */
export function changesText(changes: readonly Change[]): string {
  const rows = changes.flatMap(({ rows: lines }) => lines);
  const cells = rows.map(({ kind, of, what, is, becomes }) => [kind, of, what, from(is, becomes)]);
  return table([["", "of", "what", "is → becomes"], ...cells]).join("\n");
}

function from(is: string | undefined, becomes: string | undefined): string {
  if (is === undefined) return becomes ?? "";
  return becomes === undefined ? is : `${is} → ${becomes}`;
}

export function countOf(changes: readonly Change[]): string {
  const count = changes.flatMap(({ rows }) => rows).length;
  return count === 1 ? "1 change" : `${count} changes`;
}
