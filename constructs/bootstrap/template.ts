import type { Environment } from "../../environments/schema/environment";
import { namesOf } from "../names";
import { bucketArn } from "../permissions/state";
import type { StatePolicies } from "../permissions/state-policies";
import { stackIdsOf } from "../stack/shards";
import { type ShardId, type StackId, stackIds } from "../stack/stack-id";
import { accessLog, accessLogPolicy } from "./access-log";
import type { Template } from "./cloudformation";
import { stateStore } from "./state-store";

type Policies = Readonly<Record<StackId, StatePolicies>>;

/**
 * What must exist before identity can be applied: for each of the six stacks the bucket and the key of its state, and the
 * bucket of all access logs. Follows from the environment and the states' policies alone.
 */
export function bootstrapTemplate(environment: Environment, policies: Policies): Template {
  const stores = stackIds.map((stack) => stored(environment, policies, stack, accessLogPolicy));
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `States of the environment ${environment.name} of Strata, and what comes before its first stack`,
    Resources: { ...logs(environment), ...Object.assign({}, ...stores) },
  };
}

/** The same of a shard, in a template of its own: there may be many, and CloudFormation takes 51,200 bytes at once. */
export function shardTemplate(environment: Environment, policies: Policies, shard: ShardId): Template {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `State of ${shard} of the environment ${environment.name} of Strata`,
    Resources: { ...stored(environment, policies, shard) },
  };
}

function stored(environment: Environment, policies: Policies, stack: StackId, logAccess?: string) {
  const own = policies[stack];
  if (!own) throw new Error(`no policies of the state of ${stack}`);
  const names = namesOf(environment);
  const prefix = prefixOf(environment);
  return stateStore(stack, {
    bucket: names.stateBucket(stack, prefix),
    object: names.stateObject(stack),
    keyAlias: names.stateKeyAlias(stack),
    policies: own,
    logBucket: names.stateLogBucket(prefix),
    logAccess,
  });
}

function logs(environment: Environment) {
  const { aws, buckets, rootAdministrators } = environment;
  const names = namesOf(environment);
  const prefix = prefixOf(environment);
  return accessLog({
    ...aws,
    region: stateRegion(environment),
    bucket: names.stateLogBucket(prefix),
    sources: stackIdsOf(environment).map((stack) => bucketArn(aws, { bucket: names.stateBucket(stack, prefix) })),
    rootAdministrators,
    retentionDays: buckets.accessLogRetentionDays,
  });
}

function prefixOf({ state }: Environment): string | undefined {
  return state.kind === "s3" ? state.bucketPrefix : undefined;
}

/** Region of the states, which may be another than the platform's. */
export function stateRegion({ state, aws }: Pick<Environment, "state" | "aws">): string {
  return (state.kind === "s3" ? state.region : undefined) ?? aws.region;
}

/**
 * Tags of the CloudFormation stack, which gives them to what it holds. Never `strata:stack`: that is what the rights of
 * deployers rest on.
 */
export function bootstrapTags({ name, aws }: Pick<Environment, "name" | "aws">) {
  const tags = { ...aws.tags, "strata:environment": name };
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
