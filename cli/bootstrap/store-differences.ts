import type { Template } from "../../constructs/bootstrap/cloudformation";
import { stateLogicalId, type stateResources } from "../../constructs/bootstrap/state-store";
import type { AwsApis } from "../aws/apis";
import { ifThere } from "../aws/errors";
import { sameJson } from "./same-json";
import type { StateStore } from "./wanted";

/** What somebody changed of a state's bucket or key behind CloudFormation's back, which then sees nothing to change. */
export interface StoreDifference {
  /** Logical id of the resource in the template. */
  readonly id: string;
  readonly type: string;
  /** In words. */
  readonly what: string;
  /** Sets it back. Left out where nothing can: what is gone is gone. */
  readonly mend?: () => Promise<unknown>;
}

type Wanted = Template["Resources"];
type Part = (typeof stateResources)[number];

export async function storeDifferences(
  aws: AwsApis,
  store: StateStore,
  wanted: Wanted,
): Promise<readonly StoreDifference[]> {
  const of = (part: Part, what: string, mend?: StoreDifference["mend"]): StoreDifference => {
    const id = stateLogicalId(store.stack, part);
    const name = part.startsWith("Bucket") ? `bucket ${store.bucket}` : `key ${store.keyAlias}`;
    return { id, type: wanted[id]?.Type ?? "", what: `${name}: ${what}`, ...(mend && { mend }) };
  };
  const policyOf = (part: Part, field: string) => wanted[stateLogicalId(store.stack, part)]?.Properties[field];
  return [
    ...(await bucketDifferences(aws, store.bucket, policyOf("BucketPolicy", "PolicyDocument"), of)),
    ...(await keyDifferences(aws, store.keyAlias, policyOf("Key", "KeyPolicy"), of)),
  ];
}

/** The same for the bucket of access logs, which has no key. */
export async function logDifferences(
  aws: AwsApis,
  bucket: string,
  ids: Readonly<Record<"Bucket" | "BucketPolicy", string>>,
  wanted: Wanted,
): Promise<readonly StoreDifference[]> {
  const policy = wanted[ids.BucketPolicy]?.Properties.PolicyDocument;
  return bucketDifferences(aws, bucket, policy, (part, what, mend) => {
    const id = part === "BucketPolicy" ? ids.BucketPolicy : ids.Bucket;
    return { id, type: wanted[id]?.Type ?? "", what: `bucket ${bucket}: ${what}`, ...(mend && { mend }) };
  });
}

type Difference = (part: Part, what: string, mend?: StoreDifference["mend"]) => StoreDifference;

async function bucketDifferences({ s3 }: AwsApis, Bucket: string, policy: unknown, differs: Difference) {
  // Not HeadBucket, which takes the right to list what lies in the bucket.
  const versioning = await ifThere(s3.getBucketVersioning({ Bucket }), "NoSuchBucket");
  if (!versioning) return [differs("Bucket", "there is none")];
  const [found, open] = await Promise.all([
    ifThere(s3.getBucketPolicy({ Bucket }), "NoSuchBucketPolicy"),
    ifThere(s3.getPublicAccessBlock({ Bucket }), "NoSuchPublicAccessBlockConfiguration"),
  ]);
  const blocks = Object.values(open?.PublicAccessBlockConfiguration ?? {});
  const Policy = JSON.stringify(policy);
  return [
    ...(sameJson(JSON.parse(found?.Policy ?? "{}"), policy)
      ? []
      : [differs("BucketPolicy", "its policy is another", () => s3.putBucketPolicy({ Bucket, Policy }))]),
    ...(versioning.Status === "Enabled"
      ? []
      : [differs("Bucket", "its versions are not kept", () => s3.putBucketVersioning(versioned(Bucket)))]),
    ...(blocks.length === 4 && blocks.every(Boolean)
      ? []
      : [differs("Bucket", "public access is not blocked", () => s3.putPublicAccessBlock(closed(Bucket)))]),
  ];
}

function versioned(Bucket: string) {
  return { Bucket, VersioningConfiguration: { Status: "Enabled" as const } };
}

function closed(Bucket: string) {
  const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  return { Bucket, PublicAccessBlockConfiguration: all };
}

async function keyDifferences({ kms }: AwsApis, alias: string, policy: unknown, differs: Difference) {
  const key = await ifThere(kms.describeKey({ KeyId: alias }), "NotFoundException");
  const { Arn: KeyId, KeyState } = key?.KeyMetadata ?? {};
  if (KeyId === undefined) return [differs("Key", "there is none")];
  if (KeyState !== "Enabled") return [differs("Key", `it is ${KeyState}`)];
  const PolicyName = "default";
  const [{ Policy = "{}" }, { KeyRotationEnabled }] = await Promise.all([
    kms.getKeyPolicy({ KeyId, PolicyName }),
    kms.getKeyRotationStatus({ KeyId }),
  ]);
  const put = () => kms.putKeyPolicy({ KeyId, PolicyName, Policy: JSON.stringify(policy) });
  return [
    ...(sameJson(JSON.parse(Policy), policy) ? [] : [differs("Key", "its policy is another", put)]),
    ...(KeyRotationEnabled ? [] : [differs("Key", "it is not rotated", () => kms.enableKeyRotation({ KeyId }))]),
  ];
}
