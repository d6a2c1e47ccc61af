import type { ResolvedElement } from "../../stack/resolved-tree";
import { bucketsIn } from "../buckets";
import { at, type FinishedTree } from "../finished-tree";
import { blocksAt, counted, isExpression, switched } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { otherwise } from "./production";

/** How long a type keeps backups. */
interface Retention {
  readonly types: readonly string[];
  readonly argument: string;
  /** Days that AWS keeps them where nothing is said. */
  readonly byDefault: number;
  /** Days in production, and elsewhere, as the rules of the environment have it. */
  readonly least: readonly [production: number, elsewhere: number];
}

const week = 7;

/** Arguments and defaults: documentation of hashicorp/terraform-provider-aws 6, `website/docs/r/`. */
export const retentions: readonly Retention[] = [
  {
    types: ["aws_docdb_cluster", "aws_docdbelastic_cluster", "aws_neptune_cluster", "aws_rds_cluster"],
    argument: "backup_retention_period",
    byDefault: 1,
    least: [week, 1],
  },
  { types: ["aws_db_instance"], argument: "backup_retention_period", byDefault: 0, least: [week, 1] },
  { types: ["aws_redshift_cluster"], argument: "automated_snapshot_retention_period", byDefault: 1, least: [week, 1] },
  {
    types: [
      "aws_elasticache_cluster",
      "aws_elasticache_replication_group",
      "aws_elasticache_serverless_cache",
      "aws_memorydb_cluster",
    ],
    argument: "snapshot_retention_limit",
    byDefault: 0,
    least: [1, 0],
  },
  {
    types: ["aws_fsx_ontap_file_system", "aws_fsx_openzfs_file_system"],
    argument: "automatic_backup_retention_days",
    byDefault: 0,
    least: [week, 0],
  },
  {
    types: ["aws_fsx_windows_file_system"],
    argument: "automatic_backup_retention_days",
    byDefault: week,
    least: [week, 0],
  },
];

export const backupRetention: Rule = {
  id: "backup-retention",
  title: "What holds data can be had back as it was last week",
  severity: "critical",
  sources: [
    "AWS Security Hub DynamoDB.2, EFS.2, ElastiCache.1, RDS.11, S3.14",
    "AWS Well-Architected REL09-BP01, REL09-BP03",
  ],
  check: (tree) => [
    ...retentions.flatMap((retention) => tree.resources(...retention.types).flatMap(tooShort(tree, retention))),
    ...tree.resources("aws_db_instance", "aws_rds_cluster").flatMap(withoutLastBackups),
    ...tree.resources("aws_dynamodb_table").flatMap(recovery(tree)),
    ...tree.resources("aws_keyspaces_table").flatMap(recoveryOfKeyspaces),
    ...fileSystems(tree),
    ...versions(tree),
    ...clusterBackups(tree),
  ],
};

/** Copies are backed up where they come from; Memcached and members of a group take no snapshots. */
function isBackedUp({ type, body }: ResolvedElement): boolean {
  if (type === "aws_elasticache_cluster") return body.replication_group_id === undefined && body.engine !== "memcached";
  return body.replicate_source_db === undefined;
}

function tooShort(tree: FinishedTree, { argument, byDefault, least: [production, elsewhere] }: Retention) {
  const least = tree.environment.production ? production : elsewhere;
  return (element: ResolvedElement): readonly Violation[] => {
    const days = counted(element.body[argument], byDefault);
    if (!isBackedUp(element) || days === undefined || days >= least) return [];
    const problem = days === 0 ? "nothing is backed up" : `backups are gone after ${inDays(days)}`;
    return [
      {
        ...at(element, argument),
        value: element.body[argument],
        problem: `${problem}, and a fault of last week could not be undone`,
        fix: `set ${argument} to ${least} or more${tree.environment.production && elsewhere < production ? `, ${otherwise}` : ""}`,
      },
    ];
  };
}

function inDays(days: number): string {
  return days === 1 ? "a day" : `${days} days`;
}

/** By default they go as well; the final snapshot is what has to be left. */
function withoutLastBackups(element: ResolvedElement): readonly Violation[] {
  if (switched(element.body.delete_automated_backups, false) !== true) return [];
  return [
    {
      ...at(element, "delete_automated_backups"),
      value: element.body.delete_automated_backups,
      problem: "its backups are deleted together with it, and the moment before a mistake with them",
      fix: "set delete_automated_backups to false",
    },
  ];
}

function recovery({ environment: { production } }: FinishedTree) {
  return (table: ResolvedElement): readonly Violation[] => {
    const settings = blocksAt(table.body, "point_in_time_recovery")[0]?.block ?? {};
    const off = switched(settings.enabled, false) === false;
    const days = counted(settings.recovery_period_in_days, 35) ?? week;
    if (!off && (!production || days >= week)) return [];
    const argument = off ? "enabled" : "recovery_period_in_days";
    return [
      {
        ...at(table, `point_in_time_recovery.${argument}`),
        value: settings[argument],
        problem: off
          ? "the table can't be brought back to a moment before a mistake"
          : `the table can be brought back by ${inDays(days)} only`,
        fix: `set point_in_time_recovery.${argument} to ${off ? "true" : `${week} or more, ${otherwise}`}`,
      },
    ];
  };
}

