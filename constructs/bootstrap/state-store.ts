import type { StatePolicies } from "../permissions/state-policies";
import type { StackId } from "../stack/stack-id";
import { attribute, logicalId, type Resource, ref, retained } from "./cloudformation";
import { privateBucket } from "./private-bucket";

/** Names of one stack's state and what it takes to guard it. */
export interface StateStoreProps {
  readonly bucket: string;
  /** Key of the object that holds the state. */
  readonly object: string;
  /** `alias/…` included. */
  readonly keyAlias: string;
  readonly policies: StatePolicies;
  /** Name of the bucket that gets the access logs. */
  readonly logBucket: string;
  /** Logical id of what lets the logs in. @default - it stands in another template, which is deployed first */
  readonly logAccess?: string;
}

/** Logical ids are frozen: another one would be another bucket. */
export const stateResources = ["Bucket", "BucketPolicy", "Key", "KeyAlias"] as const;

export function stateLogicalId(stack: StackId, part: (typeof stateResources)[number]): string {
  return logicalId(stack, "State", part);
}

/** A stack's state bucket and the one key that it is encrypted with, each under the policy that synth writes for it. */
export function stateStore(stack: StackId, props: StateStoreProps): Readonly<Record<string, Resource>> {
  const { policies } = props;
  const [bucket, key] = [stateLogicalId(stack, "Bucket"), stateLogicalId(stack, "Key")];
  return {
    [key]: retained("AWS::KMS::Key", {
      Description: `Terraform state of ${stack}`,
      EnableKeyRotation: true,
      PendingWindowInDays: 30,
      KeyPolicy: policies.keyPolicy,
    }),
    [stateLogicalId(stack, "KeyAlias")]: retained("AWS::KMS::Alias", {
      AliasName: props.keyAlias,
      TargetKeyId: ref(key),
    }),
    [bucket]: stateBucket(key, props),
    [stateLogicalId(stack, "BucketPolicy")]: retained("AWS::S3::BucketPolicy", {
      Bucket: ref(bucket),
      PolicyDocument: policies.bucketPolicy,
    }),
  };
}

function stateBucket(key: string, { bucket, object, logBucket, logAccess }: StateStoreProps): Resource {
  const encryption = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: attribute(key, "Arn") };
  return retained(
    "AWS::S3::Bucket",
    {
      ...privateBucket(bucket),
      BucketEncryption: {
        // With a bucket key KMS is asked for the bucket, not for each object.
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: encryption, BucketKeyEnabled: true }],
      },
      LifecycleConfiguration: { Rules: [oldStates(object), oldLocks(object)] },
      LoggingConfiguration: { DestinationBucketName: logBucket, LogFilePrefix: `buckets/${bucket}/` },
    },
    // S3 tries the destination out.
    logAccess === undefined ? {} : { DependsOn: logAccess },
  );
}

/** Each apply leaves a version behind. The last hundred stay for good, whatever their age: S3 counts no further. */
function oldStates(Prefix: string) {
  return {
    Id: "old-states",
    Status: "Enabled",
    Prefix,
    NoncurrentVersionExpiration: { NoncurrentDays: 365, NewerNoncurrentVersions: 100 },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
}

/** Each run leaves a lock and its deletion behind, which say who ran when; the access logs say it for longer. */
function oldLocks(object: string) {
  return {
    Id: "old-locks",
    Status: "Enabled",
    Prefix: `${object}.tflock`,
    NoncurrentVersionExpiration: { NoncurrentDays: 90 },
    ExpiredObjectDeleteMarker: true,
  };
}
