import type { Complaint } from "./finding";

/** A rule about one value, wherever it stands. Rules are attached to the schema's fields, see `../field.ts`. */
export interface ValueRule<Value> {
  /** Unique and never reused. */
  readonly code: string;
  /** The rule in plain words: what holds for every value that it allows. */
  readonly states: string;
  complaints(value: Value): readonly Complaint[];
}

type Words<Value> = string | ((value: Value) => string);

/** A rule that allows or refuses a value as a whole. */
export function valueRule<Value>(rule: {
  readonly code: string;
  readonly states: string;
  /** What to do; may depend on the value. */
  readonly fix: Words<Value>;
  /** What the message says in place of `states`, where the value tells more. */
  readonly problem?: (value: Value) => string;
  /** Whether the value keeps the rule. A value that another rule refuses already may pass. */
  readonly allows: (value: Value) => boolean;
  /** A value that breaks the rule may be a secret: it is not shown. */
  readonly hidden?: boolean;
}): ValueRule<Value> {
  const { code, states, fix, problem, allows, hidden } = rule;
  return {
    code,
    states,
    complaints: (value) =>
      allows(value)
        ? []
        : [{ path: [], problem: problem?.(value) ?? states, fix: say(fix, value), code, ...(hidden && { hidden }) }],
  };
}

/** A rule about the entries of a list or record, which names those that break it. */
export function entryRule<Value extends object>(rule: {
  readonly code: string;
  readonly states: string;
  readonly fix: string;
  /** Keys or indices of the entries that break the rule. */
  readonly offenders: (value: Value) => readonly PropertyKey[];
  readonly hidden?: boolean;
}): ValueRule<Value> {
  const { code, states, fix, hidden, offenders } = rule;
  return {
    code,
    states,
    complaints: (value) => offenders(value).map((key) => ({ path: [key], problem: states, fix, code, hidden })),
  };
}

function say<Value>(words: Words<Value>, value: Value): string {
  return typeof words === "string" ? words : words(value);
}
