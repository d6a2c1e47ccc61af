/**
 * Of an environment: the permissions boundaries repeat it, each of which is one policy of 6,144 characters. Up to here they
 * fit, whatever the environment turns on (`constructs/identity/boundaries`). It is also what leaves room for the rest of
 * the names of states' buckets.
 */
export const longestName = 20;

/** Characters that a name may have, each with the document that says so. */
export const nameLimits = {
  "environment name": longestName,
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  "IAM role name": 64,
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (Path) */
  "IAM path": 512,
  /** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
  "EKS cluster name": 100,
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  "S3 bucket name": 63,
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
  "KMS alias": 256,
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
  "log group name": 512,
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
  "ECR repository name": 256,
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html */
  "ECR pull through cache prefix": 30,
  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
  "RDS cluster identifier": 63,
  /** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
  "RDS instance identifier": 63,
  /** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
  "ElastiCache replication group id": 40,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
  "SQS queue name": 80,
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
  "DynamoDB table name": 255,
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
  "EventBridge rule name": 64,
  /** https://developer.hashicorp.com/terraform/cloud-docs/workspaces/create */
  "HCP Terraform workspace name": 90,
  /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (RFC 1123 label) */
  "Kubernetes namespace": 63,
  /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (RFC 1035 label) */
  "Kubernetes service name": 63,
  /** https://github.com/kubernetes/kubernetes/issues/64023: the label of a revision is the name with eleven characters more. */
  "Kubernetes stateful set name": 52,
  /** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#cron-job-limitations */
  "Kubernetes cron job name": 52,
  /** https://kubernetes.io/docs/concepts/workloads/controllers/job/: a label of its pods. */
  "Kubernetes job name": 63,
  /** https://github.com/helm/helm/blob/v3.19.0/pkg/chartutil/validate_name.go */
  "Helm release name": 53,
} as const;

export type NameKind = keyof typeof nameLimits;
