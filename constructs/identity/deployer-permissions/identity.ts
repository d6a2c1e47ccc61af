import type { BoundaryKind, Names } from "../../names";
import { stackIds } from "../../stack/stack-id";
import { allow, type Statement } from "../policy-document";
import type { Deployed, StackPermissions } from "./stack-permissions";

/**
 * Identity's own pair: by path, so that no content of any stack changes it. It reads the root of trust and changes all
 * but that; the boundary, which it can't change either, says the same once more.
 */
export function identity(deployed: Deployed): StackPermissions {
  const { names } = deployed;
  return {
    reads: reads(deployed),
    writes: {
      roles: [...placesOf(names).flatMap((place) => makeRoles(deployed, place)), ...changeRoles(deployed)],
      policies: [...attach(deployed), ...policies(deployed)],
    },
  };
}

/** AWS's own policies that the platform attaches. */
export const awsManagedPolicies = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKSClusterPolicy",
  "AmazonEKSWorkerNodeMinimalPolicy",
  "service-role/AmazonRDSEnhancedMonitoringRole",
] as const;
export type AwsManagedPolicy = (typeof awsManagedPolicies)[number];

/** Roles of one kind: their place, and the one boundary that they may have. */
interface Place {
  readonly sid: string;
  /** ARN path and name, after `role`. */
  readonly roles: readonly string[];
  readonly boundary: BoundaryKind;
}

function placesOf(names: Names): readonly Place[] {
  const workloads = [names.rolePath("cluster"), names.rolePath("services"), names.rolePath("controllers")];
  const deployers = stackIds.filter((stack) => stack !== "identity");
  return [
    { sid: "Workloads", roles: [...workloads, names.teamRolePath("apps", "*")].map(below), boundary: "workloads" },
    { sid: "People", roles: [below(names.rolePath("people"))], boundary: "people" },
    ...deployers.map((stack, index): Place => {
      const pair = `${names.deployerPath(stack)}${names.deployerRole(stack, "plan").replace(/plan$/, "*")}`;
      return { sid: `Deployers${index + 2}`, roles: [pair], boundary: stack };
    }),
  ];
}

/** Everything below a path that ends with a slash. */
function below(path: string): string {
  return `${path.replace(/\*\/$/, "")}*`;
}

/** Roles are born with their boundary, and never get another one. */
function makeRoles({ names, partition, accountId }: Deployed, { sid, roles, boundary }: Place): readonly Statement[] {
  const arns = roles.map((role) => `arn:${partition}:iam::${accountId}:role${role}`);
  return [
    allow(sid, ["iam:CreateRole", "iam:PutRolePermissionsBoundary"], arns, {
      StringEquals: { "iam:PermissionsBoundary": names.boundaryArn(boundary) },
    }),
  ];
}

/** Everything that identity makes outside of the root, by kind. */
function ownPaths(names: Names): readonly string[] {
  const kinds = ["deployers", "cluster", "services", "controllers", "people"] as const;
  return [...kinds.map((kind) => names.rolePath(kind)), names.teamRolePath("apps", "*")].map(below);
}

function arnsOf({ names, partition, accountId }: Deployed, kind: "role" | "policy"): readonly string[] {
  return ownPaths(names).map((path) => `arn:${partition}:iam::${accountId}:${kind}${path}`);
}

function changeRoles(deployed: Deployed): readonly Statement[] {
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
      arnsOf(deployed, "role"),
    ),
  ];
}

/** Own policies and the few of AWS's that the platform uses: never one that gives everything. */
function attach(deployed: Deployed): readonly Statement[] {
  const aws = awsManagedPolicies.map((name) => `arn:${deployed.partition}:iam::aws:policy/${name}`);
  return [
    allow("Attach", ["iam:AttachRolePolicy", "iam:DetachRolePolicy"], arnsOf(deployed, "role"), {
      ArnLike: { "iam:PolicyARN": [...arnsOf(deployed, "policy"), ...aws] },
    }),
  ];
}

function policies(deployed: Deployed): readonly Statement[] {
  const actions = [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:TagPolicy",
    "iam:UntagPolicy",
  ];
  return [allow("Policies", actions, arnsOf(deployed, "policy"))];
}

/** Reads reach the root and the OIDC providers too: they are in the same state. */
function reads({ names, partition, accountId }: Deployed): readonly Statement[] {
  const arn = (kind: "role" | "policy") => `arn:${partition}:iam::${accountId}:${kind}${below(names.iamPath)}`;
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
    allow("ReadProviders", "iam:GetOpenIDConnectProvider", `arn:${partition}:iam::${accountId}:oidc-provider/*`),
  ];
}
