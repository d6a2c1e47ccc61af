import fs from "node:fs";
import path from "node:path";
import { recordedFolder, schemasFolder } from "../../constructs/charts/recorded-charts";
import { writeWhole } from "../../constructs/stack/write-whole";
import type { Recorded } from "./record-charts";
import { recordText } from "./record-text";

/** Files by their path within the checkout; undefined for one that has to go. */
export type RecordFiles = ReadonlyMap<string, string | undefined>;

/** A file that is otherwise than it should be. */
export interface Difference {
  readonly file: string;
  /** Lines that are recorded and no longer so, and lines that are not recorded. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/**
 * The files of these records.
 *
 * @param whole whether that is all there is to record, so that whatever else lies in the folder has to go
 */
export function filesOf(recorded: readonly Recorded[], whole: boolean, root: string): RecordFiles {
  const wanted = recorded.flatMap(({ record, schema }): [string, string | undefined][] => [
    [path.join(recordedFolder, `${record.chart}.json`), recordText(record)],
    [path.join(schemasFolder, `${record.chart}.json`), schema && recordText(schema)],
  ]);
  const others = whole ? [...filesIn(root, recordedFolder), ...filesIn(root, schemasFolder)] : [];
  return new Map([...others.map((file): [string, undefined] => [file, undefined]), ...wanted]);
}

/** What writing the files would change. */
export function differences(files: RecordFiles, root: string): readonly Difference[] {
  return [...files].flatMap(([file, wanted = ""]) => {
    const found = read(path.join(root, file));
    if (found === wanted) return [];
    const [before, now] = [linesOf(found), linesOf(wanted)];
    return [{ file, gone: beyond(before, now), added: beyond(now, before) }];
  });
}

/** Each file in one step, so that an interruption leaves the old one or the new one. */
export function writeFiles(files: RecordFiles, root: string): void {
  for (const [file, wanted] of files) {
    const target = path.join(root, file);
    if (wanted === undefined) fs.rmSync(target, { force: true });
    else writeWhole(target, wanted);
  }
}

function filesIn(root: string, folder: string): readonly string[] {
  const target = path.join(root, folder);
  if (!fs.existsSync(target)) return [];
  return fs
    .readdirSync(target)
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.join(folder, name));
}

function read(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** Lines of one that the other does not have. */
function beyond(one: readonly string[], other: readonly string[]): readonly string[] {
  const known = new Set(other);
  return one.filter((line) => !known.has(line));
}
