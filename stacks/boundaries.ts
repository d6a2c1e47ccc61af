import { type PlatformStackId, type StackId, wholeOf } from "../constructs/stack/stack-id";

/** What a stack may hold, and what it may reach beyond itself. */
export interface Boundary {
  /** Types of resources, and of data sources, by name or by its beginning and `*`. Contracts are read besides. */
  readonly manages: readonly string[];
  /** Earlier stacks whose contract, and with it whose whole state, this stack reads. */
  readonly reads: readonly StackId[];
}

/** Kubernetes objects by which the cluster's own rights and limits are set: those of the stack that makes the cluster. */
const clusterObjects = [
  "cluster_role*",
  "default_service_account*",
  "limit_range*",
  "namespace*",
  "network_policy*",
  "priority_class*",
  "resource_quota*",
  "role*",
  "storage_class*",
].map((kind) => `kubernetes_${kind}`);

/** What stands in a namespace and runs there, or serves what does. */
const namespacedObjects = [
  "config_map*",
  "cron_job*",
  "daemon*",
  "deployment*",
  "horizontal_pod_autoscaler*",
  "ingress*",
  "job*",
  "network_policy*",
  "persistent_volume_claim*",
  "pod_disruption_budget*",
  "service*",
  "stateful_set*",
].map((kind) => `kubernetes_${kind}`);

export const boundaries = {
  identity: { manages: ["aws_iam_*"], reads: [] },
  "managed-infrastructure": {
    manages: [
      ...[
        "aws_availability_zone*",
        "aws_cloudwatch_log_group",
        "aws_ecr_*",
        "aws_efs_*",
        "aws_guardduty_*",
        "aws_kms_*",
      ],
      ...["aws_default_*", "aws_eip*", "aws_flow_log", "aws_internet_gateway", "aws_nat_gateway", "aws_network_acl*"],
      ...["aws_route", "aws_route_table*", "aws_s3_bucket*", "aws_security_group*", "aws_subnet*", "aws_vpc*"],
    ],
    reads: ["identity"],
  },
  "kubernetes-cluster": {
    manages: [
      ...["aws_cloudwatch_log_group", "aws_eks_*", "aws_launch_template", "aws_security_group*"],
      ...["aws_vpc_security_group_*", ...clusterObjects],
    ],
    reads: ["identity", "managed-infrastructure"],
  },
  "cluster-services": {
    manages: [
      ...["aws_cloudwatch_*", "aws_eks_pod_identity_association", "aws_prometheus_*", "aws_sqs_queue*"],
      ...["helm_release", ...namespacedObjects],
    ],
    reads: ["managed-infrastructure", "kubernetes-cluster"],
  },
  "app-services": {
    manages: [
      ...["aws_acm_*", "aws_cloudwatch_log_group", "aws_db_*", "aws_dynamodb_*", "aws_eks_pod_identity_association"],
      ...["aws_elasticache_*", "aws_rds_*", "aws_route53_*", "aws_s3_bucket*", "aws_security_group*", "aws_sqs_queue*"],
      ...["aws_vpc_security_group_*", "aws_wafv2_*", "helm_release", ...namespacedObjects],
    ],
    reads: ["managed-infrastructure", "kubernetes-cluster"],
  },
  apps: {
    manages: ["aws_eks_pod_identity_association", "helm_release", ...namespacedObjects],
    reads: ["managed-infrastructure", "kubernetes-cluster", "app-services"],
  },
} as const satisfies Record<PlatformStackId, Boundary>;

/** The boundary of a stack; a shard has that of `apps`. */
export function boundaryOf(stack: StackId): Boundary {
  return boundaries[wholeOf(stack)];
}
