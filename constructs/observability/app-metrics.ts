import type { Environment } from "../../environments/schema/environment";
import type { CustomObject } from "../charts/custom-objects";
import { monitoringPods } from "../charts/kube-prometheus-stack/names";
import { clusterServices } from "../charts/namespaces";
import type { NetworkPeer, NetworkRule } from "../cluster/network-policy";
import { teamLabel } from "../workloads/labels";
import { metricsPathAnnotation, metricsPortAnnotation, scrapedPods } from "../workloads/metrics";

/** Name of the job, by which what apps tell is told from all else: `honorLabels` is off, so no app takes another one. */
export const appsJob = "apps";

/** Of each pod; what tells more is not taken at all, since the memory of Prometheus is the platform's. */
const sampleLimit = 2000;

/** Who asks the apps' pods; undefined where nobody does. */
export function scraperOf(kind: Environment["monitoring"]["kind"]): NetworkPeer | undefined {
  if (kind === "none") return undefined;
  const pods = kind === "prometheus" ? monitoringPods.prometheus : monitoringPods.prometheusAgent;
  return { pods, namespaces: { "kubernetes.io/metadata.name": clusterServices } };
}

/**
 * The scraper's way to the pods of the teams that want it. Which port of each, the policies at the other end say, so that
 * another app changes nothing here.
 */
export const toApps: NetworkRule = {
  peers: [{ namespacesLabelled: teamLabel, pods: scrapedPods }],
  ports: [1024],
  lastPort: 65535,
};

const metaLabel = (annotation: string) => `__meta_kubernetes_pod_annotation_${annotation.replace(/\W/g, "_")}`;

/**
 * How Prometheus finds the apps' pods: by their label, and where each says. Metrics bear the namespace, pod and app that
 * Kubernetes knows; what an app itself says under these names becomes `exported_…`.
 *
 * Fields: prometheus-operator, PodMonitor v1, as the chart's definition at `kube-prometheus-stack-88.5.3` has them; meta
 * labels: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod
 */
export function appsMonitor(teamNamespaces: readonly string[]): CustomObject {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name: appsJob, namespace: clusterServices },
    spec: {
      namespaceSelector: { matchNames: teamNamespaces },
      selector: { matchLabels: scrapedPods },
      sampleLimit,
      labelLimit: 40,
      bodySizeLimit: "4MB",
      podMetricsEndpoints: [
        {
          honorLabels: false,
          // What is scraped is of now, whatever the app says.
          honorTimestamps: false,
          // Else an app could send it to others whom it reaches.
          followRedirects: false,
          relabelings: [
            {
              action: "keepequal",
              sourceLabels: [metaLabel(metricsPortAnnotation)],
              targetLabel: "__meta_kubernetes_pod_container_port_number",
            },
            { sourceLabels: [metaLabel(metricsPathAnnotation)], targetLabel: "__metrics_path__" },
            { sourceLabels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], targetLabel: "app" },
            { targetLabel: "job", replacement: appsJob },
          ],
        },
      ],
    },
  };
}
