import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

const logs = "aws_cloudwatch_log_group.control-plane_logs";
const key = "aws_kms_key.keys_database_key";
const keys = "data.terraform_remote_state.managed-infrastructure.outputs.key_arns";

/** The demo with other arguments at the first resource whose address matches. */
const withArguments = (pattern: RegExp, changes: Readonly<Record<string, unknown>>) => (demo: BreakableTree) =>
  demo.changed(demo.address(pattern), (body) => ({ ...body, ...changes }));

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
    "a volume in the clear": (demo) =>
      demo.added("managed-infrastructure", "aws_ebs_volume", "scratch", {
        availability_zone: "eu-central-1a",
        size: 8,
        lifecycle: { prevent_destroy: true },
      }),
    "nodes of Karpenter with disks of its choice": (demo) =>
      demo.installing("cluster-services", "spare-nodes", [
        { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: "spare" }, spec: {} },
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
};
