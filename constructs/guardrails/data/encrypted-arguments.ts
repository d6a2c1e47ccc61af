import type { KeyPurpose } from "../../encryption/key-purposes";
import { type Arguments, switched } from "../provider-values";

/** How a type says with what it encrypts what it stores. */
export interface EncryptedArgument {
  readonly types: readonly string[];
  /** Path of the blocks that say it. @default - the resource itself */
  readonly within?: string;
  /** What it means to have no such block: that nothing is encrypted, or by a key of AWS's own. @default - nothing is stored there */
  readonly withoutBlock?: "unencrypted" | "key of AWS";
  /** Argument that turns encryption on, and what AWS does without it. @default - it can't be off */
  readonly on?: readonly [argument: string, byDefault: boolean];
  /** Argument that has to say one thing for the key to be used, and that thing. @default - the key is used wherever there is one */
  readonly mode?: readonly [argument: string, value: string];
  /** Argument that names the key. @default - the type takes none: who encrypts takes AWS's own, or the account's default */
  readonly key?: string;
  /** What the platform's key for it is for. @default - the platform has none */
  readonly purpose?: KeyPurpose;
  /** Whether the resource stores anything of its own. @default - it always does */
  readonly when?: (body: Arguments, block: Arguments) => boolean;
}

/** A copy in the same region is encrypted as what it copies. */
const noReplica = (body: Arguments) => body.replicate_source_db === undefined;
const managesPassword = (body: Arguments) => switched(body.manage_master_user_password, false) !== false;
const watchesPerformance = (body: Arguments) => switched(body.performance_insights_enabled, false) !== false;
const fromTemplate = (body: Arguments) => body.launch_template === undefined;
const disk = { on: ["encrypted", false], purpose: "volumes" } as const;

/**
 * Arguments and defaults: documentation of hashicorp/terraform-provider-aws 6, `website/docs/r/`. Where AWS can't be told
 * not to encrypt, the key alone is looked at.
 */
