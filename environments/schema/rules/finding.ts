/** Keys and indices that lead from the environment, or from the value at hand, to what is wrong. */
export type Path = readonly PropertyKey[];

/** What a rule says of one value; the path and the value are added by whoever runs the rule. */
export interface Complaint {
  /** From the value that the rule was given. */
  readonly path: Path;
  /** The rule that is broken, as a statement about the value. */
  readonly problem: string;
  readonly fix: string;
  readonly code: string;
  /** The value may be a secret: findings land in CI logs, so it is not shown. */
  readonly hidden?: boolean;
}
