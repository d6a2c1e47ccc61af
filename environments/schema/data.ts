import { z } from "zod";
import { number, text } from "./field";
import { slug } from "./primitives";
import {
  backupRetention,
  cacheReplicas,
  capacityUnits,
  databaseInstances,
  snapshotRetention,
} from "./rules/values/counts";
import { postgresMajor, postgresVersion, valkeyVersion } from "./rules/values/engine-version";
import { cacheType, databaseClass } from "./rules/values/instance-type";
import { logRetention } from "./rules/values/retention";
import { dailyWindow, weeklyWindow } from "./rules/values/windows";

/** Team whose apps alone may use it. @default - apps of every team may */
const ofTeam = text().optional();

const database = z.strictObject({
  /** Name of the database, by which apps ask for it. */
  name: slug,
  team: ofTeam,
  /** Aurora PostgreSQL version from 15 on, such as "17.5". */
  engineVersion: text(postgresVersion, postgresMajor),
  /** Aurora instance class, such as "db.r7g.large"; "db.serverless" scales by itself, within `capacity`. */
  instanceClass: text(databaseClass),
  /**
   * Between what and what each instance of "db.serverless" scales, in Aurora capacity units: about 2 GiB of memory with
   * the processors and the network that go with them. A minimum of 0 pauses what is idle, which production refuses.
   */
  capacity: z
    .strictObject({
      /** Units that an idle instance keeps. */
      minimum: number(capacityUnits),
      /** Units that a busy one gets at most. */
      maximum: number(capacityUnits),
    })
    .optional(),
  /** One writer and its replicas, spread over the zones; two or more in production. @default 2 */
  instances: number(databaseInstances).default(2),
  /** Days; seven or more in production. @default 14 */
  backupRetentionDays: number(backupRetention).default(14),
  /** When the daily snapshot is taken, in UTC. @default "01:00-02:00" */
  backupWindow: text(dailyWindow).default("01:00-02:00"),
  /** When AWS may interrupt, in UTC. @default "sun:03:00-sun:04:00" */
  maintenanceWindow: text(weeklyWindow).default("sun:03:00-sun:04:00"),
  /** Days that the exported logs are kept. @default 365 */
  logRetentionDays: number(logRetention).default(365),
  /**
   * While it is on, AWS refuses to delete the cluster: turn it off in an apply of its own. In production only once no
   * app uses the database. @default true
   */
  deletionProtection: z.boolean().default(true),
});

const cache = z.strictObject({
  /** Name of the cache, by which apps ask for it. */
  name: slug,
  team: ofTeam,
  /** Valkey version, such as "8.1". */
  engineVersion: text(valkeyVersion),
  /** ElastiCache node type, such as "cache.m7g.large". */
  nodeType: text(cacheType),
  /** Copies of the primary, each in another zone; one or more in production. @default 1 */
  replicas: number(cacheReplicas).default(1),
  /** Days; 0 turns snapshots off, one or more in production. @default 7 */
  snapshotRetentionDays: number(snapshotRetention).default(7),
  /** When the daily snapshot is taken, in UTC. @default "01:00-02:00" */
  snapshotWindow: text(dailyWindow).default("01:00-02:00"),
  /** When AWS may interrupt, in UTC. @default "sun:03:00-sun:04:00" */
  maintenanceWindow: text(weeklyWindow).default("sun:03:00-sun:04:00"),
  /** Days that the logs are kept. @default 365 */
  logRetentionDays: number(logRetention).default(365),
});

/** Aurora PostgreSQL clusters. */
export const databases = z.array(database).default([]);
/** Valkey replication groups. */
export const caches = z.array(cache).default([]);