export const encryptedArguments: readonly EncryptedArgument[] = [
  // Logs and metrics
  { types: ["aws_cloudwatch_log_group"], key: "kms_key_id", purpose: "logs" },
  { types: ["aws_prometheus_workspace"], key: "kms_key_arn", purpose: "metrics" },
  { types: ["aws_cloudtrail"], key: "kms_key_id" },

  // Messages
  { types: ["aws_sqs_queue"], key: "kms_master_key_id", purpose: "queues" },
  { types: ["aws_sns_topic"], key: "kms_master_key_id" },
  { types: ["aws_kinesis_stream"], mode: ["encryption_type", "KMS"], key: "kms_key_id" },
  {
    types: ["aws_kinesis_firehose_delivery_stream"],
    within: "server_side_encryption",
    withoutBlock: "unencrypted",
    on: ["enabled", false],
    key: "key_arn",
    when: (body) => body.kinesis_source_configuration === undefined,
  },
  {
    types: ["aws_msk_cluster"],
    within: "encryption_info",
    withoutBlock: "key of AWS",
    key: "encryption_at_rest_kms_key_arn",
  },
  { types: ["aws_mq_broker"], within: "encryption_options", withoutBlock: "key of AWS", key: "kms_key_id" },

  // Databases
  {
    types: ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster"],
    on: ["storage_encrypted", false],
    key: "kms_key_id",
    purpose: "database",
    when: noReplica,
  },
  { types: ["aws_neptune_cluster"], on: ["storage_encrypted", false], key: "kms_key_arn", purpose: "database" },
  { types: ["aws_rds_global_cluster"], on: ["storage_encrypted", false], when: fromNothing },
  {
    types: ["aws_rds_cluster", "aws_db_instance"],
    key: "master_user_secret_kms_key_id",
    purpose: "database",
    when: managesPassword,
  },
  {
    types: ["aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_instance"],
    key: "performance_insights_kms_key_id",
    purpose: "database",
    when: watchesPerformance,
  },
  { types: ["aws_docdbelastic_cluster"], key: "kms_key_id", purpose: "database" },
  { types: ["aws_redshift_cluster"], on: ["encrypted", true], key: "kms_key_id" },
  { types: ["aws_redshiftserverless_namespace", "aws_timestreamwrite_database"], key: "kms_key_id" },
  { types: ["aws_dsql_cluster"], key: "kms_encryption_key" },
  {
    types: ["aws_opensearch_domain", "aws_elasticsearch_domain"],
    within: "encrypt_at_rest",
    withoutBlock: "unencrypted",
    on: ["enabled", false],
    key: "kms_key_id",
  },

  // Tables
  {
    types: ["aws_dynamodb_table"],
    within: "server_side_encryption",
    withoutBlock: "key of AWS",
    on: ["enabled", true],
    key: "kms_key_arn",
    purpose: "tables",
  },
  {
    types: ["aws_keyspaces_table"],
    within: "encryption_specification",
    withoutBlock: "key of AWS",
    key: "kms_key_identifier",
  },

  // Caches
  {
    types: ["aws_elasticache_replication_group"],
    on: ["at_rest_encryption_enabled", false],
    key: "kms_key_id",
    purpose: "cache",
    when: (body) => body.engine !== "valkey" && body.global_replication_group_id === undefined,
  },
  {
    types: ["aws_elasticache_replication_group"],
    on: ["at_rest_encryption_enabled", true],
    key: "kms_key_id",
    purpose: "cache",
    when: (body) => body.engine === "valkey" && body.global_replication_group_id === undefined,
  },
  { types: ["aws_elasticache_serverless_cache"], key: "kms_key_id", purpose: "cache" },
  { types: ["aws_memorydb_cluster"], key: "kms_key_arn" },
  { types: ["aws_dax_cluster"], within: "server_side_encryption", withoutBlock: "unencrypted", on: ["enabled", false] },

  // Files and disks
  { types: ["aws_efs_file_system"], on: ["encrypted", false], key: "kms_key_id", purpose: "files" },
  {
    types: [
      "aws_fsx_lustre_file_system",
      "aws_fsx_ontap_file_system",
      "aws_fsx_openzfs_file_system",
      "aws_fsx_windows_file_system",
    ],
    key: "kms_key_id",
  },
  { types: ["aws_ebs_volume", "aws_ebs_snapshot_copy", "aws_ami_copy"], ...disk, key: "kms_key_id" },
  {
    types: ["aws_instance", "aws_spot_instance_request"],
    within: "root_block_device",
    withoutBlock: "unencrypted",
    ...disk,
    key: "kms_key_id",
    when: fromTemplate,
  },
  { types: ["aws_instance", "aws_spot_instance_request"], within: "ebs_block_device", ...disk, key: "kms_key_id" },
  {
    types: ["aws_launch_template"],
    within: "block_device_mappings.ebs",
    withoutBlock: "unencrypted",
    ...disk,
    key: "kms_key_id",
  },
  { types: ["aws_launch_configuration"], within: "root_block_device", withoutBlock: "unencrypted", ...disk },
  { types: ["aws_launch_configuration"], within: "ebs_block_device", ...disk },
  // EKS' own template leaves the disk as the image has it.
  { types: ["aws_eks_node_group"], within: "launch_template", withoutBlock: "unencrypted" },

  // Images and secrets
  {
    types: ["aws_ecr_repository", "aws_ecr_repository_creation_template"],
    within: "encryption_configuration",
    withoutBlock: "key of AWS",
    mode: ["encryption_type", "KMS"],
    key: "kms_key",
    purpose: "images",
  },
  { types: ["aws_secretsmanager_secret"], key: "kms_key_id", purpose: "secrets" },
  {
    types: ["aws_ssm_parameter"],
    key: "key_id",
    purpose: "secrets",
    when: (body) => body.type === "SecureString",
  },
  {
    types: ["aws_eks_cluster"],
    within: "encryption_config.provider",
    withoutBlock: "key of AWS",
    key: "key_arn",
    purpose: "cluster",
  },
  { types: ["aws_backup_vault"], key: "kms_key_arn" },
];

/** What is made of another cluster is encrypted as that one. */
function fromNothing(body: Arguments): boolean {
  return body.source_db_cluster_identifier === undefined;
}
