import type { Conditions } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";

/**
 * What a boundary takes for the environment's own: things by name, by tag, or born with the tag. Of which stack they are
 * stands in the deployers' policies: a boundary keeps environments and strangers apart.
 */
const tag = "strata:environment";

/** Things that bear the environment's tag. */
export function tagged({ environment }: BoundaryContext): Conditions {
  return { StringEquals: { [`aws:ResourceTag/${tag}`]: environment } };
}

/** Things that bear another mark, such as EKS and the network plugin give. */
export function marked(key: string, value: string): Conditions {
  return { StringEquals: { [`aws:ResourceTag/${key}`]: value } };
}

/** Things that bear it from their first moment. */
export function born({ environment }: BoundaryContext): Conditions {
  return { StringEquals: { [`aws:RequestTag/${tag}`]: environment } };
}

/** Services that say of tags in which call they are given. */
type TagsAtBirth = "ec2" | "elasticfilesystem" | "elasticloadbalancing";

/**
 * Tags that are given when the service makes the thing, and not to what is there already. Which tags these have to be says
 * the right to make it.
 */
export function taggedAtBirth(service: TagsAtBirth): Conditions {
  return { Null: { [`${service}:CreateAction`]: "false" } };
}

/** Things that bear nobody's tag. */
export const untagged: Conditions = { Null: { [`aws:ResourceTag/${tag}`]: "true" } };

/**
 * Tags for what bears nobody's: what AWS makes beside another thing, and what gets its tags by a call that does not say
 * whether it is new. A key is new only while it has no alias.
 */
export function adopted(context: BoundaryContext): Conditions {
  return { ...born(context), Null: { ...untagged.Null, "kms:ResourceAliases": "true" } };
}

/** Only in calls that an AWS service makes in the caller's name: nobody has these rights in his own hands. */
export const throughServices: Conditions = { Bool: { "aws:ViaAWSService": "true" } };

/** Keys that go by one of the environment's aliases, those of states aside. */
export function aliased({ names }: BoundaryContext): Conditions {
  return {
    "ForAnyValue:StringLike": { "kms:ResourceAliases": names.keyAlias("*") },
    "ForAllValues:StringNotLike": { "kms:ResourceAliases": names.keyAlias("state/*") },
  };
}

/** Secrets of the environment's databases: RDS names the cluster on them, in a tag that nobody else can give. */
export function masterPasswords(context: BoundaryContext): Conditions {
  const cluster = at(context, "rds", `cluster:${context.names.prefix}-*`);
  return { ArnLike: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster } };
}

/** Records of the environment's domain and below it, whichever zone they stand in. */
export function ownRecords({ domain }: BoundaryContext): Conditions {
  const key = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
  return { "ForAllValues:StringLike": { [key]: [domain, `*.${domain}`] } };
}

/** The platform's log groups with their streams: its own, and those whose names EKS and RDS prescribe. */
export function logGroups(context: BoundaryContext): Readonly<Record<"own" | "cluster" | "databases", string>> {
  const { names } = context;
  return {
    own: at(context, "logs", `log-group:${names.logGroup("*")}`),
    cluster: at(context, "logs", `log-group:${names.controlPlaneLogGroup}*`),
    databases: at(context, "logs", `log-group:/aws/rds/cluster/${names.database("*")}`),
  };
}

/** Things of RDS and ElastiCache that are named after the environment. A type of ARN takes no wildcard. */
export function datastores(context: BoundaryContext, service: "elasticache" | "rds"): readonly string[] {
  const types = {
    elasticache: ["cluster", "parametergroup", "replicationgroup", "snapshot", "subnetgroup", "user", "usergroup"],
    rds: ["cluster", "cluster-pg", "cluster-snapshot", "db", "subgrp"],
  };
  return types[service].map((type) => at(context, service, `${type}:${context.names.prefix}-*`));
}

/**
 * ARN pattern without region and account, to save characters: other regions are denied, and another account would have to
 * let the role in itself.
 */
export function at({ partition }: BoundaryContext, service: string, resource: string): string {
  return `arn:${partition}:${service}:*:*:${resource}`;
}

/** Everything of these types, where tags or aliases decide. */
export function all(context: BoundaryContext, service: string, ...types: readonly string[]): readonly string[] {
  return types.map((type) => at(context, service, `${type}/*`));
}

/** The one cluster, with all that is named after it. */
export function clusterThings(context: BoundaryContext): readonly string[] {
  const { cluster } = context.names;
  const parts = ["access-entry", "addon", "nodegroup", "podidentityassociation"].map((part) => `${part}/${cluster}/*`);
  return [`cluster/${cluster}`, ...parts].map((thing) => at(context, "eks", thing));
}

/** The zone of the environment's records; the id of one that is still to be made is AWS's choice. */
export function zones({ partition, zoneId }: BoundaryContext): string {
  return `arn:${partition}:route53:::hostedzone/${zoneId ?? "*"}`;
}
