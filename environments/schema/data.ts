import { z } from "zod";
import { number, text } from "./field";
import { slug } from "./primitives";
import { backupRetention, cacheReplicas, databaseInstances, snapshotRetention } from "./rules/values/counts";
import { postgresVersion, valkeyVersion } from "./rules/values/engine-version";
import { cacheType, databaseClass } from "./rules/values/instance-type";

const database = z.strictObject({
  name: slug,
  /** Aurora PostgreSQL version, such as "17.5". */
  engineVersion: text(postgresVersion),
  /** Aurora instance class, such as "db.r7g.large". */
  instanceClass: text(databaseClass),
  /** One writer and its replicas, spread over the zones; two or more in production. @default 2 */
  instances: number(databaseInstances).default(2),
  /** Days; seven or more in production. @default 14 */
  backupRetentionDays: number(backupRetention).default(14),
  /**
   * While it is on, AWS refuses to delete the cluster: turn it off in an apply of its own. In production only once no
   * app uses the database. @default true
   */
  deletionProtection: z.boolean().default(true),
});

const cache = z.strictObject({
  name: slug,
  /** Valkey version, such as "8.1". */
  engineVersion: text(valkeyVersion),
  /** ElastiCache node type, such as "cache.m7g.large". */
  nodeType: text(cacheType),
  /** Copies of the primary, each in another zone; one or more in production. @default 1 */
  replicas: number(cacheReplicas).default(1),
  /** Days; 0 turns snapshots off, one or more in production. @default 7 */
  snapshotRetentionDays: number(snapshotRetention).default(7),
});

/** Aurora PostgreSQL clusters. */
export const databases = z.array(database).default([]);
/** Valkey replication groups. */
export const caches = z.array(cache).default([]);
