import { clusterServices } from "../namespaces";

/** Name of the release, after which the chart and its operator name everything. */
export const release = "kube-prometheus-stack";

/**
 * Labels by which the release's pods are told apart. They are those that the services select by as well: only then does
 * the VPC CNI let calls to a service's address pass.
 */
export const monitoringPods = {
  prometheus: { "app.kubernetes.io/name": "prometheus" },
  prometheusAgent: { "app.kubernetes.io/name": "prometheus-agent" },
  alertmanager: { "app.kubernetes.io/name": "alertmanager" },
  grafana: { "app.kubernetes.io/name": "grafana" },
  kubeStateMetrics: { "app.kubernetes.io/name": "kube-state-metrics" },
  operator: { app: `${release}-operator` },
} as const;

/** Ports on which they listen: the chart's defaults. */
export const monitoringPorts = {
  prometheus: 9090,
  alertmanager: 9093,
  /** Between the replicas, over TCP and UDP. */
  alertmanagerPeers: 9094,
  grafana: 3000,
  kubeStateMetrics: 8080,
  nodeExporter: 9100,
  operator: 8080,
  /** Beside each Prometheus and Alertmanager, and has them read a changed configuration. */
  configReloader: 8080,
} as const;

/** Pods whose names are fixed, so that a right can name them. */
export const monitoringPodNames = {
  grafana: `${release}-grafana-0`,
  prometheus: (replica: number) => `prometheus-${release}-prometheus-${replica}`,
  alertmanager: (replica: number) => `alertmanager-${release}-alertmanager-${replica}`,
} as const;

/** Address of a service of the release. */
export function serviceUrl(part: "prometheus" | "alertmanager"): string {
  return `http://${release}-${part}.${clusterServices}:${monitoringPorts[part]}`;
}
