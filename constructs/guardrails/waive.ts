import type { TerraformElement } from "cdktf";
import type { IConstruct } from "constructs";
import type { Broken } from "./rule";

/** Kind of the metadata that a construct carries its waivers in: whatever happens to the construct happens to them. */
const metadata = "strata:waiver";

export interface WaiverOptions {
  /** The last day on which it counts, such as `2027-03-31`. @default - it counts until somebody removes it */
  readonly until?: string;
}

/** A waiver as its construct carries it. */
export interface Waived extends WaiverOptions {
  /** The rule or check that is waived, such as `open-security-group` or `CKV_AWS_27`. */
  readonly id: string;
  readonly reason: string;
}

/**
 * Says why a rule of the guardrails, or a check of a scanner, does not apply to one resource. It never covers what lies
 * below a construct: that would cover what is added there later as well. A waiver that matches nothing is an error (at
 * synthesis for rules, where the check runs for scanners), so one that depends on a setting is declared under the same
 * condition. One that is past its day is an error of `npm run check`, since synthesis reads no clock.
 */
export function waive(construct: TerraformElement, id: string, reason: string, options: WaiverOptions = {}): void {
  construct.node.addMetadata(metadata, { id, reason: reason.trim(), ...options } satisfies Waived);
}

/** The waivers of one construct. */
export function waiversOf({ node }: IConstruct): readonly Waived[] {
  return node.metadata.filter(({ type }) => type === metadata).map(({ data }) => data as Waived);
}

/** Whether somebody said why the rule does not apply there. */
export function isWaived({ rule, violation: { construct } }: Broken): boolean {
  if (rule.waivable === false || !construct) return false;
  return waiversOf(construct).some(({ id }) => id === rule.id);
}
