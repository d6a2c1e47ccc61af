import type { IConstruct } from "constructs";
import type { FinishedTree } from "./finished-tree";

/** How bad it would be to let it pass. Whatever it is, synthesis stops. */
export type Severity = "critical" | "high" | "medium" | "low";

/** One mistake that stops synthesis. */
export interface Rule {
  /** Unique and never reused: what waivers, messages and the documentation call it, such as `open-security-group`. */
  readonly id: string;
  /** What holds where nobody breaks it, as a statement. */
  readonly title: string;
  readonly severity: Severity;
  /** Who asks for it: an item of a benchmark, an AWS Security Hub control, a page of a guide. */
  readonly sources: readonly string[];
  /** Whether `waive` can let a construct pass. @default true */
  readonly waivable?: false;
  /** Set where it refuses a whole resource: nothing more is then said of that resource by derivation and packing. */
  readonly refusesResource?: true;
  /** All that breaks it. `earlier`: what the rules before it in the registry found, waived or not. */
  readonly check: (tree: FinishedTree, earlier: readonly Broken[]) => readonly Violation[];
}

/** One place where a rule is broken. */
export interface Violation {
  /** Construct path, with the argument in brackets where one can be named: `apps/shop/web (spec.replicas)`. */
  readonly place: string;
  /** Whose waiver counts; none where nobody's does. */
  readonly construct?: IConstruct;
  /** What was found, as it was written. */
  readonly value?: unknown;
  /** What is wrong, as a statement about the place. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A violation with its rule. */
export interface Broken {
  readonly rule: Rule;
  readonly violation: Violation;
}
