import { type BackupSchedule, scheduleName } from "../../charts/backup-schedules";
import type { Alert, AlertGroup } from "./alert";
import { longestGap } from "./longest-gap";

type Timed = Pick<BackupSchedule, "name" | "cron">;

/**
 * What goes wrong with backups, those of the given schedules and others.
 *
 * Metrics: vmware-tanzu/velero, pkg/metrics/metrics.go at `v1.18.1`.
 */
export function backups(schedules: readonly Timed[]): AlertGroup {
  return { name: "backups", needs: "velero", alerts: [...tooOld(schedules), ...failing] };
}

/** Nothing is too old where nothing is due. */
function tooOld(schedules: readonly Timed[]): readonly Alert[] {
  const due = schedules.filter(({ cron }) => longestGap(cron) > 0);
  if (due.length === 0) return [];
  return [
    {
      name: "BackupTooOld",
      expr: due
        .map(
          (one) =>
            `time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule='${scheduleName(one.name)}'}) > ${oldest(one)}`,
        )
        .join(" or "),
      for: "10m",
      severity: "critical",
      summary:
        "The last complete backup of the schedule {{ $labels.schedule }} is {{ humanizeDuration $value }} old: later ones are missing.",
    },
  ];
}

/** Seconds after the end of a backup at which the next has been missed: half as long again, for one that takes its time. */
function oldest({ cron }: Timed): number {
  const hours = longestGap(cron);
  return (hours + Math.min(Math.max(hours / 2, 1), 12)) * 3600;
}

const failing: readonly Alert[] = [
  {
    name: "BackupFailed",
    expr: "sum by (schedule) (increase(velero_backup_failure_total[1h]) + increase(velero_backup_partial_failure_total[1h]) + increase(velero_backup_validation_failure_total[1h])) > 0",
    severity: "critical",
    summary: "A backup of the schedule {{ $labels.schedule }} has failed, wholly or in part.",
  },
  {
    name: "BackupPlaceUnavailable",
    expr: "max by (backup_location_name) (velero_backup_location_status_gauge) == 0",
    for: "15m",
    severity: "critical",
    summary: "Velero can't reach the place of backups {{ $labels.backup_location_name }}.",
  },
  {
    name: "VolumeSnapshotFailed",
    expr: "sum by (schedule) (increase(velero_volume_snapshot_failure_total[1h])) > 0",
    severity: "critical",
    summary: "Volumes of the schedule {{ $labels.schedule }} have not been copied.",
  },
];
