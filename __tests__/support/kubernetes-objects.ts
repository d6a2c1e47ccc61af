import type { SynthesizedPlatform } from "./demo";
import { resolvedText } from "./resolved-text";
import type { Body } from "./synthesize";

/** An object as the Kubernetes API knows it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Body;
  readonly [field: string]: Body;
}

type ClusterStack = "kubernetes-cluster" | "cluster-services" | "app-services" | "apps";

/** What a Terraform type of the kubernetes provider declares. */
const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  kubernetes_namespace_v1: ["v1", "Namespace"],
  kubernetes_service_account_v1: ["v1", "ServiceAccount"],
  kubernetes_default_service_account_v1: ["v1", "ServiceAccount"],
  kubernetes_config_map_v1: ["v1", "ConfigMap"],
  kubernetes_service_v1: ["v1", "Service"],
  kubernetes_persistent_volume_claim_v1: ["v1", "PersistentVolumeClaim"],
  kubernetes_limit_range_v1: ["v1", "LimitRange"],
  kubernetes_resource_quota_v1: ["v1", "ResourceQuota"],
  kubernetes_deployment_v1: ["apps/v1", "Deployment"],
  kubernetes_stateful_set_v1: ["apps/v1", "StatefulSet"],
  kubernetes_daemon_set_v1: ["apps/v1", "DaemonSet"],
  kubernetes_job_v1: ["batch/v1", "Job"],
  kubernetes_cron_job_v1: ["batch/v1", "CronJob"],
  kubernetes_horizontal_pod_autoscaler_v2: ["autoscaling/v2", "HorizontalPodAutoscaler"],
  kubernetes_pod_disruption_budget_v1: ["policy/v1", "PodDisruptionBudget"],
  kubernetes_ingress_v1: ["networking.k8s.io/v1", "Ingress"],
  kubernetes_ingress_class_v1: ["networking.k8s.io/v1", "IngressClass"],
  kubernetes_network_policy_v1: ["networking.k8s.io/v1", "NetworkPolicy"],
  kubernetes_role_v1: ["rbac.authorization.k8s.io/v1", "Role"],
  kubernetes_role_binding_v1: ["rbac.authorization.k8s.io/v1", "RoleBinding"],
  kubernetes_cluster_role_v1: ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  kubernetes_cluster_role_binding_v1: ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
  kubernetes_priority_class_v1: ["scheduling.k8s.io/v1", "PriorityClass"],
  kubernetes_storage_class_v1: ["storage.k8s.io/v1", "StorageClass"],
};

/** Blocks that may stand there more than once, by the name that the API gives their list. */
const lists: Readonly<Record<string, string>> = {
  container: "containers",
  egress: "egress",
  env: "env",
  env_from: "envFrom",
  from: "from",
  host_aliases: "hostAliases",
  image_pull_secrets: "imagePullSecrets",
  ingress: "ingress",
  init_container: "initContainers",
  items: "items",
  limit: "limits",
  match_expression: "matchExpressions",
  match_expressions: "matchExpressions",
  metric: "metrics",
  path: "paths",
  policy: "policies",
  port: "ports",
  ports: "ports",
  rule: "rules",
  sources: "sources",
  subject: "subjects",
  sysctl: "sysctls",
  tls: "tls",
  to: "to",
  toleration: "tolerations",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  volume_device: "volumeDevices",
  volume_mount: "volumeMounts",
};

/** Fields whose own names do not follow from Terraform's. */
const renamed: Readonly<Record<string, string>> = {
  cluster_ip: "clusterIP",
  external_ips: "externalIPs",
  external_traffic_policy: "externalTrafficPolicy",
  host_ip: "hostIP",
  host_ipc: "hostIPC",
  host_pid: "hostPID",
  non_resource_urls: "nonResourceURLs",
  storage_provisioner: "provisioner",
};

/** Maps whose keys are somebody's words. */
const wordsOfUsers = new Set([
  "annotations",
  "binary_data",
  "data",
  "default",
  "default_request",
  "hard",
  "labels",
  "limits",
  "match_labels",
  "node_selector",
  "parameters",
  "requests",
]);

/** Numbers that the provider takes as texts, beside names and shares. */
const numbers = new Set([
  "fs_group",
  "max_surge",
  "max_unavailable",
  "min_available",
  "port",
  "replicas",
  "run_as_group",
  "run_as_user",
  "target_port",
]);

/**
 * The Kubernetes objects that a stack declares, as the provider sends them to the API. What only Terraform or AWS knows
 * stays there as an expression; names, namespaces and images are resolved.
 *
 * @throws Error for a type of the kubernetes provider that is not in the table
 */
export function kubernetesObjects(platform: SynthesizedPlatform, stack: ClusterStack): readonly KubernetesObject[] {
  const types = platform[stack].types.filter((type) => type.startsWith("kubernetes_"));
  return types.flatMap((type) => {
    const [apiVersion, kind] = kinds[type] ?? unknownType(type);
    return Object.values(platform[stack].all(type)).map((body): KubernetesObject => {
      const { "//": _, depends_on, lifecycle, timeouts, wait_for_rollout, wait_for_completion, ...fields } = body;
      const resolved = JSON.parse(JSON.stringify(fields), (__, value) =>
        typeof value === "string" ? resolvedText(platform, stack, value) : value,
      );
      const object = { apiVersion, kind, metadata: {}, ...(asApi(resolved) as object) };
      // The provider takes over the one that each namespace has.
      return type === "kubernetes_default_service_account_v1"
        ? { ...object, metadata: { name: "default", ...object.metadata } }
        : object;
    });
  });
}

/** A block of Terraform's as the API has it. */
function asApi(block: Body): Body {
  return Object.fromEntries(Object.entries<Body>(block).flatMap(([key, value]) => field(key, value)));
}

function field(key: string, value: Body): readonly (readonly [string, Body])[] {
  if (value === null) return [];
  const list = lists[key];
  // A probe and a backend have one port, and a request one path: those are no blocks.
  if (list !== undefined && areBlocks(value))
    return [[list, value.map(key.endsWith("container") ? asContainer : asApi)]];
  const name = renamed[key] ?? camel(key);
  if (wordsOfUsers.has(key) && isMap(value)) return [[name, value]];
  if (numbers.has(key) && /^\d+$/.test(value)) return [[name, Number(value)]];
  if (key === "default_mode") return [[name, Number.parseInt(value, 8)]];
  if (areBlocks(value) && value.length > 0) return [[name, asApi(value[0])]];
  return [[name, isMap(value) ? asApi(value) : value]];
}

/** What the provider sends for a security context that leaves these out (2.38, `kubernetes/structures_container.go`). */
const sentByProvider = {
  allowPrivilegeEscalation: true,
  privileged: false,
  readOnlyRootFilesystem: false,
  runAsNonRoot: false,
};

function asContainer(block: Body): Body {
  const container = asApi(block);
  const { securityContext } = container;
  return securityContext ? { ...container, securityContext: { ...sentByProvider, ...securityContext } } : container;
}

function camel(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isMap(value: Body): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list of words is none of blocks. */
function areBlocks(value: Body): boolean {
  return Array.isArray(value) && value.every(isMap);
}

function unknownType(type: string): never {
  throw new Error(`kubernetes-objects.ts does not know ${type}: add the kind that it declares`);
}
