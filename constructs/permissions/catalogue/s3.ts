import type { Catalogue, Entry, ResourceView } from "../entry";
import { on } from "../ownership";

/**
 * Amazon S3. It looks at a bucket's tags only where that is turned on for the bucket, so that rights rest on names; they hold
 * environment and account. Those of teams are hundreds, and one pattern takes in all of them and no other bucket. Nothing
 * here reads, writes or deletes an object, which the pattern takes in as well.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging.html
 */
const bucketArn = (r: ResourceView) => `arn:${r.partition}:s3:::${r.text("bucket")}`;
const bucket = (r: ResourceView) =>
  r.text("bucket").startsWith(r.names.teamBucket("")) ? [r.names.bucketArn("team-*")] : [bucketArn(r)];

/** A setting of a bucket, which one action reads and one writes, also to take it away. */
function setting(read: string, write: string, remove = write): Entry {
  return {
    arn: bucketArn,
    create: (r) => [on(bucket(r), `s3:${write}`)],
    read: (r) => [on(bucket(r), `s3:${read}`)],
    update: (r) => [on(bucket(r), `s3:${write}`)],
    delete: (r) => [on(bucket(r), `s3:${remove}`)],
  };
}

/** Releases of the provider differ in how they tag a bucket: with its creation, or by one of two calls. */
const tagging = ["s3:PutBucketTagging", "s3:TagResource"];

export const s3: Catalogue = {
  aws_s3_bucket: {
    arn: bucketArn,
    create: (r) => [on(bucket(r), "s3:CreateBucket", ...tagging)],
    read: (r) => [
      // The provider looks at all settings of a bucket, whichever resource has them. ListBucket is the right to ask
      // whether there is a bucket at all; AWS knows none for that alone.
      on(
        bucket(r),
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLocation",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:ListTagsForResource",
      ),
    ],
    update: (r) => [on(bucket(r), ...tagging, "s3:UntagResource")],
    delete: (r) => [on(bucket(r), "s3:DeleteBucket")],
  },
  aws_s3_bucket_lifecycle_configuration: setting("GetLifecycleConfiguration", "PutLifecycleConfiguration"),
  aws_s3_bucket_logging: setting("GetBucketLogging", "PutBucketLogging"),
  aws_s3_bucket_ownership_controls: setting("GetBucketOwnershipControls", "PutBucketOwnershipControls"),
  aws_s3_bucket_policy: setting("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"),
  aws_s3_bucket_public_access_block: setting("GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
  aws_s3_bucket_server_side_encryption_configuration: setting(
    "GetEncryptionConfiguration",
    "PutEncryptionConfiguration",
  ),
  aws_s3_bucket_versioning: setting("GetBucketVersioning", "PutBucketVersioning"),
};
