import type { Environment } from "../../environments/schema/environment";
import { allow, type Statement } from "../identity/policy-document";
import { namesOf } from "../names";
import { bucketArn } from "../permissions/state";
import { shardOf, teamsApart } from "../stack/shards";
import { type StackId, stackIds } from "../stack/stack-id";
import { roleArn, serviceLinkedRoles } from "./service-linked-roles";
import { stateRegion } from "./template";

/**
 * The calls of `npx platform bootstrap --check`, on what bootstrap makes and nothing else: settings and policies, never what
 * lies in a bucket. None where bootstrap makes nothing.
 */
export function checkPermissions(environment: Environment): readonly Statement[] {
  const { state, aws } = environment;
  if (state.kind !== "s3") return [];
  const names = namesOf(environment);
  const inRegion = (service: string, resource: string) =>
    `arn:${aws.partition}:${service}:${stateRegion(environment)}:${aws.accountId}:${resource}`;
  // All shards by one pattern, since a boundary says this as well.
  const shards = teamsApart(environment).length > 0 ? [shardOf("*")] : [];
  const stacks: readonly StackId[] = [...stackIds, ...shards];
  const made = [names.bootstrapStack, ...shards.map((shard) => names.shardBootstrapStack(shard))];
  const buckets = [
    ...stacks.map((stack) => names.stateBucket(stack, state.bucketPrefix)),
    names.stateLogBucket(state.bucketPrefix),
  ];
  return [
    allow(
      "BootstrapStack",
      stackReads,
      made.map((stack) => inRegion("cloudformation", `stack/${stack}/*`)),
    ),
    allow(
      "StateBuckets",
      bucketReads,
      buckets.map((bucket) => bucketArn(aws, { bucket })),
    ),
    // By alias: the keys' ids are AWS's choice.
    allow("StateKeys", keyReads, inRegion("kms", "key/*"), {
      [shards.length > 0 ? "ForAnyValue:StringLike" : "ForAnyValue:StringEquals"]: {
        "kms:ResourceAliases": stacks.map((stack) => names.stateKeyAlias(stack)),
      },
    }),
    allow(
      "ServiceLinkedRoles",
      "iam:GetRole",
      serviceLinkedRoles(environment).map((role) => roleArn(role, aws)),
    ),
  ];
}

const stackReads = ["DescribeStacks", "GetStackPolicy", "GetTemplate"].map((action) => `cloudformation:${action}`);
const bucketReads = ["GetBucketPolicy", "GetBucketPublicAccessBlock", "GetBucketVersioning"].map(
  (action) => `s3:${action}`,
);
const keyReads = ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus"].map((action) => `kms:${action}`);
