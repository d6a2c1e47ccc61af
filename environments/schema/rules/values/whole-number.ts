import { type ValueRule, valueRule } from "../value-rule";

/** A rule for counts: a whole number between two bounds, both allowed. */
export function wholeNumber(rule: {
  readonly code: string;
  /** What is counted, as in "a node group has". */
  readonly subject: string;
  /** What the number counts; empty where the subject says it. */
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** Why there is a bound, where it is not plain. */
  readonly because?: string;
  /** Example for the fix. */
  readonly example: number;
}): ValueRule<number> {
  const { code, subject, unit, from, to, because, example } = rule;
  return valueRule({
    code,
    states: `${subject} ${from} to ${to}${unit && ` ${unit}`}, a whole number${because ? `: ${because}` : ""}`,
    fix: `write a number such as ${example}`,
    allows: (value) => Number.isInteger(value) && from <= value && value <= to,
  });
}
