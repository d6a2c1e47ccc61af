import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";

/** How long a bucket keeps what nobody reads any more. */
export interface BucketLifecycle {
  /** Days after which objects are deleted, into a version that is not current. @default - they stay */
  readonly expireDays?: number;
  /** Days that a version is kept after it was deleted or written over. @default 30 */
  readonly noncurrentDays?: number;
  /** Days after which an upload that was not finished is given up: its parts cost, and no list shows them. @default 7 */
  readonly abandonedUploadDays?: number;
}

/**
 * The rules of a versioned bucket. A deletion leaves a marker; the marker that stands alone once its versions are gone
 * is deleted as well, or listings get slower with every object that ever was.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function bucketLifecycle({
  expireDays,
  noncurrentDays = 30,
  abandonedUploadDays = 7,
}: BucketLifecycle = {}): S3BucketLifecycleConfigurationRule[] {
  return [
    rule("abandoned-uploads", { abortIncompleteMultipartUpload: [{ daysAfterInitiation: abandonedUploadDays }] }),
    rule("noncurrent-versions", {
      noncurrentVersionExpiration: [{ noncurrentDays }],
      // S3 takes this in no rule that counts days.
      expiration: [{ expiredObjectDeleteMarker: true }],
    }),
    ...(expireDays === undefined ? [] : [rule("expiry", { expiration: [{ days: expireDays }] })]),
  ];
}

type Consequence = Omit<S3BucketLifecycleConfigurationRule, "id" | "status" | "filter">;

/** For all objects: an empty filter says so, none at all is an older form that S3 turns into another. */
function rule(id: string, consequence: Consequence): S3BucketLifecycleConfigurationRule {
  return { id, status: "Enabled", filter: [{}], ...consequence };
}
