import { z } from "zod";
import { exampleOf } from "./examples";
import { nearest } from "./nearest";
import { describePath, isObject, valueAt } from "./path";
import type { Complaint, Path } from "./rules/finding";

/** Codes of the findings on the shape of an environment: keys, types and choices. */
export const shapeCodes = {
  notAnObject: "ENV_NOT_AN_OBJECT",
  missing: "ENV_MISSING",
  unknownKey: "ENV_UNKNOWN_KEY",
  type: "ENV_TYPE",
  choice: "ENV_CHOICE",
  image: "ENV_IMAGE",
} as const;

/** What one issue of zod means to the author of an environment. Its own messages speak to programmers, of "input". */
export function complaintsAbout(issue: z.core.$ZodRawIssue, section: string, input: unknown): readonly Complaint[] {
  const path: Path = [section, ...(issue.path ?? [])];
  const stated = complaintOfRule(issue);
  if (stated) return [{ ...stated, path }];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...path, key], keysOf(issue.inst), describePath(input, path)));
  }
  if (valueAt(input, path) === undefined) return [missing(path, choicesOf(issue))];
  const choices = choicesOf(issue);
  if (choices) return [wrongChoice(path, valueAt(input, path), choices)];
  if (issue.code === "invalid_union") return [wrongImage(path)];
  return [wrongType(path, issue.code === "invalid_type" ? issue.expected : "value", valueAt(input, path))];
}

/** True where the value, for all that is wrong with it, has the shape that rules between sections rely on. */
export function keepsShape(issue: z.core.$ZodRawIssue): boolean {
  return complaintOfRule(issue) !== undefined || issue.code === "unrecognized_keys";
}

export function notAnObject(input: unknown): Omit<Complaint, "path"> {
  return {
    problem: `the default export is ${nameOfType(input)}, and an environment is an object`,
    fix: "write export default defineEnvironment({ ... })",
    code: shapeCodes.notAnObject,
  };
}

export function missing(path: Path, choices?: readonly string[]): Complaint {
  const key = String(path.at(-1));
  const example = exampleOf(path);
  const words = choices ? `add ${key}, one of ${choices.join(", ")}` : `add ${key}`;
  return {
    path,
    problem: "it is missing, and there is no default for it",
    fix: example ? `${words}, as in ${key}: ${example}` : words,
    code: shapeCodes.missing,
  };
}

/** `owner` is how the object is called that holds the key. */
export function unknownKey(path: Path, known: readonly string[], owner: string): Complaint {
  const key = String(path.at(-1));
  const guess = nearest(key, known);
  return {
    path,
    problem: `${owner} has no such key`,
    fix: guess ? `write ${guess}` : `leave it out, or choose among ${known.join(", ")}`,
    code: shapeCodes.unknownKey,
    // Whoever puts a password where none belongs should not find it in the CI log as well.
    hidden: true,
  };
}

function wrongChoice(path: Path, value: unknown, choices: readonly string[]): Complaint {
  const guess = typeof value === "string" ? nearest(value, choices) : undefined;
  return {
    path,
    problem: `the choices are ${choices.join(", ")}`,
    fix: guess ? `write ${guess}` : "write one of them",
    code: shapeCodes.choice,
  };
}

/** The only union without a key that tells its members apart. */
function wrongImage(path: Path): Complaint {
  return {
    path,
    problem: "an image is an object with exactly one of digest, tag and reference, a text",
    fix: 'write it as in { tag: "1.0.0" }',
    code: shapeCodes.image,
  };
}

function wrongType(path: Path, expected: string, value: unknown): Complaint {
  const example = exampleOf(path);
  const wanted = typeNames[expected] ?? expected;
  return {
    path,
    problem: `it must be ${wanted}, and it is ${nameOfType(value)}`,
    fix: example ? `write ${wanted}, as in ${example}` : `write ${wanted}`,
    code: shapeCodes.type,
    hidden: path.includes("settings"),
  };
}

function complaintOfRule(issue: z.core.$ZodRawIssue): Complaint | undefined {
  if (issue.code !== "custom") return undefined;
  const complaint: unknown = issue.params?.complaint;
  return isComplaint(complaint) ? complaint : undefined;
}

function isComplaint(value: unknown): value is Complaint {
  return isObject(value) && "problem" in value && "fix" in value && "code" in value;
}

function choicesOf(issue: z.core.$ZodRawIssue): readonly string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code !== "invalid_union" || !Array.isArray(issue.options)) return undefined;
  // A choice that may be left out, as the source of a network, is no word to write.
  return issue.options.filter((option) => option !== undefined).map(String);
}

function keysOf(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function nameOfType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : "infinite";
  if (Array.isArray(value)) return "a list";
  return typeof value === "boolean" ? String(value) : (typeNames[typeof value] ?? `a ${typeof value}`);
}
