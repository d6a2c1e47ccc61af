import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "../constructs/errors";
import type { Environment } from "./schema/environment";
import { nearest } from "./schema/nearest";
import { slugOf } from "./schema/rules/values/slug";
import { validateEnvironment } from "./schema/validate";

/** Where environment files come from. Tests bring their own. */
export interface EnvironmentFiles {
  /** Names of the files, without their ending. */
  names(): readonly string[];
  /** Runs the file and returns its exports. */
  read(name: string): unknown;
}

/** Codes of the findings on environment files as such. */
export const fileCodes = {
  unknown: "ENV_UNKNOWN",
  misnamed: "ENV_FILE_NAME",
  broken: "ENV_FILE_BROKEN",
  noDefault: "ENV_NO_DEFAULT_EXPORT",
} as const;

const ownFiles: EnvironmentFiles = {
  names: () =>
    readdirSync(folder(), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter(({ name }) => name.endsWith(".ts") && name !== "load.ts")
      .map(({ name }) => path.basename(name, ".ts"))
      .sort(),
  // Everything is in this one template: esbuild makes a map of the files from it, which are compiled with the rest and
  // run when asked for; Jest and ts-node read it as the `require` that it is.
  read: (name) => require(`./${name}.ts`),
};

/** The environments that there are, in alphabetical order: the files beside this one. */
export function environmentNames(): readonly string[] {
  return ownFiles.names().filter(namesEnvironment);
}

/** The environment of that name, validated. Whatever is wrong with it is a `ConfigError`. */
export function loadEnvironment(name: string): Environment {
  return loadFrom(ownFiles, name);
}

export function loadFrom(files: EnvironmentFiles, name: string): Environment {
  const names = files.names();
  if (!namesEnvironment(name) || !names.includes(name)) throw unknownEnvironment(name, names);
  const subject = `environments/${name}.ts`;
  return validateEnvironment(defaultExport(files, name, subject), subject, name);
}

function namesEnvironment(file: string): boolean {
  return /^[a-z0-9-]+$/.test(file);
}

function defaultExport(files: EnvironmentFiles, name: string, subject: string): unknown {
  const exported = run(files, name, subject);
  if (typeof exported === "object" && exported !== null && "default" in exported) return exported.default;
  throw new ConfigError(subject, [
    {
      place: subject,
      problem: "the file has no default export",
      fix: "write export default defineEnvironment({ ... })",
      code: fileCodes.noDefault,
    },
  ]);
}

function run(files: EnvironmentFiles, name: string, subject: string): unknown {
  try {
    const exported = files.read(name);
    readThrough(exported);
    return exported;
  } catch (error) {
    throw new ConfigError(subject, [
      {
        place: subject,
        problem: `the file can't be run: ${messageOf(error)}`,
        fix: "mend the file; npx tsc --noEmit shows the place",
        code: fileCodes.broken,
      },
    ]);
  }
}

/** Properties may be functions in disguise, which run and fail when they are read: better now than in some rule. */
function readThrough(value: unknown, known = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || known.has(value)) return;
  known.add(value);
  for (const entry of Object.values(value)) readThrough(entry, known);
}

function unknownEnvironment(name: string, files: readonly string[]): ConfigError {
  const names = files.filter(namesEnvironment);
  const misnamed = files.find((file) => !namesEnvironment(file) && slugOf(file) && [file, slugOf(file)].includes(name));
  if (misnamed !== undefined) return misnamedFile(name, misnamed);
  const guess = nearest(name, names);
  return new ConfigError("environments", [
    {
      place: "ENVIRONMENT",
      value: name,
      problem: `there is no such environment; there are ${names.join(", ")}`,
      fix: guess && name ? `write ENVIRONMENT=${guess}` : "choose one of those, or add a file to environments/",
      code: fileCodes.unknown,
    },
  ]);
}

function misnamedFile(name: string, file: string): ConfigError {
  const slug = slugOf(file);
  return new ConfigError("environments", [
    {
      place: "ENVIRONMENT",
      value: name,
      problem: `there is environments/${file}.ts, but the names of environments and of their files are lower case, of letters, digits and hyphens`,
      fix: `rename the file to ${slug}.ts, and write ENVIRONMENT=${slug}`,
      code: fileCodes.misnamed,
    },
  ]);
}

/** On one line: compilers paint a picture of the place, in colours. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal start with one
  const line = text.replace(/\u001b\[[\d;]*m/g, "").replace(/\s+/g, " ");
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}

/**
 * The folder of the environment files. In a bundle `__dirname` is the folder of the entry (main.ts, cli/start.ts …), so
 * the search goes upwards from there; the working directory plays no part.
 */
function folder(): string {
  for (let start = __dirname; ; start = path.dirname(start)) {
    const found = [start, path.join(start, "environments")].find(
      (candidate) => path.basename(candidate) === "environments" && existsSync(path.join(candidate, "load.ts")),
    );
    if (found) return found;
    if (start === path.dirname(start)) throw new Error(`no folder environments/ above ${__dirname}`);
  }
}
