import type { z } from "zod";
import { ConfigError, describeFinding, type Finding } from "../../constructs/errors";
import { looksLikeCredential, withoutCredentials } from "../../constructs/guardrails/secrets/credentials";
import { credentialsIn } from "./credentials";
import { type Environment, sections } from "./environment";
import { describePath, isObject, valueAt } from "./path";
import { sectionRules } from "./rules";
import type { Complaint, Path } from "./rules/finding";
import { complaintsAbout, keepsShape, missing, notAnObject, unknownKey } from "./shape";

const sectionNames = Object.keys(sections) as (keyof Environment)[];

/**
 * The environment with every default filled in, or one `ConfigError` with all that is wrong: each section is looked at
 * on its own, then the rules between those sections that have the right shape.
 */
export function validateEnvironment(
  input: unknown,
  /** What the error is about, such as `environments/demo.ts`. */
  subject: string,
  /** Name of the file without its ending, which the environment's name must agree with. @default - any name will do */
  fileName?: string,
): Environment {
  if (!isObject(input) || Array.isArray(input)) {
    throw new ConfigError(subject, [{ place: "default export", value: printable(input), ...notAnObject(input) }]);
  }
  const parsed: Partial<Environment> = {};
  const complaints = [
    ...unknownSections(input),
    ...sectionNames.flatMap((name) => parseSection(name, input, parsed)),
    ...sectionRules.flatMap((rule) => rule.complaints(parsed)),
    ...nameOfFile(parsed, fileName),
  ];
  const all = [...complaints, ...credentialsIn(input).filter(({ path }) => !complaints.some(hides(path)))];
  if (all.length > 0) throw new ConfigError(subject, findings(all, input, parsed));
  return parsed as Environment;
}

/** Whether a complaint says already that there is a secret at a path. */
function hides(path: Path): (complaint: Complaint) => boolean {
  return (complaint) => complaint.hidden === true && describeParts(complaint.path) === describeParts(path);
}

const describeParts = (path: Path) => JSON.stringify(path.map(String));

function unknownSections(input: object): Complaint[] {
  return Object.keys(input)
    .filter((key) => !Object.hasOwn(sections, key))
    .map((key) => unknownKey([key], sectionNames, "an environment"));
}

/** Puts the section among the parsed ones if it has the right shape, even where single values break a rule. */
function parseSection(name: keyof Environment, input: object, parsed: Partial<Environment>): Complaint[] {
  const { value, issues } = run(sections[name], Reflect.get(input, name));
  const shapeIssues = issues.filter((issue) => !keepsShape(issue));
  if (shapeIssues.length === 0) Object.assign(parsed, { [name]: value });
  if (Reflect.get(input, name) === undefined && shapeIssues.length > 0) return [missing([name])];
  return issues.flatMap((issue) => complaintsAbout(issue, name, input));
}

/**
 * `safeParse` keeps the value back as soon as one rule is broken, and with it all that the rules between sections could
 * find. zod's core, which it documents for libraries, hands over both.
 */
function run(schema: z.ZodType, value: unknown): z.core.ParsePayload {
  const payload = schema._zod.run({ value, issues: [] }, { async: false });
  if (payload instanceof Promise) throw new Error("no rule of an environment may be asynchronous");
  return payload;
}

export const nameOfFileCode = "ENV_NAME_OF_FILE";

/** A copied file with the old name would share the other environment's states and roles. */
function nameOfFile({ name }: Partial<Environment>, fileName: string | undefined): Complaint[] {
  if (fileName === undefined || name === undefined || name === fileName) return [];
  return [
    {
      path: ["name"],
      problem: `the file is called ${fileName}.ts, and an environment has the name of its file, so that no two share states and roles`,
      fix: `write "${fileName}", or rename the file`,
      code: nameOfFileCode,
    },
  ];
}

function findings(complaints: readonly Complaint[], input: object, parsed: Partial<Environment>): Finding[] {
  const described = new Map<string, Finding>();
  for (const complaint of [...complaints].sort(byPlace)) {
    const finding = findingOf(complaint, input, parsed);
    described.set(describeFinding(finding), finding);
  }
  return [...described.values()];
}

function findingOf(
  { path, problem, fix, code, hidden }: Complaint,
  input: object,
  parsed: Partial<Environment>,
): Finding {
  const written = valueAt(input, path);
  // A value that comes from a default stands in the parsed section alone.
  const value = printable(written === undefined ? valueAt(parsed, path) : written);
  // What encloses a credential would show it as well.
  const shown = !hidden && !looksLikeCredential(JSON.stringify(value) ?? "");
  const [place, rule, advice] = [describePath(input, path), problem, fix].map(withoutCredentials) as [
    string,
    string,
    string,
  ];
  return { place, value: shown ? value : undefined, problem: rule, fix: advice, code };
}

/** In the order of the file's sections, list items in theirs; what is said of one item stays as it was found. */
function byPlace(one: Complaint, other: Complaint): number {
  return rank(one)[0] - rank(other)[0] || rank(one)[1] - rank(other)[1];
}

function rank({ path: [section, index] }: Complaint): [number, number] {
  return [(sectionNames as PropertyKey[]).indexOf(section ?? ""), typeof index === "number" ? index : -1];
}

/** What a message can show as JSON, which has no words for some values and stops at others. */
function printable(value: unknown): unknown {
  if (typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))) return String(value);
  try {
    return JSON.stringify(value) === undefined ? undefined : value;
  } catch {
    return undefined;
  }
}
