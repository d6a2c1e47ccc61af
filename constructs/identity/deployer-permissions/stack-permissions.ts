import type { Names } from "../../names";
import type { Grants } from "../grants";
import { allow, type Statement } from "../policy-document";

/** What a table of permissions is written with. */
export interface Deployed {
  readonly names: Names;
  /** Statements on the stack's own tags. */
  readonly grants: Grants;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Domain of the apps. */
  readonly domain: string;
  /** Id of the domain's zone, where it exists already. */
  readonly zoneId: string | undefined;
  readonly teams: readonly string[];
}

/**
 * What the two deployers of a stack may do, written by hand: a table to read, replaced by the derivation from the
 * stack's resources. States come on top, see `statePermissions`.
 */
export interface StackPermissions {
  /** What both may read: settings, never a secret, data, or the content of a log. */
  readonly reads: readonly Statement[];
  /** What the apply role may write, by the last part of its policies' names. */
  readonly writes: Readonly<Record<string, readonly Statement[]>>;
}

/** Reads on everything: most of them are authorized on nothing narrower. */
export function readEverything(...actions: readonly string[]): Statement {
  return allow("Read", [...actions].sort(), "*");
}

/** Associations of service accounts with roles that exist already: what a stack needs for its own pods. */
export function podIdentity({ names, grants }: Deployed, roleArns: readonly string[]): readonly Statement[] {
  const associations = names.arn("eks", `podidentityassociation/${names.cluster}/*`);
  return [
    grants.create("AssociatePods", "eks:CreatePodIdentityAssociation", names.clusterArn),
    grants.create("TagAssociations", "eks:TagResource", associations),
    grants.change(
      "ChangeAssociations",
      ["eks:DeletePodIdentityAssociation", "eks:UpdatePodIdentityAssociation"],
      associations,
    ),
    grants.retag("RetagAssociations", ["eks:TagResource", "eks:UntagResource"], associations),
    grants.passRole("PassPodRoles", roleArns, ["pods.eks.amazonaws.com"]),
    allow("SeePodRoles", "iam:GetRole", roleArns),
  ];
}

export const readPodIdentity = ["eks:DescribePodIdentityAssociation", "eks:ListPodIdentityAssociations"];

/** Log groups by tag: the names of several stacks share a prefix. */
export function logGroups({ names, grants }: Deployed, ...groups: readonly string[]): readonly Statement[] {
  const arns = groups.map((group) => names.arn("logs", `log-group:${group}`));
  const changes = [
    "AssociateKmsKey",
    "DeleteLogGroup",
    "DeleteRetentionPolicy",
    "DisassociateKmsKey",
    "PutRetentionPolicy",
  ];
  return [
    grants.create("MakeLogGroups", ["logs:CreateLogGroup", "logs:TagResource"], arns),
    grants.change(
      "ChangeLogGroups",
      changes.map((action) => `logs:${action}`),
      arns,
    ),
    grants.retag("RetagLogGroups", ["logs:TagResource", "logs:UntagResource"], arns),
  ];
}

export const readLogGroups = ["logs:DescribeLogGroups", "logs:ListTagsForResource"];
