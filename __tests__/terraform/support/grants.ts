import { matchesArn } from "../../../cli/aws/arn-pattern";
import type { StatePolicies } from "../../../constructs/permissions/state-policies";
import type { IamContent, IamRole } from "./iamContent";

/** What holds a role from another stack's state: each of these by itself. */
export const layers = ["policies", "boundary", "bucket policy", "key policy"] as const;
export type Layer = (typeof layers)[number];

/** A role, and the one whose state it is to get. */
export interface Grant {
  readonly to: string;
  readonly of: string;
}

/** The deployers, one of which has the rights on states of another beside its own. */
export function withGrant(content: IamContent, { to, of }: Grant, granted: readonly Layer[]): IamContent {
  const owner = roleOf(content, of);
  const statePolicies = owner.policies.filter((arn) => arn.endsWith("-state"));
  const roles = content.roles.map((role): IamRole => {
    if (role.arn !== to) return role;
    return {
      ...role,
      policies: granted.includes("policies") ? [...role.policies, ...statePolicies] : role.policies,
      boundary: granted.includes("boundary") ? owner.boundary : role.boundary,
    };
  });
  return { ...content, roles };
}

/** A state's policies that treat a role as they treat another one. */
export function withGrantOnState(state: StatePolicies, { to, of }: Grant, granted: readonly Layer[]): StatePolicies {
  // By its ARN, or by a pattern that all deployers of a stack fit.
  const names = (value: unknown) => Array.isArray(value) && value.some((one) => matchesArn(String(one), of));
  const listed = <T>(document: T): T =>
    JSON.parse(JSON.stringify(document, (_, value) => (names(value) ? [...value, to] : value)));
  return {
    bucketPolicy: granted.includes("bucket policy") ? listed(state.bucketPolicy) : state.bucketPolicy,
    keyPolicy: granted.includes("key policy") ? listed(state.keyPolicy) : state.keyPolicy,
  };
}

function roleOf({ roles }: IamContent, arn: string): IamRole {
  const found = roles.find((role) => role.arn === arn);
  if (!found) throw new Error(`there is no role ${arn}`);
  return found;
}
