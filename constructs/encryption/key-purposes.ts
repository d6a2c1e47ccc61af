/** What the platform encrypts, each under a key of its own: so who may use one has no way to what another encrypts. */
export const keyPurposes = [
  "cluster",
  "volumes",
  "logs",
  "database",
  "cache",
  "images",
  "backups",
  "files",
  "queues",
  "secrets",
  "objects",
  "tables",
] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

export interface KeyUse {
  readonly description: string;
  /**
   * Services through which the key is used, by their name for `kms:ViaService`.
   * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
   */
  readonly services: readonly string[];
  /** Whether the services keep grants on the key for what they encrypt, rather than ask anew at each use. @default true */
  readonly holdsGrants?: boolean;
  /** Whether the services mark the grants that they ask for as meant for a resource of their own. @default true */
  readonly marksGrants?: boolean;
}

export const keyUses: Readonly<Record<KeyPurpose, KeyUse>> = {
  cluster: { description: "Secrets of the Kubernetes API", services: ["eks"], marksGrants: false },
  volumes: { description: "EBS volumes of nodes and pods", services: ["ec2"] },
  logs: { description: "Log groups in CloudWatch Logs", services: ["logs"], holdsGrants: false },
  // Secrets Manager keeps the master password, which RDS makes and changes.
  database: { description: "Databases, their backups and their master passwords", services: ["rds", "secretsmanager"] },
  // ElastiCache is known to KMS under both names.
  cache: { description: "Caches and their snapshots", services: ["elasticache", "dax"] },
  images: { description: "Container images in ECR", services: ["ecr"] },
  backups: { description: "Backups of the cluster in S3", services: ["s3"], holdsGrants: false },
  files: { description: "File systems in EFS", services: ["elasticfilesystem"] },
  queues: { description: "Messages in SQS", services: ["sqs"], holdsGrants: false },
  secrets: {
    description: "Teams' secrets in Secrets Manager and Parameter Store",
    services: ["secretsmanager", "ssm"],
    holdsGrants: false,
  },
  objects: { description: "Objects in teams' buckets", services: ["s3"], holdsGrants: false },
  tables: { description: "Teams' tables in DynamoDB and their backups", services: ["dynamodb"], marksGrants: false },
};
