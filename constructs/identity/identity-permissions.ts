import type { BoundaryKind, Names } from "../names";
import { type StateAccess, statePermissions } from "../permissions/state";
import { shardOf } from "../stack/shards";
import { type DeployerAction, type DeployerRole, deployerRoles, type StackId, stackIds } from "../stack/stack-id";
import { awsManagedPolicies } from "./aws-managed-policies";
import { machineRoles } from "./machine-roles";
import { allow, type Policies, policyDocument, type Statement } from "./policy-document";

/** The account in which the platform's principals live. */
export interface IdentityAccount {
  readonly names: Names;
  readonly accountId: string;
  readonly partition: string;
  /** Whether teams have stacks of their own. @default false */
  readonly sharded?: boolean;
}

/**
 * What identity's own deployers may do: by path, so that no content of any stack changes it. It reads the root of trust and
 * changes all but that; the boundary, which it can't change either, says the same once more. The other stacks' policies
 * are derived from what they declare.
 */
export function identityPolicies(account: IdentityAccount, action: DeployerAction): Policies {
  const roles = placesOf(account).flatMap((place) => makeRoles(account, place));
  return {
    read: policyDocument(...reads(account)),
    ...(action === "apply" && {
      roles: policyDocument(...roles, ...changeRoles(account)),
      policies: policyDocument(...attach(account), ...policies(account)),
      profiles: policyDocument(...profiles(account)),
    }),
  };
}

/**
 * What they have beside that, each its own: their rights on the state, and whoever plans for a review looks at what
 * bootstrap has made, `bootstrapped`, and says when an administrator is needed.
 */
export function identityRolePolicies(
  state: StateAccess | undefined,
  bootstrapped: readonly Statement[],
  role: DeployerRole,
): Policies {
  return {
    ...(state && { state: policyDocument(...statePermissions(state, role)) }),
    ...(role === "review" && bootstrapped.length > 0 && { bootstrap: policyDocument(...bootstrapped) }),
  };
}

/** Everything that identity's plan reads. */
export function identityReads(account: IdentityAccount): readonly string[] {
  return reads(account).flatMap(({ Action = [] }) => Action);
}

/** Roles of one kind: their place, and the one boundary that they may have. */
interface Place {
  readonly sid: string;
  /** ARN path and name, after `role`. */
  readonly roles: readonly string[];
  /** May be a pattern. */
  readonly boundary: BoundaryKind;
}

function placesOf({ names, sharded = false }: IdentityAccount): readonly Place[] {
  const kinds = ["cluster", "services", "controllers", "runners"] as const;
  const ofTeams = ["apps", "secrets"] as const;
  const deployers = stackIds.filter((stack) => stack !== "identity");
  return [
    { sid: "Workloads", roles: ofTeams.map((kind) => below(names.teamRolePath(kind, "*"))), boundary: "workloads" },
    { sid: "Controllers", roles: kinds.map((kind) => below(names.rolePath(kind))), boundary: "controllers" },
    { sid: "Pipelines", roles: [below(names.teamRolePath("pipelines", "*"))], boundary: "pipelines" },
    { sid: "People", roles: [below(names.rolePath("people"))], boundary: "people" },
    ...deployers.map((stack, index): Place => {
      const all = `${names.deployerPath(stack)}${names.deployerRoles(stack)}`;
      // Where there are shards, that pattern of apps would have them in it.
      const roles = sharded && stack === "apps" ? deployersOf(names, stack) : [all];
      return { sid: `Deployers${index + 2}`, roles, boundary: stack };
    }),
    // All shards by one pattern: a statement for each would fit in no policy.
    ...(sharded ? [{ sid: "Shards", roles: deployersOf(names, shardOf("*")), boundary: shardOf("*") }] : []),
  ];
}

function deployersOf(names: Names, stack: StackId): readonly string[] {
  return deployerRoles.map((role) => `${names.deployerPath(stack)}${names.deployerRole(stack, role)}`);
}

/** Everything below a path that ends with a slash. */
function below(path: string): string {
  return `${path.replace(/\*\/$/, "")}*`;
}

