import { allow, type PolicyDocument, policyDocument } from "../../../constructs/identity/policy-document";
import { recordsBeside } from "../../../constructs/state/apply-records";
import { type AwsClient, AwsError, type CallOptions } from "./awsClient";
import { leftToTheAccount, rootOf } from "./emulatedStates";
import type { S3Settings } from "./stackFolders";
import { lockKey } from "./stateLock";

/** What a role is to a state. */
export type Relation = "own plan" | "own apply" | "reader" | "stranger";

/** A state that is there. */
export interface StoredState extends S3Settings {
  /** ARN of its key. */
  readonly keyArn: string;
  /** Id of a version of it. */
  readonly version: string;
}

/** One call of AWS that has to do with a state, and whose business it is; nobody else is answered. */
export interface StateUse {
  /** Such as `PutObject on the lock`. */
  readonly name: string;
  readonly by: readonly Relation[];
  readonly call: (state: StoredState) => readonly [service: "s3" | "kms", operation: string, params: object];
}

type Params = (state: StoredState) => object;

const inBucket: Params = ({ bucket }) => ({ Bucket: bucket });
const object: Params = (state) => ({ ...inBucket(state), Key: state.key });
const lock: Params = (state) => ({ ...inBucket(state), Key: lockKey(state) });
/** The record of an apply, one that is there. */
const record: Params = (state) => ({ ...inBucket(state), Key: `${recordsBeside(state.key)}1.json` });
const version: Params = (state) => ({ ...object(state), VersionId: state.version });
/** As Terraform writes: with the state's own key, by its alias. */
const content: Params = (state) => {
  return { Body: "{}", ServerSideEncryption: "aws:kms", SSEKMSKeyId: state.kms_key_id };
};

const s3 = (what: string, operation: string, by: readonly Relation[], ...params: readonly Params[]): StateUse => ({
  name: `${operation} on ${what}`,
  by,
  call: (state) => ["s3", operation, Object.assign({}, ...params.map((one) => one(state)))],
});
const kms = (operation: string, params: Params): StateUse => ({
  name: `${operation} on the key`,
  by: [],
  call: (state) => ["kms", operation, { KeyId: state.keyArn, ...params(state) }],
});

const both: readonly Relation[] = ["own plan", "own apply"];

/** What Terraform and `platform history` do with states. */
export const terraformUses: readonly StateUse[] = [
  s3("the state", "ListObjectsV2", both, inBucket, ({ key }) => ({ Prefix: key })),
  s3("the state", "GetObject", [...both, "reader"], object),
  s3("the state", "PutObject", ["own apply"], object, content),
  s3("the lock", "PutObject", both, lock, content),
  s3("the lock", "GetObject", both, lock),
  s3("the lock", "DeleteObject", both, lock),
  s3("the records", "ListObjectsV2", both, inBucket, ({ key }) => ({ Prefix: recordsBeside(key) })),
  s3("a record", "GetObject", both, record),
  s3("a record that is not there", "PutObject", ["own apply"], record, content, () => ({ IfNoneMatch: "*" })),
];

/** What is a root administrator's business. None of it does harm where it is allowed. */
export const administratorUses: readonly StateUse[] = [
  s3("the state", "DeleteObject", [], object),
  s3("a record", "DeleteObject", [], record),
  s3("a version of the state", "GetObject", [], version),
  s3("a version of the state", "DeleteObject", [], version),
  s3("the bucket", "ListObjectVersions", [], inBucket),
  s3("the bucket", "PutBucketVersioning", [], inBucket, () => ({ VersioningConfiguration: { Status: "Enabled" } })),
  s3("the bucket", "PutBucketPolicy", [], inBucket, (state) => ({ Policy: JSON.stringify(harmless(state)) })),
  s3("the bucket", "DeleteBucketPolicy", [], inBucket),
  kms("PutKeyPolicy", ({ keyArn }) => ({ PolicyName: "default", Policy: JSON.stringify(leftToTheAccount(keyArn)) })),
  kms("DisableKeyRotation", () => ({})),
];

/** Writing over the record of an apply, which is refused to root administrators too. */
export const rewriting: StateUse = s3("a record", "PutObject", [], record, content);

/** A state's key serves that state alone, whoever asks. */
export const outsideS3: StateUse = kms("GenerateDataKey", () => ({ KeySpec: "AES_256" }));

/** Writing what the state's own key does not encrypt. */
export const otherwiseEncrypted: readonly StateUse[] = [object, lock].flatMap((what) => [
  s3("S3's own key", "PutObject", [], what, () => ({ Body: "{}", ServerSideEncryption: "AES256" })),
  s3("the bucket's default", "PutObject", [], what, () => ({ Body: "{}" })),
  s3("another alias", "PutObject", [], what, content, ({ kms_key_id }) => ({ SSEKMSKeyId: `${kms_key_id}-2` })),
]);

/** A bucket policy that changes nothing. */
function harmless({ bucket, keyArn }: StoredState): PolicyDocument {
  const Principal = { AWS: [rootOf(keyArn)] };
  return policyDocument({ ...allow("Nothing", "s3:GetBucketLocation", `arn:aws:s3:::${bucket}`), Principal });
}

/** Whether AWS refuses the call. What is not there, or is there, is no refusal; any other failure is thrown. */
export async function refuses(
  aws: AwsClient,
  use: StateUse,
  state: StoredState,
  options: CallOptions,
): Promise<boolean> {
  try {
    await aws.call(...use.call(state), options);
    return false;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (["AccessDenied", "AccessDeniedException"].includes(error.code)) return true;
    if (["NoSuchKey", "NoSuchVersion", "PreconditionFailed"].includes(error.code)) return false;
    throw error;
  }
}

/** Puts an object where a stack's state belongs, and its lock and a record of an apply beside it. */
export async function storeState(aws: AwsClient, backend: S3Settings, keyArn: string): Promise<StoredState> {
  const state = { ...backend, keyArn, version: "" };
  for (const beside of [lock, record]) await aws.call("s3", "PutObject", { ...beside(state), ...content(state) });
  const { VersionId } = await aws.call<{ VersionId: string }>("s3", "PutObject", {
    ...object(state),
    ...content(state),
  });
  return { ...state, version: VersionId };
}
