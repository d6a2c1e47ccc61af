import { type StateAccess, statePermissions } from "../../permissions/state";
import type { StackId } from "../../stack/stack-id";
import { deployerServices } from "../deployer-services";
import { machineRoles } from "../machine-roles";
import {
  allow,
  deny,
  denyAllBut,
  denyElsewhere,
  type PolicyDocument,
  policyDocument,
  type Statement,
} from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { noRoleChaining, stateAliasesStay, stateKeysStay, stayInRegion } from "./protections";

/**
 * The most that a stack's deployers can be given. Identity's apply role writes the policies of the others, so this, which
 * it can't write, is what keeps a stack to itself: its services, its own state and the states that it reads.
 */
export function deployerBoundary(stack: StackId, context: BoundaryContext): PolicyDocument {
  const state = context.states?.[stack];
  const regions = [...new Set([context.region, state?.region ?? context.region])];
  return policyDocument(
    allow(
      "Services",
      deployerServices[stack].services.map((service) => `${service}:*`),
      "*",
    ),
    ...roles(stack, context),
    ...buckets(stack, context),
    ...(state ? statePermissions(state, "apply") : []),
    ...foreignStates(state, context),
    stateAliasesStay(context),
    stateKeysStay(context, "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"),
    // Data and secrets are not what a deployment is about.
    deny("NoSecrets", ["rds-data:*", "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"], "*"),
    noRoleChaining,
    stayInRegion(regions),
    ...(stack === "identity" ? rootOfTrust(context) : []),
  );
}

function roles(stack: StackId, { names, partition, accountId }: BoundaryContext): readonly Statement[] {
  const { passes, linkedRoles } = deployerServices[stack];
  const arn = (path: string) => `arn:${partition}:iam::${accountId}:role${path}*`;
  const passable = passes.map((kind) => arn(`${names.iamPath}${kind}/`));
  const linked = linkedRoles.map((service) => arn(`/aws-service-role/${service}/`));
  return [
    ...(passable.length > 0
      ? [allow("HandOver", ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:PassRole"], passable)]
      : []),
    ...(linked.length > 0
      ? [
          allow("LinkedRoles", "iam:CreateServiceLinkedRole", linked, {
            StringEquals: { "iam:AWSServiceName": linkedRoles },
          }),
          // EKS looks, as its caller, whether the role of node groups is there.
          allow("SeeLinkedRoles", "iam:GetRole", linked),
        ]
      : []),
  ];
}

/** By name, since S3 looks at no tags: all services of a stack reach everything, and states are buckets too. */
function buckets(stack: StackId, { names }: BoundaryContext): readonly Statement[] {
  const { buckets: purposes = [] } = deployerServices[stack];
  return purposes.length > 0
    ? [
        allow(
          "Buckets",
          "s3:*",
          purposes.map((purpose) => names.bucketArn(purpose)),
        ),
      ]
    : [];
}

/** A stack that manages keys could else decrypt what it may not read. */
function foreignStates(
  state: StateAccess | undefined,
  { partition, accountId, states }: BoundaryContext,
): readonly Statement[] {
  if (!state || !states) return [];
  const known = [state.own, ...state.reads].map(({ keyAlias }) => keyAlias);
  const foreign = Object.values(states)
    .map(({ own }) => own.keyAlias)
    .filter((alias) => !known.includes(alias));
  if (foreign.length === 0) return [];
  const keys = `arn:${partition}:kms:*:${accountId}:key/*`;
  return [deny("ForeignStates", "kms:*", keys, { "ForAnyValue:StringEquals": { "kms:ResourceAliases": foreign } })];
}

const readIam = ["iam:Get*", "iam:List*"];

/**
 * Identity alone manages IAM: below the environment's path, never the root of trust or an OIDC provider, and no role
 * without one of the boundaries that it can't change.
 */
function rootOfTrust({ names, partition, accountId }: BoundaryContext): readonly Statement[] {
  const iam = (kind: string, path: string) => `arn:${partition}:iam::${accountId}:${kind}${path}`;
  const root = ["instance-profile", "policy", "role"].map((kind) => iam(kind, `${names.rootPath}*`));
  const own = ["instance-profile", "policy", "role"].map((kind) => iam(kind, `${names.iamPath}*`));
  const boundaries = {
    StringNotLike: { "iam:PermissionsBoundary": iam("policy", `${names.rootPath}${names.prefix}-boundary-*`) },
  };
  return [
    denyAllBut("RootStays", readIam, [...root, iam("oidc-provider", "/*"), iam("saml-provider", "/*")]),
    {
      Sid: "OwnPathOnly",
      Effect: "Deny",
      NotAction: [...readIam, "kms:*", "s3:*"],
      NotResource: own,
    },
    deny("BoundariesStay", "iam:DeleteRolePermissionsBoundary", "*"),
    denyElsewhere("NothingHandedOver", "iam:PassRole", machineRoles(names)),
    deny(
      "NoneWithoutBoundary",
      ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
      "*",
      boundaries,
    ),
  ];
}
