import { ConfigError } from "../errors";
import type { PolicyDocument } from "./policy-document";

/** IAM's limits. Source: IAM User Guide, "IAM and AWS STS quotas". Sizes are in characters without white space. */
export const policyLimits = {
  /** A customer managed policy; can't be raised. */
  managedPolicy: 6_144,
  /** A role's trust policy, unless AWS has raised it on request. */
  trustPolicy: 2_048,
  /** Managed policies attached to one role, unless AWS has raised it on request. */
  attachments: 10,
} as const;

/** The document as it is sent to IAM: no white space between its parts, so its length is its size. */
export function policyText(
  place: string,
  document: PolicyDocument,
  fix = "split it into two policies by service",
): string {
  return limited(place, document, policyLimits.managedPolicy, fix);
}

/** The same of a boundary, of which a role has only one. What fills it are names that repeat the environment's. */
export function boundaryText(place: string, document: PolicyDocument): string {
  const fix =
    "give the environment a shorter name, its state buckets a shorter prefix or its zones shorter domains, or take a part " +
    "of AWS from a stack in constructs/identity/deployer-services.ts";
  return limited(place, inFewCharacters(document), policyLimits.managedPolicy, fix);
}

/**
 * A document that says the same: a list of one is that one, and no ARN of a resource names a partition, since nobody's
 * credentials reach into another. AWS writes its own so, such as AWSMigrationHubRefactorSpacesFullAccess.
 */
export function inFewCharacters(document: PolicyDocument): PolicyDocument {
  const withoutPartition = (arn: string) => arn.replace(/^arn:[a-z-]+:/, "arn:*:");
  const short = (key: string, value: unknown) => {
    const values = key === "Resource" ? (value as readonly string[]).map(withoutPartition) : value;
    return Array.isArray(values) && values.length === 1 ? values[0] : values;
  };
  return { ...document, Statement: document.Statement.map((one) => JSON.parse(JSON.stringify(one, short))) };
}

export function trustText(place: string, document: PolicyDocument): string {
  const fix = "name fewer principals, by a pattern where they share the start of their name";
  return limited(place, document, policyLimits.trustPolicy, fix);
}

function limited(place: string, document: PolicyDocument, limit: number, fix: string): string {
  const text = JSON.stringify(document);
  if (text.length <= limit) return text;
  const problem = `it has ${text.length} characters without white space, and IAM takes ${limit}`;
  throw new ConfigError("IAM policies", [{ place, problem, fix, code: "IAM_POLICY_TOO_LONG" }]);
}

export function attachable(place: string, policies: number): void {
  if (policies <= policyLimits.attachments) return;
  throw new ConfigError("IAM policies", [
    {
      place,
      problem: `it has ${policies} policies, and IAM attaches ${policyLimits.attachments} to a role`,
      fix: "merge policies of related services",
      code: "IAM_TOO_MANY_POLICIES",
    },
  ]);
}
