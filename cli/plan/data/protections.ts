import type { ResourceChange, Values } from "../../terraform/plan-changes";

/** One setting that keeps data from being lost, by the path of its argument. */
interface Protection {
  readonly argument: string;
  /** Whether going from one value to the other makes it weaker. */
  readonly weaker: (before: unknown, after: unknown) => boolean;
  /** What may happen from then on, as a statement. */
  readonly then: string;
}

const off = (argument: string, then: string): Protection => ({
  argument,
  weaker: (before, after) => before === true && after !== true,
  then,
});
const on = (argument: string, then: string): Protection => ({
  argument,
  weaker: (before, after) => before !== true && after === true,
  then,
});
const changedFrom = (value: string, argument: string, then: string): Protection => ({
  argument,
  weaker: (before, after) => before === value && after !== value,
  then,
});
/** `unlimited`: what the argument says for no end at all. */
const shorter = (argument: string, then: string, unlimited?: number): Protection => ({
  argument,
  weaker: (before, after) => length(after, unlimited) < length(before, unlimited),
  then,
});

function length(value: unknown, unlimited: number | undefined): number {
  const days = Number(value ?? 0);
  return days === unlimited ? Number.POSITIVE_INFINITY : days;
}

const deletable = "a later plan deletes it without AWS refusing";
const emptied = "a later deletion takes along all that is in it";
const backups = "older backups are deleted, and what was lost before can't be had back";
const database = [
  off("deletion_protection", deletable),
  on("skip_final_snapshot", "its deletion leaves no snapshot"),
  on("delete_automated_backups", "its deletion takes the automatic backups along"),
  shorter("backup_retention_period", backups),
];

/** Every setting that the platform relies on to keep data, by Terraform type. */
const protections: Readonly<Record<string, readonly Protection[]>> = {
  aws_rds_cluster: database,
  aws_db_instance: database,
  aws_elasticache_replication_group: [shorter("snapshot_retention_limit", backups)],
  aws_dynamodb_table: [
    off("deletion_protection_enabled", deletable),
    off("point_in_time_recovery.0.enabled", "no former state of the table can be had back"),
    shorter("point_in_time_recovery.0.recovery_period_in_days", backups),
  ],
  aws_s3_bucket: [on("force_destroy", emptied)],
  aws_s3_bucket_versioning: [
    changedFrom("Enabled", "versioning_configuration.0.status", "what is overwritten or deleted is gone"),
  ],
  aws_ecr_repository: [on("force_delete", emptied)],
  aws_efs_backup_policy: [changedFrom("ENABLED", "backup_policy.0.status", "no backups are made any more")],
  aws_route53_zone: [on("force_destroy", emptied)],
  aws_eks_cluster: [off("deletion_protection", deletable)],
  aws_kms_key: [
    off("is_enabled", "nothing that it encrypted can be read"),
    shorter("deletion_window_in_days", "there is less time to take back its deletion"),
  ],
  aws_secretsmanager_secret: [shorter("recovery_window_in_days", "there is less time to take back its deletion")],
  aws_sqs_queue: [shorter("message_retention_seconds", "messages that are older are deleted")],
  aws_cloudwatch_log_group: [shorter("retention_in_days", "lines that are older are deleted", 0)],
  kubernetes_persistent_volume_v1: [
    changedFrom("Retain", "spec.0.persistent_volume_reclaim_policy", "the volume goes with its claim"),
  ],
  kubernetes_stateful_set_v1: ["when_deleted", "when_scaled"].map((when) =>
    changedFrom("Retain", `spec.0.persistent_volume_claim_retention_policy.0.${when}`, "volumes go with their pods"),
  ),
};

/** A protection that a plan makes weaker. */
export interface Weakened {
  readonly argument: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly then: string;
}

/** Types whose only use is to protect what another resource holds: taking them away is a change of that. */
const onlyProtections = new Set(["aws_efs_backup_policy", "aws_s3_bucket_versioning"]);

/** Whether a plan that deletes such a thing weakens what stays. */
export function onlyProtects({ type }: ResourceChange): boolean {
  return onlyProtections.has(type);
}

/** The protections that a change in place makes weaker, and those that go where a protection of its own is deleted. */
export function weakenedBy({ type, change }: ResourceChange): readonly Weakened[] {
  return (protections[type] ?? []).flatMap(({ argument, weaker, then }) => {
    const [before, after] = [at(change.before, argument), at(change.after, argument)];
    // What is known after apply alone is no word about the value.
    if (at(change.after_unknown, argument) === true) return [];
    return weaker(before, after) ? [{ argument, before, after, then }] : [];
  });
}

/** The value at a path of arguments. Blocks are lists in the older types and objects in the newer ones. */
function at(values: Values | null | undefined | boolean, argument: string): unknown {
  return argument.split(".").reduce<unknown>((value, key) => {
    if (value === null || typeof value !== "object") return value === true ? true : undefined;
    if (key === "0" && !Array.isArray(value)) return value;
    return (value as Record<string, unknown>)[key];
  }, values);
}
