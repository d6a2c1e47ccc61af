/** A kind of Kubernetes object as role-based access control knows it. */
export interface Kind {
  /** API group; empty for the core. */
  readonly group: string;
  /** Plural: a singular name is accepted and matches nothing. */
  readonly resource: string;
}

const core = (resource: string): Kind => ({ group: "", resource });
const apps = (resource: string): Kind => ({ group: "apps", resource });
const batch = (resource: string): Kind => ({ group: "batch", resource });
const networking = (resource: string): Kind => ({ group: "networking.k8s.io", resource });
const rbac = (resource: string): Kind => ({ group: "rbac.authorization.k8s.io", resource });
const velero = (resource: string): Kind => ({ group: "velero.io", resource });
const snapshots = (resource: string): Kind => ({ group: "snapshot.storage.k8s.io", resource });
const metrics = (resource: string): Kind => ({ group: "metrics.k8s.io", resource });

/** What the stacks declare inside the cluster, by the Terraform type that declares it. Secrets are left out for good. */
export const declaredAs = {
  kubernetes_namespace_v1: core("namespaces"),
  kubernetes_resource_quota_v1: core("resourcequotas"),
  kubernetes_limit_range_v1: core("limitranges"),
  kubernetes_config_map_v1: core("configmaps"),
  kubernetes_service_account_v1: core("serviceaccounts"),
  kubernetes_default_service_account_v1: core("serviceaccounts"),
  kubernetes_service_v1: core("services"),
  kubernetes_persistent_volume_claim_v1: core("persistentvolumeclaims"),
  kubernetes_deployment_v1: apps("deployments"),
  kubernetes_stateful_set_v1: apps("statefulsets"),
  kubernetes_daemon_set_v1: apps("daemonsets"),
  kubernetes_job_v1: batch("jobs"),
  kubernetes_cron_job_v1: batch("cronjobs"),
  kubernetes_horizontal_pod_autoscaler_v2: { group: "autoscaling", resource: "horizontalpodautoscalers" },
  kubernetes_pod_disruption_budget_v1: { group: "policy", resource: "poddisruptionbudgets" },
  kubernetes_ingress_v1: networking("ingresses"),
  kubernetes_ingress_class_v1: networking("ingressclasses"),
  kubernetes_network_policy_v1: networking("networkpolicies"),
  kubernetes_role_v1: rbac("roles"),
  kubernetes_role_binding_v1: rbac("rolebindings"),
  kubernetes_cluster_role_v1: rbac("clusterroles"),
  kubernetes_cluster_role_binding_v1: rbac("clusterrolebindings"),
  kubernetes_priority_class_v1: { group: "scheduling.k8s.io", resource: "priorityclasses" },
  kubernetes_storage_class_v1: { group: "storage.k8s.io", resource: "storageclasses" },
} as const satisfies Record<string, Kind>;

export type DeclaredType = keyof typeof declaredAs;

/** A team's wish for a secret: what it is called, never what it holds. */
export const externalSecretKind: Kind = { group: "external-secrets.io", resource: "externalsecrets" };

/** Custom resources of a team's namespace that people look at when a secret does not come. */
export const secretKinds: readonly Kind[] = [
  externalSecretKind,
  { group: "external-secrets.io", resource: "secretstores" },
];

/** A snapshot of a volume as its namespace knows it, and as the cluster does. */
export const snapshotKind = snapshots("volumesnapshots");
export const snapshotContentKind = snapshots("volumesnapshotcontents");
export const snapshotClassKind = snapshots("volumesnapshotclasses");

/** Whether what is to be saved is saved. */
export const backupKinds: readonly Kind[] = [
  velero("schedules"),
  velero("backups"),
  velero("restores"),
  velero("backupstoragelocations"),
  snapshotKind,
  snapshotContentKind,
  snapshotClassKind,
];

/** What Kubernetes makes of a namespace's objects, and people look at when something is wrong. */
export const runtimeKinds: readonly Kind[] = [
  core("pods"),
  core("events"),
  apps("replicasets"),
  { group: "discovery.k8s.io", resource: "endpointslices" },
  metrics("pods"),
];

/** The same for the cluster as a whole. */
export const clusterRuntimeKinds: readonly Kind[] = [
  core("nodes"),
  core("persistentvolumes"),
  metrics("nodes"),
  { group: "storage.k8s.io", resource: "volumeattachments" },
  { group: "apiextensions.k8s.io", resource: "customresourcedefinitions" },
  { group: "apiregistration.k8s.io", resource: "apiservices" },
  { group: "admissionregistration.k8s.io", resource: "validatingwebhookconfigurations" },
  { group: "admissionregistration.k8s.io", resource: "mutatingwebhookconfigurations" },
];

export const kindsOf = (types: readonly DeclaredType[]): readonly Kind[] => types.map((type) => declaredAs[type]);
