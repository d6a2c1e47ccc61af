import fs from "node:fs";
import path from "node:path";

/** One place where two outputs differ. */
export interface Difference {
  /** Below the output's folder. */
  readonly file: string;
  /** Within the JSON; left out where a whole file is meant. */
  readonly place?: string;
  /** As JSON; undefined: it is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What two outputs hold otherwise than each other, the engine's own version aside. Files in the order of their names. */
export function differences(before: string, after: string): readonly Difference[] {
  const files = new Set([...filesIn(before), ...filesIn(after)]);
  return [...files].sort().flatMap((file) => {
    const [old, now] = [before, after].map((folder) => contentOf(folder, file));
    if (old === undefined || now === undefined) {
      return [{ file, before: old && "a file", after: now && "a file" }];
    }
    return file.endsWith(".json") ? inJson(file, JSON.parse(old), JSON.parse(now)) : inText(file, old, now);
  });
}

function filesIn(folder: string): readonly string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function contentOf(folder: string, file: string): string | undefined {
  const whole = path.join(folder, file);
  return fs.existsSync(whole) ? fs.readFileSync(whole, "utf8") : undefined;
}

function inText(file: string, before: string, after: string): readonly Difference[] {
  if (before === after) return [];
  const [old, now] = [before.split("\n"), after.split("\n")];
  const line = old.findIndex((text, index) => text !== now[index]);
  const at = line < 0 ? old.length : line;
  return [{ file, place: `line ${at + 1}`, before: old[at], after: now[at] }];
}

/** Where the engine writes its version down: of the stack's JSON and of the manifest. */
const versions = new Set(["//.metadata.version", "version"]);

function inJson(file: string, before: unknown, after: unknown, place = ""): readonly Difference[] {
  if (versions.has(place)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    const [old, now] = [JSON.stringify(before), JSON.stringify(after)];
    return old === now ? [] : [{ file, place, before: old, after: now }];
  }
  // In what order an object's keys stand means nothing to Terraform.
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => inJson(file, before[key], after[key], place ? `${place}.${key}` : key));
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
