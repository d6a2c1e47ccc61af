/** One thing that is wrong with what a user gave us, and how to mend it. */
export interface Finding {
  /** Where it stands: an environment path such as `network.cidr`, or a construct path. */
  readonly place: string;
  /** The value found there, as the user wrote it; left out where there is none to show. */
  readonly value?: unknown;
  /** The rule that is broken, as a statement about the value. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** Unique and never reused, so that it can be searched for. */
  readonly code: string;
}

/** `place is "value": problem. Fix: … [CODE]` */
export function describeFinding({ place, value, problem, fix, code }: Finding): string {
  const shown = value === undefined ? place : `${place} is ${display(value)}`;
  return `${shown}: ${problem}. Fix: ${fix}. [${code}]`;
}

/** All findings of one run in one error. Its message is meant for people and is printed without a stack trace. */
export class ConfigError extends Error {
  constructor(
    /** What was being looked at, such as `environments/demo.ts`. */
    readonly subject: string,
    readonly findings: readonly Finding[],
    /** Heading that a finding stands under. @default - one list without headings */
    headingOf?: (finding: Finding) => string,
  ) {
    const count = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
    super([`${subject}: ${count}`, ...(headingOf ? grouped(findings, headingOf) : listed(findings))].join("\n"));
    this.name = "ConfigError";
  }
}

function listed(findings: readonly Finding[]): readonly string[] {
  return findings.map((finding) => `  - ${describeFinding(finding)}`);
}

/** Headings in the order in which they first come. */
function grouped(findings: readonly Finding[], headingOf: (finding: Finding) => string): readonly string[] {
  return [...new Set(findings.map(headingOf))].flatMap((heading) => [
    heading,
    ...listed(findings.filter((finding) => headingOf(finding) === heading)),
  ]);
}

function display(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
