import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

const otherwise = "or write production: false if nobody depends on this environment";

/** What production may not go below. A value that is wrong in any environment has its own finding. */
function below(floor: number, valid: number, path: Path, value: number): Breach[] {
  return value < floor && value >= valid ? [{ path, fix: `write ${floor} or more, ${otherwise}` }] : [];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html */
export const productionDatabases = sectionRule({
  code: "ENV_PRODUCTION_DATABASE",
  states: "in production a database has two instances or more, so that one zone may fail",
  needs: ["production", "databases"],
  breaches: ({ production, databases }) =>
    production
      ? databases.flatMap(({ instances }, index) => below(2, 1, ["databases", index, "instances"], instances))
      : [],
});

export const productionBackups = sectionRule({
  code: "ENV_PRODUCTION_BACKUPS",
  states: "in production backups are kept for seven days or more, so that a fault of last week can be undone",
  needs: ["production", "databases"],
  breaches: ({ production, databases }) =>
    production
      ? databases.flatMap(({ backupRetentionDays }, index) =>
          below(7, 1, ["databases", index, "backupRetentionDays"], backupRetentionDays),
        )
      : [],
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html: failover needs a replica. */
export const productionCaches = sectionRule({
  code: "ENV_PRODUCTION_CACHE",
  states: "in production a cache has one replica or more, since it can't fail over without",
  needs: ["production", "caches"],
  breaches: ({ production, caches }) =>
    production ? caches.flatMap(({ replicas }, index) => below(1, 0, ["caches", index, "replicas"], replicas)) : [],
});

export const productionApps = sectionRule({
  code: "ENV_PRODUCTION_APP",
  states: "in production an app has two replicas or more, so that a node may be drained",
  needs: ["production", "apps"],
  breaches: ({ production, apps }) =>
    production
      ? apps.flatMap((app, index) => {
          if (!("replicas" in app)) return [];
          const path = ["apps", index, "replicas"];
          return app.kind === "stateful-service"
            ? below(2, 1, path, app.replicas)
            : below(2, 1, [...path, "minimum"], app.replicas.minimum);
        })
      : [],
});

/** What no app uses any more may go, and AWS deletes no protected cluster. */
export const productionProtection = sectionRule({
  code: "ENV_PRODUCTION_PROTECTION",
  states: "in production a database that an app uses is protected from deletion",
  needs: ["production", "databases", "apps"],
  *breaches({ production, databases, apps }) {
    if (!production) return;
    for (const [index, { name, deletionProtection }] of databases.entries()) {
      const user = apps.find(({ uses }) => uses.databases.some((used) => used.name === name));
      if (deletionProtection || !user) continue;
      yield {
        path: ["databases", index, "deletionProtection"],
        problem: `in production a database that an app uses is protected from deletion, and ${user.team}/${user.name} uses this one`,
        fix: `leave it out; to remove the database, first take it from the uses of all apps, ${otherwise}`,
      };
    }
  },
});

export const productionSnapshots = sectionRule({
  code: "ENV_PRODUCTION_SNAPSHOTS",
  states: "in production a cache keeps snapshots for one day or more",
  needs: ["production", "caches"],
  breaches: ({ production, caches }) =>
    production
      ? caches.flatMap(({ snapshotRetentionDays }, index) =>
          below(1, 0, ["caches", index, "snapshotRetentionDays"], snapshotRetentionDays),
        )
      : [],
});

/** What is gone for good on the day it is deleted protects from nobody who has the right to delete. */
export const productionDeletedBackups = sectionRule({
  code: "ENV_PRODUCTION_DELETED_BACKUPS",
  states:
    "in production a deleted backup is kept for seven days or more, so that its deletion can be noticed and undone",
  needs: ["production", "buckets"],
  breaches: ({ production, buckets: { deletedBackupDays } }) =>
    production ? below(7, 1, ["buckets", "deletedBackupDays"], deletedBackupDays) : [],
});

export const productionFileBackups = sectionRule({
  code: "ENV_PRODUCTION_FILE_BACKUPS",
  states: "in production a file system is backed up",
  needs: ["production", "fileStorage"],
  breaches: ({ production, fileStorage: { enabled, backups } }) =>
    production && enabled && !backups ? [{ path: ["fileStorage", "backups"], fix: `leave it out, ${otherwise}` }] : [],
});

/** What Velero keeps for the longest; without a schedule it keeps nothing. */
export const productionClusterBackups = sectionRule({
  code: "ENV_PRODUCTION_CLUSTER_BACKUPS",
  states:
    "in production some backups of the cluster are kept for seven days or more, so that a fault of last week can be undone",
  needs: ["production", "backups"],
  *breaches({ production, backups: { schedules } }) {
    if (!production || schedules.some(({ retentionDays }) => retentionDays >= 7)) return;
    yield { path: ["backups", "schedules"], fix: `add a schedule with retentionDays: 7 or more, ${otherwise}` };
  },
});

/** What is paused answers after some fifteen seconds, and keeps no connection. */
export const productionCapacity = sectionRule({
  code: "ENV_PRODUCTION_CAPACITY",
  states: "in production a database does not pause when it is idle",
  needs: ["production", "databases"],
  breaches: ({ production, databases }) =>
    production
      ? databases.flatMap(({ capacity }, index) =>
          capacity ? below(0.5, 0, ["databases", index, "capacity", "minimum"], capacity.minimum) : [],
        )
      : [],
});

export const productionDeletedObjects = sectionRule({
  code: "ENV_PRODUCTION_DELETED_OBJECTS",
  states: "in production a deleted object of a team's bucket is kept for seven days or more",
  needs: ["production", "teamBuckets"],
  breaches: ({ production, teamBuckets }) =>
    production
      ? teamBuckets.flatMap(({ deletedObjectDays }, index) =>
          below(7, 1, ["teamBuckets", index, "deletedObjectDays"], deletedObjectDays),
        )
      : [],
});

export const productionRecovery = sectionRule({
  code: "ENV_PRODUCTION_RECOVERY",
  states: "in production point-in-time recovery of a table reaches back seven days or more",
  needs: ["production", "tables"],
  breaches: ({ production, tables }) =>
    production
      ? tables.flatMap(({ recoveryDays }, index) => below(7, 1, ["tables", index, "recoveryDays"], recoveryDays))
      : [],
});

export const productionTables = sectionRule({
  code: "ENV_PRODUCTION_TABLE",
  states: "in production a table that an app uses is protected from deletion",
  needs: ["production", "tables", "apps"],
  *breaches({ production, tables, apps }) {
    if (!production) return;
    for (const [index, { name, deletionProtection }] of tables.entries()) {
      const user = apps.find(({ uses }) => uses.tables.some((used) => used.name === name));
      if (deletionProtection || !user) continue;
      yield {
        path: ["tables", index, "deletionProtection"],
        problem: `in production a table that an app uses is protected from deletion, and ${user.team}/${user.name} uses this one`,
        fix: `leave it out; to remove the table, first take it from the uses of all apps, ${otherwise}`,
      };
    }
  },
});
