import { platformCritical } from "../../cluster/priority-classes";
import { nodeAgents } from "../namespaces";
import { nodeCritical, type Resources, restrictedContainer, restrictedPod } from "../pod-defaults";
import { onEveryNode, onSystemNodes } from "../system-nodes";

const perNode: Resources = { requests: { cpu: "25m", memory: "32Mi" }, limits: { cpu: "250m", memory: "64Mi" } };
const perCluster: Resources = { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } };

/**
 * Figures of the nodes. It looks at the node's network, processes and file systems, reading only, which its namespace has
 * to allow: the chart lets it stand in another one than the rest.
 */
export const nodeExporterValues = {
  namespaceOverride: nodeAgents,
  // It asks the API nothing.
  serviceAccount: { create: true, name: "node-exporter", automountServiceAccountToken: false },
  tolerations: onEveryNode,
  priorityClassName: nodeCritical,
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
  securityContext: { ...restrictedPod, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 },
  containerSecurityContext: restrictedContainer,
  resources: perNode,
};

/** What the API knows of objects. The chart's role follows the list: Secrets and ConfigMaps are not looked at. */
const collectors = [
  "certificatesigningrequests",
  "cronjobs",
  "daemonsets",
  "deployments",
  "horizontalpodautoscalers",
  "ingresses",
  "jobs",
  "limitranges",
  "mutatingwebhookconfigurations",
  "namespaces",
  "networkpolicies",
  "nodes",
  "persistentvolumeclaims",
  "persistentvolumes",
  "poddisruptionbudgets",
  "pods",
  "replicasets",
  "resourcequotas",
  "services",
  "statefulsets",
  "storageclasses",
  "validatingwebhookconfigurations",
  "volumeattachments",
];

/** Labels of nodes that say what one costs, and whose it is. */
const nodeLabels = [
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/zone",
  "karpenter.sh/capacity-type",
  "eks.amazonaws.com/capacityType",
  "strata/nodes",
];

/** Figures of Kubernetes' objects, from one replica: a second one would count everything twice. */
export const kubeStateMetricsValues = {
  collectors,
  metricLabelsAllowlist: [`nodes=[${nodeLabels.join(",")}]`, "namespaces=[strata/team]"],
  serviceAccount: { create: true, name: "kube-state-metrics" },
  ...onSystemNodes,
  priorityClassName: platformCritical,
  securityContext: { enabled: true, ...restrictedPod, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 },
  containerSecurityContext: restrictedContainer,
  resources: perCluster,
};
