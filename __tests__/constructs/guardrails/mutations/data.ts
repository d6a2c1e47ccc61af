import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

const logs = "aws_cloudwatch_log_group.control-plane_logs";
const key = "aws_kms_key.keys_database_key";
const keys = "data.terraform_remote_state.managed-infrastructure.outputs.key_arns";

/** The demo with other arguments at the first resource whose address matches. */
const withArguments = (pattern: RegExp, changes: Readonly<Record<string, unknown>>) => (demo: BreakableTree) =>
  demo.changed(demo.address(pattern), (body) => {
    Object.assign(body, changes);
  });

export const data: Mutations = {
  "encryption-at-rest": {
    "a database in the clear": withArguments(/^aws_rds_cluster\./, { storage_encrypted: false }),
    "a log group under AWS's key": withArguments(/^aws_cloudwatch_log_group\./, { kms_key_id: undefined }),
    "a queue under AWS's key": withArguments(/^aws_sqs_queue\./, { kms_master_key_id: "alias/aws/sqs" }),
    "a cache in the clear": withArguments(/^aws_elasticache_replication_group\./, {
      at_rest_encryption_enabled: "false",
    }),
    "a table under AWS's key": withArguments(/^aws_dynamodb_table\./, { server_side_encryption: undefined }),
    "a bucket under S3's key": (demo) =>
      demo.changed(demo.address(/^aws_s3_bucket_server_side_encryption_configuration\.buckets_backups/), (body) => {
        body.rule[0].apply_server_side_encryption_by_default = { sse_algorithm: "AES256" };
      }),
    "a bucket that says nothing": (demo) =>
      demo.removed(demo.address(/^aws_s3_bucket_server_side_encryption_configuration\.bucket-product-images/)),
    "images under AWS's key": withArguments(/^aws_ecr_repository\./, { encryption_configuration: undefined }),
    "Secrets of Kubernetes under AWS's key": withArguments(/^aws_eks_cluster\./, { encryption_config: undefined }),
    "nodes with disks in the clear": (demo) =>
      demo.changed(demo.address(/^aws_launch_template\./), (body) => {
        body.block_device_mappings[0].ebs.encrypted = "false";
      }),
    "volumes of pods in the clear": (demo) =>
      demo.changed(demo.address(/^kubernetes_storage_class_v1\./), (body) => {
        body.parameters.encrypted = "false";
      }),
    "nodes of Karpenter with disks of its choice": (demo) =>
      demo.installing("cluster-services", "spare-nodes", [
        {
          apiVersion: "karpenter.k8s.aws/v1",
          kind: "EC2NodeClass",
          metadata: { name: "spare" },
          spec: { amiSelectorTerms: [{ alias: "bottlerocket@1.52.0" }] },
        },
      ]),
  },
  "key-purpose": {
    "logs under the key of databases": (demo) =>
      demo.changed(logs, (body) => {
        body.kms_key_id = `\${${keys}["database"]}`;
      }),
    "a team's bucket under the key of backups": (demo) =>
      demo.changed(
        demo.address(/^aws_s3_bucket_server_side_encryption_configuration\.bucket-product-images/),
        (body) => {
          body.rule[0].apply_server_side_encryption_by_default.kms_master_key_id = `\${${keys}["backups"]}`;
        },
      ),
    "a queue under a key by its alias": withArguments(/^aws_sqs_queue\./, {
      kms_master_key_id: "alias/strata/demo/logs",
    }),
    "a key of another account": withArguments(/^aws_sqs_queue\./, {
      kms_master_key_id: "arn:aws:kms:eu-central-1:999900001111:key/1b2c3d4e-0000-4000-8000-000000000000",
    }),
  },
  "key-rotation": {
    "a key that stays the same": (demo) =>
      demo.changed(key, (body) => {
        delete body.enable_key_rotation;
      }),
  },
  "key-deletion": {
    "a key that is gone in a week": (demo) =>
      demo.changed(key, (body) => {
        body.deletion_window_in_days = 7;
      }),
  },
  "deletion-protection": {
    "a database that anybody may delete": withArguments(/^aws_rds_cluster\./, { deletion_protection: false }),
    "a cluster that says nothing of it": withArguments(/^aws_eks_cluster\./, { deletion_protection: undefined }),
    "a table that anybody may delete": withArguments(/^aws_dynamodb_table\./, { deletion_protection_enabled: "false" }),
    "a bucket that Terraform empties": withArguments(/^aws_s3_bucket\.buckets_backups/, { force_destroy: true }),
    "a repository that Terraform empties": withArguments(/^aws_ecr_repository\./, { force_delete: true }),
    "a zone that Terraform empties": withArguments(/^aws_route53_zone\./, { force_destroy: true }),
  },
  "final-snapshot": {
    "a database that leaves none": withArguments(/^aws_rds_cluster\./, { skip_final_snapshot: true }),
    "a snapshot without a name": withArguments(/^aws_rds_cluster\./, { final_snapshot_identifier: undefined }),
    "a cache that leaves none": withArguments(/^aws_elasticache_replication_group\./, {
      final_snapshot_identifier: undefined,
    }),
  },
  "backup-retention": {
    "a database's backups of a day": withArguments(/^aws_rds_cluster\./, { backup_retention_period: 1 }),
    "backups that go with their database": withArguments(/^aws_rds_cluster\./, { delete_automated_backups: true }),
    "a cache without snapshots": withArguments(/^aws_elasticache_replication_group\./, { snapshot_retention_limit: 0 }),
    "a table without recovery": withArguments(/^aws_dynamodb_table\./, { point_in_time_recovery: { enabled: false } }),
    "a table with a day of it": withArguments(/^aws_dynamodb_table\./, {
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 1 },
    }),
    "a bucket without versions": (demo) => demo.removed(demo.address(/^aws_s3_bucket_versioning\.buckets_backups/)),
    "a bucket that stopped keeping versions": withArguments(/^aws_s3_bucket_versioning\.bucket-product-images/, {
      versioning_configuration: { status: "Suspended" },
    }),
    "versions of a day": (demo) =>
      demo.changed(demo.address(/^aws_s3_bucket_lifecycle_configuration\.buckets_backups/), (body) => {
        body.rule[1].noncurrent_version_expiration = { noncurrent_days: 1 };
      }),
    "backups of the cluster that are gone in a day": (demo) =>
      demo.changed(demo.address(/^helm_release\.velero_release/), (body) => {
        body.values = [body.values].flat().map((text: string) => text.replace(/"ttl": "\d+h/g, '"ttl": "24h'));
      }),
  },
  "single-zone": {
    "a database with one instance": (demo) => demo.removed("aws_rds_cluster_instance.database-orders_instance_1"),
    "a database in one zone": withArguments(/^aws_rds_cluster_instance\.database-orders_instance_1/, {
      availability_zone: "eu-central-1a",
    }),
    "a cache without failover": withArguments(/^aws_elasticache_replication_group\./, {
      automatic_failover_enabled: false,
    }),
    "a cache in one zone": withArguments(/^aws_elasticache_replication_group\./, { multi_az_enabled: undefined }),
    "a cache without replicas": withArguments(/^aws_elasticache_replication_group\./, { num_cache_clusters: 1 }),
    "a stateful service with one pod": (demo) =>
      demo.changed(demo.address(/^kubernetes_stateful_set_v1\./), (body) => {
        body.spec.replicas = "1";
      }),
  },
  "log-retention": {
    "logs for ever": (demo) =>
      demo.changed(logs, (body) => {
        delete body.retention_in_days;
      }),
    "logs for ever, in a number": withArguments(/^aws_cloudwatch_log_group\.web-acl/, { retention_in_days: 0 }),
  },
  "undeclared-log-group": {
    "a group that EKS makes": (demo) => demo.removed(logs),
    "a group that RDS makes": withArguments(/^aws_rds_cluster\./, {
      enabled_cloudwatch_logs_exports: ["postgresql", "iam-db-auth-error", "instance"],
    }),
    "groups that Fluent Bit makes": (demo) =>
      demo.changed(demo.address(/^helm_release\..*fluent-bit/), (body) => {
        body.values = [body.values]
          .flat()
          .map((text: string) => text.replace("auto_create_group false", "auto_create_group true"));
      }),
  },
  "control-plane-logs": {
    "no audit log": withArguments(/^aws_eks_cluster\./, {
      enabled_cluster_log_types: ["api", "authenticator", "controllerManager", "scheduler"],
    }),
    "no log at all": withArguments(/^aws_eks_cluster\./, { enabled_cluster_log_types: undefined }),
  },
  "ignored-setting": {
    "all that somebody changes": withArguments(/^aws_rds_cluster\./, { lifecycle: { ignore_changes: "all" } }),
    "who may connect": withArguments(/^aws_eks_cluster\./, {
      lifecycle: { ignore_changes: ["vpc_config[0].public_access_cidrs"] },
    }),
    "what pods may do": withArguments(/^kubernetes_deployment_v1\.storefront_web/, {
      lifecycle: { ignore_changes: ["spec[0].replicas", "spec[0].template"] },
    }),
  },
};
