import type { StackId } from "../../stack/stack-id";
import { appServices } from "./app-services";
import { apps } from "./apps";
import { clusterServices } from "./cluster-services";
import { identity } from "./identity";
import { kubernetesCluster } from "./kubernetes-cluster";
import { managedInfrastructure } from "./managed-infrastructure";
import type { Deployed, StackPermissions } from "./stack-permissions";

/** The hand-written permissions of every stack's deployers. */
export const permissionTables: Readonly<Record<StackId, (deployed: Deployed) => StackPermissions>> = {
  identity,
  "managed-infrastructure": managedInfrastructure,
  "kubernetes-cluster": kubernetesCluster,
  "cluster-services": clusterServices,
  "app-services": appServices,
  apps,
};
