import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { clusterServices } from "../../constructs/charts/namespaces";
import { velero } from "../../constructs/charts/velero";
import { veleroRights } from "../../constructs/charts/velero-rights";
import { veleroTraffic } from "../../constructs/charts/velero-traffic";
import { backupSnapshots } from "../../constructs/charts/volume-snapshots";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { Keyed } from "../../constructs/contracts/contract";
import { controllers } from "../../constructs/names";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

export interface BackupsSurroundings {
  readonly addresses: ClusterAddresses;
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
  /** Buckets of the platform, by purpose. */
  readonly bucketNames: Keyed;
  /** By team. */
  readonly teamNamespaces: Keyed;
}

/** Velero, which saves what the teams' namespaces hold on a schedule, with snapshots of their volumes. */
export function declareBackups(stack: PlatformStack, surroundings: BackupsSurroundings): void {
  const { names, environment } = stack;
  const { schedules, excludedTeams } = environment.backups;
  const teams = environment.teams.filter(({ name }) => !excludedTeams.includes(name));
  const namespaces = teams.map(({ name }) => surroundings.teamNamespaces.at(name));
  const rights = new CustomObjects(stack, "velero-rights", {
    name: "velero-rights",
    namespace: clusterServices,
    objects: veleroRights(namespaces),
    after: [],
  });
  const snapshots = new CustomObjects(stack, "volume-snapshots", {
    name: "volume-snapshots",
    namespace: clusterServices,
    objects: [backupSnapshots],
    after: [],
  });
  new Controller(stack, "velero", {
    chart: velero({
      region: environment.aws.region,
      bucket: surroundings.bucketNames.at("backups"),
      keyArn: surroundings.keyArns.at("backups"),
      namespaces,
      // Without a namespace a backup would be one of all.
      schedules: namespaces.length > 0 ? schedules : [],
    }),
    traffic: veleroTraffic(surroundings.addresses),
    identity: {
      clusterName: names.cluster,
      serviceAccount: controllers.velero.serviceAccount,
      roleArn: names.controllerRoleArn("velero"),
    },
    after: [rights, snapshots],
  });
}
