import type { Catalogue, Conditions, Grant, ResourceView } from "../entry";
import { adoptingTags, both, creating, on, owned, passing, retagging } from "../ownership";

const arn = ({ partition, account }: ResourceView, resource: string) => `arn:${partition}:iam::${account}:${resource}`;
const path = (r: ResourceView) => (r.has("path") ? r.text("path") : "/");
const role = (r: ResourceView) => [arn(r, `role${path(r)}${r.text("name")}`)];
const policy = (r: ResourceView) => [arn(r, `policy${path(r)}${r.text("name")}`)];
const profile = (r: ResourceView) => [arn(r, `instance-profile${path(r)}${r.text("name")}`)];
const provider = (r: ResourceView) => [arn(r, `oidc-provider/${r.text("url").replace(/^https:\/\//, "")}`)];

/**
 * AWS IAM: what is listed of the stack identity for its reviewers. Its deployers' policies are written by hand from path
 * patterns (constructs/identity), so that nothing that a stack declares changes them.
 */
export const iam: Catalogue = {
  aws_iam_role: {
    arn: (r) => role(r).join(),
    changedBy: (r) => administratorOf(r, [path(r)]),
    create: (r) => [bounded(r, creating(r, ["iam:CreateRole"], role(r))), adoptingTags(r, ["iam:TagRole"], role(r))],
    read: (r) => [
      on(role(r), "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"),
    ],
    update: (r) => [
      owned(r, ["iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"], role(r)),
      bounded(r, owned(r, ["iam:PutRolePermissionsBoundary"], role(r))),
      retagging(r, ["iam:TagRole", "iam:UntagRole"], role(r)),
    ],
    delete: (r) => [owned(r, ["iam:DeleteRole"], role(r)), on(role(r), "iam:ListInstanceProfilesForRole")],
  },
  aws_iam_policy: {
    arn: (r) => policy(r).join(),
    changedBy: (r) => administratorOf(r, [path(r)]),
    create: (r) => [creating(r, ["iam:CreatePolicy"], policy(r)), adoptingTags(r, ["iam:TagPolicy"], policy(r))],
    read: (r) => [on(policy(r), "iam:GetPolicy", "iam:GetPolicyVersion")],
    update: (r) => [
      owned(r, ["iam:CreatePolicyVersion", "iam:DeletePolicyVersion"], policy(r)),
      on(policy(r), "iam:ListPolicyVersions"),
      retagging(r, ["iam:TagPolicy", "iam:UntagPolicy"], policy(r)),
    ],
    delete: (r) => [
      owned(r, ["iam:DeletePolicy", "iam:DeletePolicyVersion"], policy(r)),
      on(policy(r), "iam:ListPolicyVersions"),
    ],
  },
  aws_iam_role_policy_attachment: {
    arn: (r) => r.arns("role").join(),
    changedBy: (r) => administratorOf(r, r.argumentsOf("role", "path")),
    create: (r) => [ofPolicy(r, "iam:AttachRolePolicy")],
    read: (r) => [on(r.arns("role"), "iam:ListAttachedRolePolicies")],
    update: (r) => [ofPolicy(r, "iam:AttachRolePolicy")],
    delete: (r) => [ofPolicy(r, "iam:DetachRolePolicy")],
  },
  aws_iam_instance_profile: {
    arn: (r) => profile(r).join(),
    changedBy: (r) => administratorOf(r, [path(r)]),
    create: (r) => [
      creating(r, ["iam:CreateInstanceProfile"], profile(r)),
      adoptingTags(r, ["iam:TagInstanceProfile"], profile(r)),
      ...filling(r),
    ],
    read: (r) => [
      on(profile(r), "iam:GetInstanceProfile", "iam:ListInstanceProfileTags"),
      on(r.arns("role"), "iam:GetRole"),
    ],
    update: (r) => [
      ...filling(r),
      owned(r, ["iam:RemoveRoleFromInstanceProfile"], profile(r)),
      retagging(r, ["iam:TagInstanceProfile", "iam:UntagInstanceProfile"], profile(r)),
    ],
    delete: (r) => [owned(r, ["iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"], profile(r))],
  },
  aws_iam_openid_connect_provider: {
    arn: (r) => provider(r).join(),
    changedBy: () => "administrator",
    create: (r) => [
      creating(r, ["iam:CreateOpenIDConnectProvider"], provider(r)),
      adoptingTags(r, ["iam:TagOpenIDConnectProvider"], provider(r)),
    ],
    read: (r) => [on(provider(r), "iam:GetOpenIDConnectProvider")],
    update: (r) => [
      owned(r, ["iam:AddClientIDToOpenIDConnectProvider", "iam:RemoveClientIDFromOpenIDConnectProvider"], provider(r)),
      owned(r, ["iam:UpdateOpenIDConnectProviderThumbprint"], provider(r)),
      retagging(r, ["iam:TagOpenIDConnectProvider", "iam:UntagOpenIDConnectProvider"], provider(r)),
    ],
    delete: (r) => [owned(r, ["iam:DeleteOpenIDConnectProvider"], provider(r))],
  },
};

/** The root of trust is changed by root administrators alone: boundaries, identity's own deployers, break-glass. */
function administratorOf({ names }: ResourceView, paths: readonly string[]): "administrator" | undefined {
  return paths.some((one) => one.startsWith(names.rootPath)) ? "administrator" : undefined;
}

/** A role goes into a profile by the right to hand it over to EC2. */
function filling(r: ResourceView): readonly Grant[] {
  return [owned(r, ["iam:AddRoleToInstanceProfile"], profile(r)), passing(r, "role", "ec2.amazonaws.com")];
}

/** With the boundary that the role has, and no other. */
function bounded(r: ResourceView, { conditions = {}, ...grant }: Grant): Grant {
  if (!r.has("permissions_boundary")) return { ...grant, conditions };
  return withAlso(grant, conditions, { StringEquals: { "iam:PermissionsBoundary": r.arns("permissions_boundary") } });
}

/** This policy and no other. */
function ofPolicy(r: ResourceView, action: string): Grant {
  const { conditions = {}, ...grant } = owned(r, [action], r.arns("role"));
  return withAlso(grant, conditions, { ArnEquals: { "iam:PolicyARN": r.arns("policy_arn") } });
}

function withAlso(grant: Grant, one: Conditions, other: Conditions): Grant {
  return { ...grant, conditions: both(one, other) };
}
