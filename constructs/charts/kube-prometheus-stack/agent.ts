import type { PrometheusAgentOptions } from "../kube-prometheus-stack";
import { oneAtATime } from "../pod-defaults";
import { monitoringPods } from "./names";
import { scraping } from "./prometheus";
import { volumeClaim } from "./volume";

/** For two hours of samples, which it keeps while the service does not take them. */
const storageGiB = 10;

/**
 * The agent. Two of it write the same samples, of which the service keeps those of one: it tells them apart by these two
 * labels.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-ingest-dedupe.html
 */
export function agentValues({ clusterName, region, remoteWriteUrl }: PrometheusAgentOptions) {
  return {
    agentMode: true,
    serviceAccount: { create: true, name: "prometheus" },
    podDisruptionBudget: { enabled: true, minAvailable: null, ...oneAtATime },
    prometheusSpec: {
      ...scraping(clusterName, monitoringPods.prometheusAgent),
      replicas: 2,
      replicaExternalLabelName: "__replica__",
      prometheusExternalLabelNameClear: true,
      // Signed with the role of its pods.
      remoteWrite: [{ url: remoteWriteUrl, sigv4: { region } }],
      storageSpec: volumeClaim(storageGiB),
      resources: { requests: { cpu: "200m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
    },
  };
}
