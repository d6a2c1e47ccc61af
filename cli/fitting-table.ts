import { table } from "./table";

/** A column of a table that may have to do without it. */
export interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  readonly numeric?: true;
  /** The lower, the sooner it goes where there is no room. @default - it stays */
  readonly worth?: number;
}

/** Lines of the widest table that fits: columns that are worth least go first, and at last lines are cut. */
export function fittingTable(columns: readonly Column[], width: number): readonly string[] {
  const lines = linesOf(columns);
  if (lines.every(({ length }) => length <= width)) return lines;
  const spare = columns.filter(({ worth }) => worth !== undefined);
  const [least] = spare.sort((one, other) => (one.worth ?? 0) - (other.worth ?? 0));
  if (least)
    return fittingTable(
      columns.filter((column) => column !== least),
      width,
    );
  return lines.map((line) => (line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`));
}

function linesOf(columns: readonly Column[]): readonly string[] {
  const height = columns[0]?.cells.length ?? 0;
  const rows = Array.from({ length: height }, (_, row) => columns.map(({ cells }) => cells[row] ?? ""));
  const numeric = columns.flatMap((column, index) => (column.numeric ? [index] : []));
  return table([columns.map(({ head }) => head), ...rows], numeric);
}
