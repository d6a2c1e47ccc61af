import type { Environment } from "../environment";
import type { Complaint, Path } from "./finding";

export type SectionName = keyof Environment;

/** One place that breaks a rule. */
export interface Breach {
  /** From the environment's root. */
  readonly path: Path;
  /** @default - what the rule states */
  readonly problem?: string;
  readonly fix: string;
  /** The value may be a secret: it is not shown. */
  readonly hidden?: boolean;
}

/** A rule that compares values of one or several sections. */
export interface SectionRule {
  /** Unique and never reused. */
  readonly code: string;
  /** The rule in plain words. */
  readonly states: string;
  /** The sections that it looks at: it runs when all of them have the right shape. */
  readonly needs: readonly SectionName[];
  complaints(parsed: Partial<Environment>): readonly Complaint[];
}

export function sectionRule<Needs extends SectionName>(rule: {
  readonly code: string;
  readonly states: string;
  readonly needs: readonly Needs[];
  /** Shapes are right here, single values may be wrong: those have their own findings, so they are passed over. */
  readonly breaches: (environment: Pick<Environment, Needs>) => Iterable<Breach>;
}): SectionRule {
  const { code, states, needs, breaches } = rule;
  return {
    code,
    states,
    needs,
    complaints: (parsed) =>
      holds(parsed, needs) ? [...breaches(parsed)].map((breach) => ({ problem: states, ...breach, code })) : [],
  };
}

function holds<Needs extends SectionName>(
  parsed: Partial<Environment>,
  needs: readonly Needs[],
): parsed is Partial<Environment> & Pick<Environment, Needs> {
  return needs.every((name) => Object.hasOwn(parsed, name));
}