function recoveryOfKeyspaces(table: ResolvedElement): readonly Violation[] {
  const status = blocksAt(table.body, "point_in_time_recovery")[0]?.block.status;
  if (status === "ENABLED" || isExpression(status)) return [];
  return [
    {
      ...at(table, "point_in_time_recovery.status"),
      value: status,
      problem: "the table can't be brought back to a moment before a mistake",
      fix: 'set point_in_time_recovery.status to "ENABLED"',
    },
  ];
}

/** File systems are copied by AWS Backup, as a resource of its own says. */
function fileSystems(tree: FinishedTree): readonly Violation[] {
  if (!tree.environment.production) return [];
  const policies = tree.resources("aws_efs_backup_policy");
  return tree.resources("aws_efs_file_system").flatMap((fileSystem) => {
    const policy = policies.find((one) => tree.behind(one, one.body.file_system_id) === fileSystem);
    const status = blocksAt(policy?.body, "backup_policy")[0]?.block.status;
    if (status === "ENABLED" || isExpression(status)) return [];
    return [
      {
        ...(policy ? at(policy, "backup_policy.status") : at(fileSystem)),
        value: status,
        problem: "nobody keeps copies of the files",
        fix: `declare an aws_efs_backup_policy with the status "ENABLED", by fileStorage.backups, ${otherwise}`,
      },
    ];
  });
}

function versions(tree: FinishedTree): readonly Violation[] {
  const logging = tree.resources("aws_s3_bucket_logging");
  const takesLogs = new Set(logging.map((one) => tree.behind(one, one.body.target_bucket)));
  return bucketsIn(tree).flatMap(({ bucket, of }) => {
    const [versioning] = of("aws_s3_bucket_versioning");
    const status = blocksAt(versioning?.body, "versioning_configuration")[0]?.block.status;
    const inline = blocksAt(bucket.body, "versioning").some(({ block }) => switched(block.enabled, false) !== false);
    if (status !== "Enabled" && !isExpression(status) && !inline) return [unversioned(versioning ?? bucket, status)];
    // A log is written once: nobody waits for an older version of it.
    const isShort = tree.environment.production && !takesLogs.has(bucket);
    return isShort ? of("aws_s3_bucket_lifecycle_configuration").flatMap(shortVersions) : [];
  });
}

function unversioned(element: ResolvedElement, status: unknown): Violation {
  const own = element.type === "aws_s3_bucket_versioning";
  return {
    ...at(element, own ? "versioning_configuration.status" : undefined),
    value: status,
    problem: "an object that is deleted or written over is gone",
    fix: 'declare an aws_s3_bucket_versioning with the status "Enabled", or the bucket as a Bucket of constructs/storage',
  };
}

function shortVersions(lifecycle: ResolvedElement): readonly Violation[] {
  return blocksAt(lifecycle.body, "rule.noncurrent_version_expiration").flatMap(({ place, block }) => {
    const days = counted(block.noncurrent_days, week);
    if (days === undefined || days >= week) return [];
    return [
      {
        ...at(lifecycle, `${place}.noncurrent_days`),
        value: days,
        problem: `an object that is deleted or written over is gone after ${inDays(days)}`,
        fix: `keep versions for ${week} days or more, by deletedObjectDays or buckets.deletedBackupDays, ${otherwise}`,
      },
    ];
  });
}

/** Velero's schedules, which stand in the values of its chart. */
function clusterBackups(tree: FinishedTree): readonly Violation[] {
  const { production, teams, backups } = tree.environment;
  // What is saved is the teams' own, but of those that the environment leaves out.
  if (!production || teams.every(({ name }) => backups.excludedTeams.includes(name))) return [];
  return tree
    .resources("helm_release")
    .filter(({ body }) => body.chart === "velero")
    .flatMap((release) => {
      const values = [release.body.values].flat().join("\n");
      const hours = [...values.matchAll(/"?ttl"?: "?(\d+)h/g)].map(([, each]) => Number(each));
      if (hours.some((each) => each >= 24 * week)) return [];
      const longest = Math.max(0, ...hours) / 24;
      return [
        {
          ...at(release, "values"),
          value: longest === 0 ? undefined : `${longest * 24}h`,
          problem:
            longest === 0
              ? "nothing of the cluster is backed up"
              : `backups of the cluster are gone after ${inDays(longest)}`,
          fix: `add a schedule with retentionDays: ${week} or more to backups.schedules, ${otherwise}`,
        },
      ];
    });
}
