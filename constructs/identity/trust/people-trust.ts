import type { Conditions, Statement } from "../policy-document";

/**
 * Trust in people by patterns of their principals' ARNs. A trust policy can't name a role that may not exist, nor a
 * pattern, so it names the accounts and narrows them by `aws:PrincipalArn`. The caller's own account must allow
 * `sts:AssumeRole` as well.
 *
 * IAM users must have signed in with MFA. Roles are not asked: `aws:MultiFactorAuthPresent` is absent in the sessions of
 * IAM Identity Center, whose MFA is the identity provider's business.
 */
export function peopleTrust(principals: readonly string[]): readonly Statement[] {
  const users = principals.filter(isUser);
  const roles = principals.filter((principal) => !isUser(principal));
  const withMfa: Conditions = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  return [...from("Roles", roles, {}), ...from("UsersWithMfa", users, withMfa)];
}

function from(Sid: string, principals: readonly string[], conditions: Conditions): readonly Statement[] {
  if (principals.length === 0) return [];
  const accounts = [...new Set(principals.map(accountOf))].sort();
  return [
    {
      Sid,
      Effect: "Allow",
      Principal: { AWS: accounts },
      Action: ["sts:AssumeRole"],
      Condition: { ArnLike: { "aws:PrincipalArn": [...new Set(principals)] }, ...conditions },
    },
  ];
}

function isUser(principal: string): boolean {
  return principal.split(":")[5]?.startsWith("user/") ?? false;
}

/** Every principal of the account, for the condition to narrow. */
function accountOf(principal: string): string {
  const [, partition, , , accountId] = principal.split(":");
  return `arn:${partition}:iam::${accountId}:root`;
}
