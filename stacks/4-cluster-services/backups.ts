import type { BackupSchedule } from "../../constructs/charts/backup-schedules";
import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { clusterServices } from "../../constructs/charts/namespaces";
import { velero } from "../../constructs/charts/velero";
import { veleroRights } from "../../constructs/charts/velero-rights";
import { veleroTraffic } from "../../constructs/charts/velero-traffic";
import { backupSnapshots } from "../../constructs/charts/volume-snapshots";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { Keyed } from "../../constructs/contracts/contract";
import { waive } from "../../constructs/guardrails/waive";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { Environment } from "../../environments/schema/environment";
import { controllerIdentity } from "../controller-identity";

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
  const namespaces = savedTeams(environment).map(({ name }) => surroundings.teamNamespaces.at(name));
  const rights = new CustomObjects(stack, "velero-rights", {
    name: "velero-rights",
    namespace: clusterServices,
    objects: veleroRights(namespaces),
    after: [],
  });
  waive(rights, "wildcard-rbac", "it has all rights on its own kinds, in its own namespace and nowhere else");
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
      schedules: schedulesOf(environment),
    }),
    traffic: veleroTraffic(surroundings.addresses),
    identity: controllerIdentity(names, "velero"),
    after: [rights, snapshots],
  });
}

/** When backups are made. Without a namespace one would be of all, so there is none. */
export function schedulesOf(environment: Environment): readonly BackupSchedule[] {
  return savedTeams(environment).length > 0 ? environment.backups.schedules : [];
}

function savedTeams({ teams, backups }: Environment): Environment["teams"] {
  return teams.filter(({ name }) => !backups.excludedTeams.includes(name));
}
