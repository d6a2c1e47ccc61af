import { machineRoles } from "../machine-roles";
import { allow, deny, denyAllBut, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";

const reads = ["iam:Get*", "iam:List*"];

/** What is done to identities: nobody takes a boundary away, writes a policy into a role or hands one over. */
const changes = [
  "AddRoleToInstanceProfile",
  "AttachRolePolicy",
  "Create*",
  "DeleteInstanceProfile",
  "DeletePolicy*",
  "DeleteRole",
  "DetachRolePolicy",
  "PutRolePermissionsBoundary",
  "RemoveRoleFromInstanceProfile",
  "SetDefaultPolicyVersion",
  "Tag*",
  "Untag*",
  "Update*",
].map((action) => `iam:${action}`);

/**
 * Identity alone manages IAM: below the environment's path, never the root of trust or an OIDC provider, and no role
 * without one of the boundaries that it can't change.
 */
export function identitiesOnly({ names, partition, accountId }: BoundaryContext): readonly Statement[] {
  const iam = (kind: string, path: string) => `arn:${partition}:iam::${accountId}:${kind}${path}`;
  const below = (path: string) => ["instance-profile", "policy", "role"].map((kind) => iam(kind, `${path}*`));
  const providers = [iam("oidc-provider", "/*"), iam("saml-provider", "/*")];
  const bounded = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary"];
  return [
    allow("See", reads, [...below(names.iamPath), ...providers]),
    allow("OwnPath", changes, below(names.iamPath)),
    // An instance profile takes its role by the right to hand it over, to EC2 and nobody else.
    allow("FillProfiles", "iam:PassRole", machineRoles(names), {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    denyAllBut("RootStays", reads, [...below(names.rootPath), ...providers]),
    deny("NoneWithoutBoundary", bounded, "*", {
      StringNotLike: { "iam:PermissionsBoundary": iam("policy", `${names.rootPath}${names.prefix}-boundary-*`) },
    }),
  ];
}