/** Roles are born with their boundary, and never get another one. */
function makeRoles(
  { names, partition, accountId }: IdentityAccount,
  { sid, roles, boundary }: Place,
): readonly Statement[] {
  const arns = roles.map((role) => `arn:${partition}:iam::${accountId}:role${role}`);
  return [
    allow(sid, ["iam:CreateRole", "iam:PutRolePermissionsBoundary"], arns, {
      [boundary.includes("*") ? "StringLike" : "StringEquals"]: {
        "iam:PermissionsBoundary": names.boundaryArn(boundary),
      },
    }),
  ];
}

/** Everything that identity makes outside of the root, by kind. */
function ownPaths(names: Names): readonly string[] {
  const kinds = ["deployers", "cluster", "services", "controllers", "people", "runners"] as const;
  const ofTeams = ["apps", "pipelines", "secrets"] as const;
  return [...kinds.map((kind) => names.rolePath(kind)), ...ofTeams.map((kind) => names.teamRolePath(kind, "*"))].map(
    below,
  );
}

function arnsOf({ names, partition, accountId }: IdentityAccount, kind: "role" | "policy"): readonly string[] {
  return ownPaths(names).map((path) => `arn:${partition}:iam::${accountId}:${kind}${path}`);
}

function changeRoles(account: IdentityAccount): readonly Statement[] {
  const actions = [
    "DeleteRole",
    "TagRole",
    "UntagRole",
    "UpdateAssumeRolePolicy",
    "UpdateRole",
    "UpdateRoleDescription",
  ];
  return [
    allow(
      "ChangeRoles",
      actions.map((action) => `iam:${action}`),
      arnsOf(account, "role"),
    ),
  ];
}

/** Own policies and the few of AWS's that the platform uses: never one that gives everything. */
function attach(account: IdentityAccount): readonly Statement[] {
  const aws = awsManagedPolicies.map((name) => `arn:${account.partition}:iam::aws:policy/${name}`);
  return [
    allow("Attach", ["iam:AttachRolePolicy", "iam:DetachRolePolicy"], arnsOf(account, "role"), {
      ArnLike: { "iam:PolicyARN": [...arnsOf(account, "policy"), ...aws] },
    }),
  ];
}

function policies(account: IdentityAccount): readonly Statement[] {
  const actions = [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:TagPolicy",
    "iam:UntagPolicy",
  ];
  return [allow("Policies", actions, arnsOf(account, "policy"))];
}

/**
 * Instance profiles, and the two roles that stand in them: IAM asks who adds a role to one for the right to hand that role
 * over to EC2. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html
 */
function profiles({ names, partition, accountId }: IdentityAccount): readonly Statement[] {
  const actions = [
    "AddRoleToInstanceProfile",
    "CreateInstanceProfile",
    "DeleteInstanceProfile",
    "RemoveRoleFromInstanceProfile",
    "TagInstanceProfile",
    "UntagInstanceProfile",
  ];
  const paths = [names.rolePath("cluster"), names.rolePath("runners")];
  return [
    allow(
      "Profiles",
      actions.map((action) => `iam:${action}`),
      paths.map((path) => `arn:${partition}:iam::${accountId}:instance-profile${below(path)}`),
    ),
    allow("PutIntoProfiles", "iam:PassRole", machineRoles(names), {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
  ];
}

/** Reads reach the root and the OIDC providers too: they are in the same state. */
function reads({ names, partition, accountId }: IdentityAccount): readonly Statement[] {
  const arn = (kind: "role" | "policy" | "instance-profile") =>
    `arn:${partition}:iam::${accountId}:${kind}${below(names.iamPath)}`;
  return [
    allow(
      "ReadRoles",
      [
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:ListRoleTags",
      ],
      arn("role"),
    ),
    allow(
      "ReadPolicies",
      ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyTags", "iam:ListPolicyVersions"],
      arn("policy"),
    ),
    allow("ReadProfiles", ["iam:GetInstanceProfile", "iam:ListInstanceProfileTags"], arn("instance-profile")),
    allow("ReadProviders", "iam:GetOpenIDConnectProvider", `arn:${partition}:iam::${accountId}:oidc-provider/*`),
  ];
}
