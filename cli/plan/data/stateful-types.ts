/** What a resource holds that no apply brings back. */
export interface Holding {
  /** What is lost with it, as the end of "and with it goes …". */
  readonly holds: string;
  /** What to do before it may go. */
  readonly first: string;
  /** Argument under which AWS itself refuses to delete it. @default - it deletes it when asked */
  readonly protectedBy?: string;
  /** Argument by which Terraform only lets go of it: the thing stays in AWS. @default - none */
  readonly keptBy?: string;
}

const snapshot = "take a snapshot and restore it once, so that you know it is good";
const copy = "copy what is needed, and look that nothing writes to it any more";
const withoutUsers = "move what uses it away first; AWS refuses to delete it before, half-way through the apply";

const database = {
  holds: "every database in it, with the backups that its cluster keeps",
  first: `${snapshot}; turn deletion protection off in an apply of its own (docs/data.md)`,
  protectedBy: "deletion_protection",
};
const claim = {
  holds: "the volume behind it, unless its storage class retains volumes",
  first: "back its namespace up with Velero, and restore it once (docs/operations/restore.md)",
};
const kubernetesSecret = {
  holds: "a secret that may stand nowhere else",
  first: "look that Secrets Manager has it, and that External Secrets brings it back",
};

/**
 * Every Terraform type that holds what no apply brings back. A type is here because of what it holds, not because of how
 * it is configured: what an empty one loses only its owner knows. The types beside those that the platform declares are
 * those that an own construct is likely to bring.
 */
export const statefulTypes: Readonly<Record<string, Holding>> = {
  // Databases, caches, queues, streams
  aws_rds_cluster: database,
  aws_db_instance: database,
  aws_rds_global_cluster: database,
  aws_docdb_cluster: database,
  aws_neptune_cluster: database,
  aws_rds_cluster_instance: {
    holds: "one copy of the database's compute: connections end, and the last one takes the database off the air",
    first: "have another instance of the cluster take over as writer",
  },
  aws_db_snapshot: { holds: "a backup of a database", first: copy },
  aws_db_cluster_snapshot: { holds: "a backup of a database", first: copy },
  aws_redshift_cluster: { holds: "the data warehouse", first: snapshot },
  aws_opensearch_domain: { holds: "every index of the domain", first: snapshot },
  aws_elasticache_replication_group: {
    holds: "everything that is cached, sessions among it, and its automatic snapshots",
    first: "take a snapshot of the cache; the final one is made only if its name is free",
  },
  aws_elasticache_cluster: { holds: "everything that is cached", first: "take a snapshot of the cache" },
  aws_memorydb_cluster: { holds: "every key of the database", first: snapshot },
  aws_dynamodb_table: {
    holds: "every item of the table, and its point-in-time recovery",
    first:
      "make a backup of the table and restore it once; turn deletion protection off in an apply of its own (docs/data.md)",
    protectedBy: "deletion_protection_enabled",
  },
  aws_sqs_queue: {
    holds: "every message that nobody has taken yet",
    first: "stop who sends, and wait until the queue and its dead letters are empty",
  },
  aws_kinesis_stream: {
    holds: "every record that nobody has read yet",
    first: "stop who writes, and let readers finish",
  },
  aws_msk_cluster: { holds: "every topic with its messages", first: copy },
  aws_mq_broker: {
    holds: "every message that nobody has taken yet",
    first: "stop who sends, and wait until it is empty",
  },

  // Files, objects, volumes, images, backups
  aws_s3_bucket: {
    holds: "every object with all its versions; the name is free for anybody in AWS then",
    first: `${copy}, then empty it: AWS deletes no bucket that holds anything, and fails half-way through the apply`,
  },
  aws_efs_file_system: { holds: "every file that pods share", first: "restore its last AWS Backup once" },
  aws_fsx_lustre_file_system: { holds: "every file", first: copy },
  aws_fsx_ontap_file_system: { holds: "every file", first: copy },
  aws_fsx_openzfs_file_system: { holds: "every file", first: copy },
  aws_fsx_windows_file_system: { holds: "every file", first: copy },
  aws_ebs_volume: { holds: "everything on the volume", first: snapshot },
  aws_ebs_snapshot: { holds: "a backup of a volume", first: copy },
  aws_instance: { holds: "what lies on its own disks", first: "snapshot its volumes" },
  aws_ecr_repository: {
    holds: "every image that was pushed, those that run now among them",
    first: "look that no pod runs an image of it, then empty it: AWS deletes none with images in it",
  },
  aws_backup_vault: { holds: "every recovery point in it", first: copy },

  // Keys, secrets, identities of users
  aws_kms_key: {
    holds: "the only key to all that was encrypted with it: snapshots, objects, volumes and logs, for ever",
    first: "copy what it encrypted under another key, and look in CloudTrail that nothing uses it any more",
  },
  aws_kms_replica_key: { holds: "the key to all that was encrypted with it in its region", first: copy },
  aws_secretsmanager_secret: { holds: "the secret and its former versions", first: "write it down where it belongs" },
  aws_ssm_parameter: { holds: "a value that may stand nowhere else", first: "look that the sources hold it" },
  aws_cognito_user_pool: { holds: "every user with their password", first: "export the users; passwords can't be had" },

  // Logs and measurements
  aws_cloudwatch_log_group: {
    holds: "every log line of its retention",
    first: "export what auditors may ask for to S3",
    keptBy: "skip_destroy",
  },
  aws_prometheus_workspace: { holds: "all measurements and their history", first: "export what you compare with" },
  aws_guardduty_detector: {
    holds: "findings of the last 90 days, and what it learned as usual",
    first: "export the findings",
  },

  // Names and addresses that others wrote down
  aws_route53_zone: {
    holds: "every record, those of external-dns and cert-manager too, and the name servers that the parent zone names",
    first:
      "have the parent zone name other servers, and wait until its old answer has run out (docs/operations/dns-and-tls.md)",
  },
  aws_eip: {
    holds: "a public address, which others may have let in; AWS gives it to somebody else",
    first: "tell whoever let it in the new one, and wait for them",
  },

  // The ground that all else stands on
  aws_eks_cluster: {
    holds: "every object of the cluster: namespaces, volumes' claims, what teams made by hand",
    first:
      "restore the last backup into another cluster once (docs/operations/restore.md); turn deletion protection off",
    protectedBy: "deletion_protection",
  },
  aws_vpc: { holds: "the network that all else stands in", first: withoutUsers },
  aws_subnet: { holds: "the addresses of nodes, databases and load balancers in its zone", first: withoutUsers },
  aws_vpc_ipv4_cidr_block_association: { holds: "the addresses of all pods in this block", first: withoutUsers },

  // In the cluster
  kubernetes_namespace_v1: {
    holds: "everything in the namespace: pods, claims with their volumes, Secrets, what was made by hand",
    first: "back it up with Velero, and restore it under another name once (docs/operations/restore.md)",
  },
  kubernetes_namespace: { holds: "everything in the namespace", first: "back it up with Velero" },
  kubernetes_stateful_set_v1: {
    holds: "its pods at once, and their volumes where its claims go with it",
    first: "look that its claims are retained, and back its namespace up with Velero (docs/operations/restore.md)",
  },
  kubernetes_stateful_set: { holds: "its pods at once, and maybe their volumes", first: "back its namespace up" },
  kubernetes_persistent_volume_claim_v1: claim,
  kubernetes_persistent_volume_claim: claim,
  kubernetes_persistent_volume_v1: claim,
  kubernetes_persistent_volume: claim,
  kubernetes_secret_v1: kubernetesSecret,
  kubernetes_secret: kubernetesSecret,
};
