import { caches, databases, tables } from "./datastores";
import { certificates, dns } from "./dns";
import { network, nodes, securityGroups } from "./ec2";
import { imageCaches, images } from "./ecr";
import { cluster, podIdentities } from "./eks";
import { detector } from "./guardduty";
import { keys, keyUse } from "./kms";
import { clusterLogs, databaseLogs, logDeliveries, logs } from "./logs";
import { events, queues } from "./messaging";
import type { Reach } from "./reach";
import { buckets, fileStorage, teamBuckets } from "./storage";

/** The parts of AWS that deployers may have, each in the environment's own reach. */
export const reaches = {
  buckets,
  caches,
  certificates,
  cluster,
  "cluster-logs": clusterLogs,
  "database-logs": databaseLogs,
  databases,
  detector,
  dns,
  events,
  "file-storage": fileStorage,
  "image-caches": imageCaches,
  images,
  keys,
  "key-use": keyUse,
  "log-deliveries": logDeliveries,
  logs,
  network,
  nodes,
  "pod-identities": podIdentities,
  queues,
  "security-groups": securityGroups,
  tables,
  "team-buckets": teamBuckets,
} as const satisfies Readonly<Record<string, Reach>>;

export type Part = keyof typeof reaches;
