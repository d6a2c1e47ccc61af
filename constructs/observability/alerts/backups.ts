import type { AlertGroup } from "./alert";

/** A daily backup that has been missed once, with time for a long one. */
const oldest = 36 * 3600;

/** Metrics: vmware-tanzu/velero, pkg/metrics/metrics.go. */
export const backups: AlertGroup = {
  name: "backups",
  needs: "velero",
  alerts: [
    {
      name: "BackupFailed",
      expr: "sum by (schedule) (increase(velero_backup_failure_total[1h]) + increase(velero_backup_partial_failure_total[1h]) + increase(velero_backup_validation_failure_total[1h])) > 0",
      severity: "critical",
      summary: "A backup of the schedule {{ $labels.schedule }} has failed, wholly or in part.",
    },
    {
      name: "BackupTooOld",
      expr: `time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule!=''}) > ${oldest}`,
      for: "10m",
      severity: "critical",
      summary: "The last complete backup of the schedule {{ $labels.schedule }} is older than a day and a half.",
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
  ],
};
