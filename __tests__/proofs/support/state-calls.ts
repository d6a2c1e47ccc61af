import type { Call } from "./simulator";
import { encryptedBy, inBucket, on, type State } from "./states";

/** What a role is to a state. */
export type Relation = "own plan" | "own apply" | "own review" | "reader" | "stranger";

const both: readonly Relation[] = ["own plan", "own apply"];
const all: readonly Relation[] = [...both, "own review"];

/** What Terraform and `platform history` do with states, and who may; nobody else does. */
export const uses: readonly (readonly [call: (state: State) => Call, allowed: readonly Relation[]])[] = [
  [(state) => on.list(state), all],
  [(state) => on.get(state), [...all, "reader"]],
  [(state) => on.put(state), ["own apply"]],
  [(state) => on.get(state, state.lock), both],
  [(state) => on.put(state, state.lock), both],
  [(state) => on.object(state, "s3:DeleteObject", state.lock), both],
  [(state) => on.list(state, `${state.record.split("/").slice(1, -1).join("/")}/`), all],
  [(state) => on.get(state, state.record), both],
  [(state) => on.add(state, state.record), ["own apply"]],
  [(state) => on.key(state, "kms:Decrypt"), [...all, "reader"]],
  [(state) => on.key(state, "kms:GenerateDataKey"), both],
];

const ofObjects = [
  "AbortMultipartUpload",
  "BypassGovernanceRetention",
  "DeleteObjectTagging",
  "DeleteObjectVersion",
  "GetObjectVersion",
  "PutObjectAcl",
  "PutObjectLegalHold",
  "PutObjectRetention",
  "PutObjectTagging",
  "PutObjectVersionAcl",
  "ReplicateDelete",
  "ReplicateObject",
  "RestoreObject",
].map((action) => `s3:${action}`);

const ofBuckets = [
  "DeleteBucket",
  "DeleteBucketPolicy",
  "ListBucketVersions",
  "PutBucketAcl",
  "PutBucketLogging",
  "PutBucketNotification",
  "PutBucketObjectLockConfiguration",
  "PutBucketOwnershipControls",
  "PutBucketPolicy",
  "PutBucketPublicAccessBlock",
  "PutBucketVersioning",
  "PutEncryptionConfiguration",
  "PutLifecycleConfiguration",
  "PutReplicationConfiguration",
].map((action) => `s3:${action}`);

const ofKeys = [
  "CreateAlias",
  "CreateGrant",
  "Decrypt",
  "DeleteAlias",
  "DisableKey",
  "DisableKeyRotation",
  "EnableKey",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "PutKeyPolicy",
  "ReEncryptFrom",
  "ReEncryptTo",
  "ReplicateKey",
  "RevokeGrant",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
].map((action) => `kms:${action}`);

/** What nobody but a root administrator does. */
export function forNobody(state: State, tags: Readonly<Record<string, string>>): readonly Call[] {
  const other = `${state.bucket}/other.tfstate`;
  const aliases = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"];
  return [
    on.list(state, ""),
    on.get(state, other),
    on.put(state, other),
    ...byPolicies(state, tags),
    ...aliases.map((action) => on.alias(state, action)),
  ];
}

/**
 * The part of it that the policies of bucket and key keep from everybody. An alias has no policy, and what else lies in
 * a bucket is no state.
 */
export function byPolicies(state: State, tags: Readonly<Record<string, string>> = {}): readonly Call[] {
  return [
    on.object(state, "s3:DeleteObject"),
    on.object(state, "s3:DeleteObjectVersion", state.lock),
    ...changesOfRecord(state),
    ...ofObjects.map((action) => on.object(state, action)),
    ...ofBuckets.map((action) => on.bucket(state, action)),
    ...ofKeys.map((action) => on.keyItself(state, action, tags)),
  ];
}

/** What would change the record of an apply, or take it away. */
function changesOfRecord(state: State): readonly Call[] {
  const actions = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectTagging"];
  return [on.put(state, state.record), ...actions.map((action) => on.object(state, action, state.record))];
}

/** What everyone may read of a bucket whose policies let him. */
export const settings = ["s3:GetBucketPolicy", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration"];

export function plainHttp(state: State): readonly Call[] {
  const unlocking = on.object(state, "s3:DeleteObject", state.lock);
  const calls = [on.get(state), on.put(state), on.put(state, state.lock), unlocking];
  return calls.map((call) => ({ ...call, context: { ...call.context, "aws:SecureTransport": "false" } }));
}

export function encryptedOtherwise(state: State, other: string): readonly Call[] {
  const headers = [
    {},
    { "s3:x-amz-server-side-encryption": "AES256" },
    { ...encryptedBy(state.aliasArn), "s3:x-amz-server-side-encryption": "aws:kms:dsse" },
    encryptedBy(other),
    encryptedBy("arn:aws:kms:eu-central-1:999999999999:key/00000000-1111-2222-3333-444444444444"),
  ];
  const objects = [state.object, state.lock, state.record];
  const once = { "s3:if-none-match": "*" };
  return headers.flatMap((header) =>
    objects.map((object) => inBucket(state, "s3:PutObject", object, { ...header, ...once })),
  );
}

/** What it takes to look after a state, and to put it right when it is lost. */
export function forAdministrators(state: State): readonly Call[] {
  return [
    on.list(state),
    on.get(state),
    on.put(state),
    on.get(state, state.record),
    on.add(state, state.record),
    ...["kms:Decrypt", "kms:GenerateDataKey"].map((action) => on.key(state, action)),
    ...["DescribeKey", "PutKeyPolicy", "ScheduleKeyDeletion", "UpdateAlias"].map((one) =>
      on.keyItself(state, `kms:${one}`, {}),
    ),
    ...ofBuckets.map((action) => on.bucket(state, action)),
    ...["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectVersion"].map((one) => on.object(state, one)),
  ];
}
