import type { Kind } from "../cluster/kinds";
import { savedClusterKinds, savedKinds } from "./saved-kinds";

/** When the teams' namespaces are saved, and how long that is kept. */
export interface BackupSchedule {
  readonly name: string;
  /** In the five fields of cron, by UTC. */
  readonly cron: string;
  /** Days after which Velero deletes a backup and its snapshots. */
  readonly retentionDays: number;
}

/** The one place where backups are kept: commands need not name it. */
export const backupLocation = "default";

/** Which volumes have no snapshots: a ConfigMap, whose name the chart begins with the release's. */
export const volumePolicies = "volumes";

/** Name of a schedule in the cluster, with which the names of its backups begin. */
export function scheduleName(name: string): string {
  return `velero-${name}`;
}

/** The value `schedules` of Velero's chart. */
export function schedulesOf(schedules: readonly BackupSchedule[], namespaces: readonly string[]) {
  return Object.fromEntries(
    schedules.map(({ name, cron, retentionDays }) => [
      name,
      {
        schedule: cron,
        // Backups outlive the schedule that made them.
        useOwnerReferencesInBackup: false,
        template: { ttl: `${retentionDays * 24}h0m0s`, ...contentOf(namespaces) },
      },
    ]),
  );
}

/** vmware-tanzu/velero, site/content/docs/v1.18/api-types/backup.md and resource-filtering.md. */
function contentOf(namespaces: readonly string[]) {
  return {
    storageLocation: backupLocation,
    includedNamespaces: [...namespaces],
    includedNamespaceScopedResources: savedKinds.map(nameOf).sort(),
    includedClusterScopedResources: savedClusterKinds.map(nameOf).sort(),
    snapshotVolumes: true,
    resourcePolicy: { kind: "configmap", name: `velero-${volumePolicies}` },
  };
}

/** A kind as Velero names it. */
function nameOf({ group, resource }: Kind): string {
  return group === "" ? resource : `${resource}.${group}`;
}
