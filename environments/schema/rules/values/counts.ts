import { valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html: 450 nodes in a managed node group. */
export const nodeCount = wholeNumber({
  code: "ENV_NODE_COUNT",
  subject: "a node group has",
  unit: "nodes",
  because: "what it carries must outlive one of them",
  from: 2,
  to: 450,
  example: 3,
});

/** 20 GiB is what the EKS images need; https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html for gp3. */
export const diskSize = wholeNumber({
  code: "ENV_DISK_SIZE",
  subject: "a node's disk has",
  unit: "GiB",
  from: 20,
  to: 16384,
  example: 50,
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html: a writer and 15 replicas. */
export const databaseInstances = wholeNumber({
  code: "ENV_DATABASE_INSTANCES",
  subject: "an Aurora cluster has",
  unit: "instances",
  from: 1,
  to: 16,
  example: 2,
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
export const capacityUnits = valueRule<number>({
  code: "ENV_DATABASE_CAPACITY",
  states: "Aurora Serverless v2 scales between 0 and 256 capacity units, in steps of a half",
  fix: "write a number such as 0.5 or 16",
  allows: (value) => Number.isInteger(value * 2) && 0 <= value && value <= 256,
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
export const backupRetention = wholeNumber({
  code: "ENV_BACKUP_RETENTION",
  subject: "Aurora keeps backups for",
  unit: "days",
  from: 1,
  to: 35,
  example: 14,
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
export const cacheReplicas = wholeNumber({
  code: "ENV_CACHE_REPLICAS",
  subject: "a replication group has",
  unit: "replicas",
  from: 0,
  to: 5,
  example: 1,
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html; 0 turns snapshots off. */
export const snapshotRetention = wholeNumber({
  code: "ENV_SNAPSHOT_RETENTION",
  subject: "ElastiCache keeps snapshots for",
  unit: "days",
  from: 0,
  to: 35,
  example: 7,
});

/** Ports below 1024 need root, and pods do not run as root. */
export const port = wholeNumber({
  code: "ENV_PORT",
  subject: "a container listens on port",
  unit: "",
  because: "lower ones need root, and pods do not run as root",
  from: 1024,
  to: 65535,
  example: 8080,
});

export const replicaCount = wholeNumber({
  code: "ENV_REPLICAS",
  subject: "an app has",
  unit: "replicas",
  from: 1,
  to: 1000,
  example: 2,
});

export const podQuota = wholeNumber({
  code: "ENV_POD_QUOTA",
  subject: "a team's namespace has room for",
  unit: "pods",
  from: 1,
  to: 100000,
  example: 100,
});
