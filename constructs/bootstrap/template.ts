import type { Environment } from "../../environments/schema/environment";
import { namesOf } from "../names";
import { bucketArn } from "../permissions/state";
import type { StatePolicies } from "../permissions/state-policies";
import { type StackId, stackIds } from "../stack/stack-id";
import { accessLog, accessLogPolicy } from "./access-log";
import type { Template } from "./cloudformation";
import { stateStore } from "./state-store";

/**
 * What must exist before identity can be applied: per stack the bucket and the key of its state, and the bucket of their
 * access logs. Follows from the environment and the states' policies alone.
 */
export function bootstrapTemplate(
  environment: Environment,
  policies: Readonly<Record<StackId, StatePolicies>>,
): Template {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `States of the environment ${environment.name} of Strata, and what comes before its first stack`,
    Resources: { ...logs(environment), ...states(environment, policies) },
  };
}

function states(environment: Environment, policies: Readonly<Record<StackId, StatePolicies>>) {
  const names = namesOf(environment);
  const prefix = prefixOf(environment);
  const stores = stackIds.map((stack) =>
    stateStore(stack, {
      bucket: names.stateBucket(stack, prefix),
      object: names.stateObject(stack),
      keyAlias: names.stateKeyAlias(stack),
      policies: policies[stack],
      logBucket: names.stateLogBucket(prefix),
      logAccess: accessLogPolicy,
    }),
  );
  return Object.assign({}, ...stores) as Template["Resources"];
}

function logs(environment: Environment) {
  const { aws, buckets, rootAdministrators } = environment;
  const names = namesOf(environment);
  const prefix = prefixOf(environment);
  return accessLog({
    ...aws,
    region: stateRegion(environment),
    bucket: names.stateLogBucket(prefix),
    sources: stackIds.map((stack) => bucketArn(aws, { bucket: names.stateBucket(stack, prefix) })),
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
