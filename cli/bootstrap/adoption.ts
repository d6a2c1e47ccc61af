import type { ResourceToImport } from "@aws-sdk/client-cloudformation";
import { accessLogBucket, accessLogPolicy } from "../../constructs/bootstrap/access-log";
import { type Resource, ref, type Template } from "../../constructs/bootstrap/cloudformation";
import { stateLogicalId } from "../../constructs/bootstrap/state-store";
import { ifThere, isAwsError, refusals } from "../aws/errors";
import { CommandError } from "../command";
import type { BootstrapContext } from "./context";
import { type StateStore, templateIn } from "./wanted";

/** A thing that is there without a stack, as a stack takes it in. */
interface Found {
  readonly id: string;
  readonly identifier: Readonly<Record<string, string>>;
  /** The least that its type asks for, as it is now: what else is wanted comes with the next update, which sees it. */
  readonly properties: Resource["Properties"];
  /** In words. */
  readonly what: string;
}

/** What a stack takes in, and the template to do so. */
export interface Adoption {
  readonly template: Template;
  readonly resources: readonly ResourceToImport[];
}

/** What is there of all that bootstrap makes, in words. */
export async function strangers(context: BootstrapContext): Promise<readonly string[]> {
  return (await found(context)).map(({ what }) => what);
}

/** Fails where a bucket is there without its key, or the other way around: nobody knows what belongs to it. */
export async function adoption(context: BootstrapContext): Promise<Adoption> {
  const all = await found(context);
  const ids = new Set(all.map(({ id }) => id));
  for (const { stack, bucket, keyAlias } of context.wanted.stores) {
    if (ids.has(stateLogicalId(stack, "Bucket")) === ids.has(stateLogicalId(stack, "Key"))) continue;
    throw refused(`of the state of ${stack} there is only one of bucket ${bucket} and KMS alias ${keyAlias}`);
  }
  const wanted = templateIn(context.wanted);
  const typeOf = (id: string) => wanted.Resources[id]?.Type ?? "";
  const resources = all.map(({ id, identifier }) => ({
    LogicalResourceId: id,
    ResourceType: typeOf(id),
    ResourceIdentifier: { ...identifier },
  }));
  const { AWSTemplateFormatVersion, Description } = wanted;
  const Resources = Object.fromEntries(
    all.map(({ id, properties }): [string, Resource] => [
      id,
      { Type: typeOf(id), DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain", Properties: properties },
    ]),
  );
  return { template: { AWSTemplateFormatVersion, Description, Resources }, resources };
}

async function found(context: BootstrapContext): Promise<readonly Found[]> {
  const { stores, logBucket } = context.wanted;
  const ofStates = stores.map(async (store) => {
    const id = (part: Parameters<typeof stateLogicalId>[1]) => stateLogicalId(store.stack, part);
    const key = await foundKey(context, store, id("Key"), id("KeyAlias"));
    return [...(await foundBucket(context, store.bucket, id("Bucket"), id("BucketPolicy"))), ...key];
  });
  const logs = logBucket === undefined ? [] : await foundBucket(context, logBucket, accessLogBucket, accessLogPolicy);
  return [...(await Promise.all(ofStates)).flat(), ...logs];
}

async function foundBucket({ aws }: BootstrapContext, Bucket: string, id: string, policyId: string): Promise<Found[]> {
  if (!(await isTaken(aws.s3.headBucket({ Bucket })))) return [];
  const bucket = {
    id,
    identifier: { BucketName: Bucket },
    properties: { BucketName: Bucket },
    what: `bucket ${Bucket}`,
  };
  const { Policy } = (await ifThere(aws.s3.getBucketPolicy({ Bucket }), "NoSuchBucketPolicy", ...refusals)) ?? {};
  if (Policy === undefined) return [bucket];
  const properties = { Bucket: ref(id), PolicyDocument: JSON.parse(Policy) };
  return [bucket, { id: policyId, identifier: { Bucket }, properties, what: `policy of bucket ${Bucket}` }];
}

async function foundKey(
  { aws }: BootstrapContext,
  { keyAlias }: StateStore,
  id: string,
  aliasId: string,
): Promise<Found[]> {
  const key = await ifThere(aws.kms.describeKey({ KeyId: keyAlias }), "NotFoundException");
  const { KeyId } = key?.KeyMetadata ?? {};
  if (KeyId === undefined) return [];
  const { Policy = "{}" } = await aws.kms.getKeyPolicy({ KeyId, PolicyName: "default" });
  const alias = { AliasName: keyAlias };
  return [
    { id, identifier: { KeyId }, properties: { KeyPolicy: JSON.parse(Policy) }, what: `key of KMS alias ${keyAlias}` },
    { id: aliasId, identifier: alias, properties: { ...alias, TargetKeyId: ref(id) }, what: `KMS alias ${keyAlias}` },
  ];
}

/** A bucket of somebody else's answers that it may not be looked at. */
async function isTaken(head: Promise<unknown>): Promise<boolean> {
  try {
    await head;
    return true;
  } catch (error) {
    if (isAwsError(error, "NotFound", "NoSuchBucket", "404")) return false;
    if (isAwsError(error, ...refusals)) return true;
    throw error;
  }
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap --adopt: ${problem}`);
}
