import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { OpensearchDomain } from "@cdktf/provider-aws/lib/opensearch-domain";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { backupRetention } from "../../../../constructs/guardrails/data/backup-retention";
import { controlPlaneLogs } from "../../../../constructs/guardrails/data/control-plane-logs";
import { deletionProtection } from "../../../../constructs/guardrails/data/deletion-protection";
import { encryptionAtRest } from "../../../../constructs/guardrails/data/encryption-at-rest";
import { finalSnapshot } from "../../../../constructs/guardrails/data/final-snapshot";
import { ignoredSetting } from "../../../../constructs/guardrails/data/ignored-setting";
import { keyDeletion } from "../../../../constructs/guardrails/data/key-deletion";
import { keyPurpose } from "../../../../constructs/guardrails/data/key-purpose";
import { keyRotation } from "../../../../constructs/guardrails/data/key-rotation";
import { logRetention } from "../../../../constructs/guardrails/data/log-retention";
import { singleZone } from "../../../../constructs/guardrails/data/single-zone";
import { undeclaredLogGroup } from "../../../../constructs/guardrails/data/undeclared-log-group";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { type Add, holdToCases, type RuleCases } from "../../../support/rule-cases";

const foreignKey = "arn:aws:kms:eu-central-1:111122223333:key/1";
const database = (config: object) => (stack: PlatformStack) =>
  new DbInstance(stack, "shop", { instanceClass: "db.t4g.small", engine: "postgres", identifier: "shop", ...config });
const table = (config: object) => (stack: PlatformStack) =>
  new DynamodbTable(stack, "carts", { name: "carts", ...config });
const cache = (config: object) => (stack: PlatformStack) =>
  new ElasticacheReplicationGroup(stack, "cache", { replicationGroupId: "shop", description: "carts", ...config });
const search = (config: object) => (stack: PlatformStack) =>
  new OpensearchDomain(stack, "search", { domainName: "shop", ...config });
const instance = (config: object) => (stack: PlatformStack) => new Instance(stack, "vm", { ami: "ami-1", ...config });
const key = (config: object) => (stack: PlatformStack) => new KmsKey(stack, "key", config);
const cluster = (enabledClusterLogTypes?: string[]) => (stack: PlatformStack) =>
  new EksCluster(stack, "eks", {
    name: "eks",
    roleArn: "arn:aws:iam::1:role/eks",
    vpcConfig: { subnetIds: ["s"] },
    enabledClusterLogTypes,
  });
const logs = (config: object) => (stack: PlatformStack) => new CloudwatchLogGroup(stack, "logs", config);
const withKey = (config: (arn: string) => Add) => (stack: PlatformStack) => config(key({})(stack).arn)(stack);

