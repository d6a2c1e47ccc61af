import type { Wanted } from "../../../cli/bootstrap/wanted";
import { allow, type PolicyDocument, policyDocument } from "../../../constructs/identity/policy-document";
import type { StatePolicies } from "../../../constructs/permissions/state-policies";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { type AwsClient, AwsError } from "./awsClient";
import type { S3Settings, StackFolders } from "./stackFolders";
import type { StateFile } from "./stateFile";

/** The s3 backend of a stack; fails where the stack has another one. */
export function s3Backend(stacks: StackFolders, id: StackId): S3Settings {
  const { s3 } = stacks.json(id).terraform.backend;
  if (!s3) throw new Error(`${id} has no s3 backend`);
  return s3;
}

/** ARN of the key of each stack's state, as its backend names it. */
export async function keysOf(aws: AwsClient, stacks: StackFolders): Promise<Record<StackId, string>> {
  const keys = stackIds.map(async (id) => {
    const KeyId = s3Backend(stacks, id).kms_key_id;
    return [id, (await aws.call<{ KeyMetadata: { Arn: string } }>("kms", "DescribeKey", { KeyId })).KeyMetadata.Arn];
  });
  return Object.fromEntries(await Promise.all(keys));
}

/** What MiniStack's CloudFormation leaves out of the buckets that it makes: the key that they encrypt with by default. */
export async function encryptBuckets(aws: AwsClient, { stores }: Pick<Wanted, "stores">): Promise<void> {
  for (const { bucket: Bucket, keyAlias: KeyId } of stores) {
    const { KeyMetadata } = await aws.call<{ KeyMetadata: { Arn: string } }>("kms", "DescribeKey", { KeyId });
    await aws.call("s3", "PutBucketEncryption", {
      Bucket,
      ServerSideEncryptionConfiguration: encryptedBy(KeyMetadata.Arn),
    });
  }
}

function encryptedBy(KMSMasterKeyID: string) {
  const encryption = { SSEAlgorithm: "aws:kms", KMSMasterKeyID };
  return { Rules: [{ ApplyServerSideEncryptionByDefault: encryption, BucketKeyEnabled: true }] };
}

/** Puts policies of a state's bucket and key in force; without any, the policies of those who ask decide alone. */
export async function guardState(aws: AwsClient, backend: S3Settings, policies?: StatePolicies): Promise<void> {
  const { bucket: Bucket, kms_key_id: KeyId } = backend;
  const { KeyMetadata } = await aws.call<{ KeyMetadata: { Arn: string } }>("kms", "DescribeKey", { KeyId });
  const keyPolicy = policies?.keyPolicy ?? leftToTheAccount(KeyMetadata.Arn);
  const Policy = JSON.stringify(keyPolicy);
  await aws.call("kms", "PutKeyPolicy", { KeyId: KeyMetadata.Arn, PolicyName: "default", Policy });
  if (policies) await aws.call("s3", "PutBucketPolicy", { Bucket, Policy: JSON.stringify(policies.bucketPolicy) });
  else await aws.call("s3", "DeleteBucketPolicy", { Bucket });
}

/** What KMS gives a key that is made without a policy. */
export function leftToTheAccount(keyArn: string): PolicyDocument {
  return policyDocument({ ...allow("Account", "kms:*", "*"), Principal: { AWS: [rootOf(keyArn)] } });
}

/** The account that an ARN names, as a principal. */
export function rootOf(arn: string): string {
  return `arn:aws:iam::${arn.split(":")[4]}:root`;
}

export interface Encryption {
  readonly algorithm: string;
  /** ARN of the key, whether the object names it by alias, id or ARN. */
  readonly keyArn: string;
}

/** How a stack's state object is encrypted. */
export async function encryptionOfState(aws: AwsClient, { bucket, key }: S3Settings): Promise<Encryption> {
  const head = await aws.call<{ ServerSideEncryption: string; SSEKMSKeyId: string }>("s3", "HeadObject", {
    Bucket: bucket,
    Key: key,
  });
  const described = await aws.call<{ KeyMetadata: { Arn: string } }>("kms", "DescribeKey", { KeyId: head.SSEKMSKeyId });
  return { algorithm: head.ServerSideEncryption, keyArn: described.KeyMetadata.Arn };
}

/** Names of the objects that lie in a bucket now. */
export async function objectsIn(aws: AwsClient, Bucket: string): Promise<readonly string[]> {
  const { Contents = [] } = await aws.call<{ Contents?: { Key: string }[] }>("s3", "ListObjectsV2", { Bucket });
  return Contents.map(({ Key }) => Key).sort();
}

/** A stack's state as it lies in its bucket; undefined where there is none. */
export async function storedState(aws: AwsClient, { bucket, key }: S3Settings): Promise<StateFile | undefined> {
  try {
    const { Body } = await aws.call<{ Body: string }>("s3", "GetObject", { Bucket: bucket, Key: key });
    return JSON.parse(Body) as StateFile;
  } catch (error) {
    if (error instanceof AwsError && error.code === "NoSuchKey") return undefined;
    throw error;
  }
}
