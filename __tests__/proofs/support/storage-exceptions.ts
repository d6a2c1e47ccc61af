type Reasons = Readonly<Record<string, readonly string[]>>;

const each = (type: string, service: string, ...actions: readonly string[]) =>
  actions.map((action) => `${type} ${service}:${action}`);

/** Calls of CloudFormation's handlers that Terraform does not make for buckets, file systems, image caches and detectors. */
export const leftToCloudFormationByStorage: Reasons = {
  "buckets have no website, no acceleration, no inventory and the like, and no roles": [
    ...each("aws_s3_bucket", "s3", "DeleteBucketAnalyticsConfiguration", "DeleteBucketCors", "DeleteBucketEncryption"),
    ...each("aws_s3_bucket", "s3", "DeleteBucketLifecycle", "DeleteBucketMetricsConfiguration"),
    ...each("aws_s3_bucket", "s3", "DeleteBucketReplication", "DeleteBucketWebsite", "GetAnalyticsConfiguration"),
    ...each("aws_s3_bucket", "s3", "GetBucketNotification", "GetIntelligentTieringConfiguration"),
    ...each(
      "aws_s3_bucket",
      "s3",
      "GetInventoryConfiguration",
      "GetMetricsConfiguration",
      "PutAccelerateConfiguration",
    ),
    ...each("aws_s3_bucket", "s3", "PutAnalyticsConfiguration", "PutBucketAcl", "PutBucketCORS"),
    ...each("aws_s3_bucket", "s3", "PutBucketNotification", "PutBucketObjectLockConfiguration", "PutBucketReplication"),
    ...each("aws_s3_bucket", "s3", "PutBucketWebsite", "PutIntelligentTieringConfiguration"),
    ...each(
      "aws_s3_bucket",
      "s3",
      "PutInventoryConfiguration",
      "PutMetricsConfiguration",
      "PutObjectLockConfiguration",
    ),
    ...each("aws_s3_bucket", "s3", "PutReplicationConfiguration"),
    "aws_s3_bucket S3:GetBucketWebsite",
    "aws_s3_bucket iam:PassRole",
  ],
  "buckets have no table of their objects": [
    ...each("aws_s3_bucket", "s3", "CreateBucketMetadataTableConfiguration", "DeleteBucketMetadataTableConfiguration"),
    ...each("aws_s3_bucket", "s3", "GetBucketMetadataTableConfiguration"),
    ...each("aws_s3_bucket", "s3tables", "CreateNamespace", "CreateTable", "GetTable", "GetTableMetadataLocation"),
    ...each("aws_s3_bucket", "s3tables", "PutTablePolicy", "UpdateTableMetadataLocation"),
  ],
  "to Terraform the log of a bucket is a resource of its own": each("aws_s3_bucket", "s3", "PutBucketLogging"),
  "Terraform does nothing to what is in a bucket": each("aws_s3_bucket", "s3", "DeleteObject", "PutObjectAcl"),
  "file systems are in one region": [
    ...each("aws_efs_file_system", "elasticfilesystem", "CreateReplicationConfiguration"),
    ...each("aws_efs_file_system", "elasticfilesystem", "DeleteReplicationConfiguration"),
    ...each("aws_efs_file_system", "elasticfilesystem", "DescribeReplicationConfigurations"),
    "aws_efs_file_system iam:PassRole",
  ],
  "the provider takes tags away by UntagResource, which came after it": [
    "aws_efs_file_system elasticfilesystem:DeleteTags",
  ],
  "the provider asks for the detector by its id, and not for GuardDuty's role": [
    "aws_guardduty_detector guardduty:ListDetectors",
    "aws_guardduty_detector iam:GetRole",
  ],
  "ECR reads the secret of a registry by its own role, and reaches public ones without any": [
    "aws_ecr_pull_through_cache_rule iam:PassRole",
    "aws_ecr_pull_through_cache_rule secretsmanager:GetSecretValue",
  ],
  "the template has no policy, and a role in the place of ECR's own": [
    "aws_ecr_repository_creation_template ecr:SetRepositoryPolicy",
    "aws_ecr_repository_creation_template iam:CreateServiceLinkedRole",
  ],
  "a template is about repositories that are not there yet: what it needs of them is tried by its own suite": [
    "aws_ecr_repository_creation_template ecr:CreateRepository",
    "aws_ecr_repository_creation_template ecr:PutLifecyclePolicy",
  ],
};