const cases: RuleCases = {
  "encryption-at-rest": {
    rule: encryptionAtRest,
    refused: {
      "a database by the provider's default": database({}),
      "a database with AWS's key": database({ storageEncrypted: true }),
      "the disk of an instance": instance({}),
      "a further disk of an instance": instance({
        rootBlockDevice: { encrypted: true, kmsKeyId: foreignKey },
        ebsBlockDevice: [{ deviceName: "/dev/sdb", encrypted: false }],
      }),
      "a volume": (stack) => new EbsVolume(stack, "volume", { availabilityZone: "eu-central-1a", size: 10 }),
      "a file system": (stack) => new EfsFileSystem(stack, "files", {}),
      "a topic": (stack) => new SnsTopic(stack, "topic", { kmsMasterKeyId: "alias/aws/sns" }),
      "a stream": (stack) => new KinesisStream(stack, "stream", { name: "orders" }),
      "a secret": (stack) => new SecretsmanagerSecret(stack, "secret", {}),
      "a search domain": search({}),
      "a search domain that turns it off": search({ encryptAtRest: { enabled: false } }),
      "a table": table({}),
      "a cache": cache({}),
      logs: logs({}),
    },
    fine: {
      "a database": withKey((kmsKeyId) => database({ storageEncrypted: true, kmsKeyId })),
      "an instance": withKey((kmsKeyId) => instance({ rootBlockDevice: { encrypted: true, kmsKeyId } })),
      "a search domain": withKey((kmsKeyId) => search({ encryptAtRest: { enabled: true, kmsKeyId } })),
      "a table": withKey((kmsKeyArn) => table({ serverSideEncryption: { enabled: true, kmsKeyArn } })),
      "a copy": database({ replicateSourceDb: "shop-primary" }),
    },
  },
  "key-purpose": {
    rule: keyPurpose,
    refused: { "a key from elsewhere": database({ storageEncrypted: true, kmsKeyId: foreignKey }) },
    fine: { "a key of its own": withKey((kmsKeyId) => database({ storageEncrypted: true, kmsKeyId })) },
  },
  "key-rotation": {
    rule: keyRotation,
    refused: { "the provider's default": key({}) },
    fine: {
      "what rotates": key({ enableKeyRotation: true }),
      "what can't": key({ customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
    },
  },
  "key-deletion": {
    rule: keyDeletion,
    refused: { "a week": key({ deletionWindowInDays: 7 }) },
    fine: { "the provider's default": key({}), "thirty days": key({ deletionWindowInDays: 30 }) },
  },
  "deletion-protection": {
    rule: deletionProtection,
    refused: {
      "a database": database({}),
      "a table": table({ deletionProtectionEnabled: false }),
      "a load balancer": (stack) => new Lb(stack, "lb", {}),
      "a search domain": search({}),
      "a volume": (stack) => new EbsVolume(stack, "volume", { availabilityZone: "eu-central-1a", size: 10 }),
      "a secret that goes at once": (stack) => new SecretsmanagerSecret(stack, "secret", { recoveryWindowInDays: 0 }),
    },
    fine: {
      "a database": database({ deletionProtection: true }),
      "a table": table({ deletionProtectionEnabled: true }),
      "a search domain": search({ lifecycle: { preventDestroy: true } }),
      "a secret": (stack) => new SecretsmanagerSecret(stack, "secret", {}),
    },
  },
  "final-snapshot": {
    rule: finalSnapshot,
    refused: {
      "a database that leaves none": database({ skipFinalSnapshot: true, finalSnapshotIdentifier: "shop-final" }),
      "a database that gives it no name": database({}),
      "a cache": cache({}),
    },
    fine: {
      "a database": database({ finalSnapshotIdentifier: "shop-final" }),
      "a copy": database({ replicateSourceDb: "shop-primary", skipFinalSnapshot: true }),
      "a cache": cache({ finalSnapshotIdentifier: "shop-final" }),
    },
  },
  "backup-retention": {
    rule: backupRetention,
    refused: {
      "a database by the provider's default": database({}),
      "a database with three days": database({ backupRetentionPeriod: 3 }),
      "a table": table({}),
      "a table with two days": table({ pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 2 } }),
      "a cache": cache({}),
      "a file system": (stack) => new EfsFileSystem(stack, "files", {}),
    },
    fine: {
      "a database": database({ backupRetentionPeriod: 7 }),
      "a table": table({ pointInTimeRecovery: { enabled: true } }),
      "a cache": cache({ snapshotRetentionLimit: 1 }),
    },
  },
  "single-zone": {
    rule: singleZone,
    refused: {
      "a database": database({}),
      "a cache": cache({ numCacheClusters: 1 }),
      "a cache without failover": cache({ numCacheClusters: 2 }),
      "a search domain": search({ clusterConfig: { instanceCount: 3 } }),
      "a file system": (stack) => new EfsFileSystem(stack, "files", { availabilityZoneName: "eu-central-1a" }),
    },
    fine: {
      "a database": database({ multiAz: true }),
      "a cache": cache({ numCacheClusters: 2, automaticFailoverEnabled: true, multiAzEnabled: true }),
      "a search domain": search({ clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }),
      "a file system": (stack) => new EfsFileSystem(stack, "files", {}),
    },
  },
  "log-retention": {
    rule: logRetention,
    refused: { "logs for ever": logs({}), "logs for ever, in a number": logs({ retentionInDays: 0 }) },
    fine: { "logs of a month": logs({ retentionInDays: 30 }) },
  },
  "undeclared-log-group": {
    rule: undeclaredLogGroup,
    refused: {
      "a database's": database({ enabledCloudwatchLogsExports: ["postgresql"] }),
      "a function's": (stack) => new LambdaFunction(stack, "function", { functionName: "thumbnails", role: "r" }),
    },
    fine: {
      "a database's that is declared": (stack) => {
        logs({ name: "/aws/rds/instance/shop/postgresql" })(stack);
        database({ enabledCloudwatchLogsExports: ["postgresql"] })(stack);
      },
    },
  },
  "control-plane-logs": {
    rule: controlPlaneLogs,
    refused: { "no log at all": cluster(), "two of five": cluster(["api", "audit"]) },
    fine: { "all five": cluster(["api", "audit", "authenticator", "controllerManager", "scheduler"]) },
  },
  "ignored-setting": {
    rule: ignoredSetting,
    refused: {
      "whether a database is public": database({ lifecycle: { ignoreChanges: ["publicly_accessible"] } }),
      everything: database({ lifecycle: { ignoreChanges: "all" } }),
    },
    fine: { "a size that grows by itself": database({ lifecycle: { ignoreChanges: ["allocated_storage"] } }) },
  },
};

holdToCases(cases, [
  'kubernetes-cluster/shop (storage_encrypted): what it stores is not encrypted. Fix: turn encryption on, and give kms_key_id the platform\'s key for database, keyArns.at("database") of managed-infrastructure. [encryption-at-rest]',
  'kubernetes-cluster/shop (kms_key_id) is "arn:aws:kms:eu-central-1:111122223333:key/1": no stack declares this key, so that nobody here says who may use it. Fix: give it the platform\'s key for database, keyArns.at("database") of managed-infrastructure. [key-purpose]',
  "kubernetes-cluster/key (enable_key_rotation): the key stays the same for ever, so that one that leaked opens all that is yet to come. Fix: set enable_key_rotation to true, or declare the key as a CustomerManagedKey. [key-rotation]",
  "kubernetes-cluster/key (deletion_window_in_days) is 7: 7 days after its deletion all that the key has encrypted is lost, and nobody may have noticed yet. Fix: set deletion_window_in_days to 30, or leave it out. [key-deletion]",
  "kubernetes-cluster/shop (deletion_protection): AWS deletes it as soon as somebody asks, and a replacement begins with that. Fix: set deletion_protection to true; to remove it one day, turn it off in an apply of its own. [deletion-protection]",
  "kubernetes-cluster/shop (skip_final_snapshot) is true: nothing is left of it once it is deleted. Fix: set skip_final_snapshot to false, and give the snapshot a name in final_snapshot_identifier. [final-snapshot]",
  "kubernetes-cluster/shop (backup_retention_period): nothing is backed up, and a fault of last week could not be undone. Fix: set backup_retention_period to 7 or more, or write production: false in the environment if nobody depends on it. [backup-retention]",
  "kubernetes-cluster/shop (multi_az): no stand-by in another zone takes over. Fix: set multi_az to true, or write production: false in the environment if nobody depends on it. [single-zone]",
  "kubernetes-cluster/logs (retention_in_days): the logs are kept, and paid for, for ever. Fix: set retention_in_days, which the environment says by a field such as logRetentionDays. [log-retention]",
  'kubernetes-cluster/shop (enabled_cloudwatch_logs_exports) is "/aws/rds/instance/shop/postgresql": no stack declares this log group, so that the service makes it: without a key, and kept for ever. Fix: declare an aws_cloudwatch_log_group of this name with a key and a retention, and put it into dependsOn. [undeclared-log-group]',
  "kubernetes-cluster/eks (enabled_cluster_log_types) is []: api, audit, authenticator, controllerManager, scheduler are not logged, and what happened can't be found out later. Fix: list all of api, audit, authenticator, controllerManager, scheduler. [control-plane-logs]",
  'kubernetes-cluster/shop (lifecycle.ignore_changes) is "publicly_accessible": what anybody changes there by hand stays, and no plan shows it. Fix: take it out of ignore_changes; what a controller changes by right is named by its exact path. [ignored-setting]',
]);
