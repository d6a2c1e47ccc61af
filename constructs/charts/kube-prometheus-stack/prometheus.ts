import { platformCritical } from "../../cluster/priority-classes";
import { oneAtATime, restrictedPod, spreadReplicas } from "../pod-defaults";
import { onSystemNodes } from "../system-nodes";
import { monitoringPods } from "./names";
import { volumeClaim } from "./volume";

export interface PrometheusOptions {
  /** Name of the cluster, which every metric and alert carries when it leaves. */
  readonly clusterName: string;
  readonly retentionDays: number;
  /** Volume of each replica. */
  readonly storageGiB: number;
  /** Memory of each replica, such as "2Gi". */
  readonly memory: string;
  readonly replicas: number;
}

/** User and groups of the chart, whose volumes belong to them. */
const user = { ...restrictedPod, runAsUser: 1000, runAsGroup: 2000, fsGroup: 2000 };

/** Part of a volume for blocks of samples; the rest is for the log of those of the last hours. */
const shareOfBlocks = 0.8;

/** What Prometheus and the agent of the managed service have in common. */
export function scraping(clusterName: string, pods: Readonly<Record<string, string>>) {
  return {
    ...allMonitors,
    externalLabels: { cluster: clusterName },
    scrapeInterval: "30s",
    serviceDiscoveryRole: "EndpointSlice",
    // The spread says it already.
    podAntiAffinity: "",
    topologySpreadConstraints: spreadReplicas(pods),
    ...onSystemNodes,
    priorityClassName: platformCritical,
    securityContext: user,
  };
}

/** Every monitor and rule of the cluster counts, whichever release or namespace it comes from. */
const allMonitors = Object.fromEntries(
  ["rule", "serviceMonitor", "podMonitor", "probe", "scrapeConfig"].map((kind) => [
    `${kind}SelectorNilUsesHelmValues`,
    false,
  ]),
);

/** Prometheus itself: each replica scrapes and keeps everything, on a volume of its own. */
export function prometheusValues({ clusterName, retentionDays, storageGiB, memory, replicas }: PrometheusOptions) {
  return {
    serviceAccount: { create: true, name: "prometheus" },
    // Replicas scrape at different moments: who looks at one graph stays with one of them.
    service: { sessionAffinity: "ClientIP" },
    podDisruptionBudget: { enabled: true, minAvailable: null, ...oneAtATime },
    prometheusSpec: {
      ...scraping(clusterName, monitoringPods.prometheus),
      evaluationInterval: "30s",
      replicas,
      retention: `${retentionDays}d`,
      // A full volume would stop it: the oldest goes before.
      retentionSize: `${Math.floor(storageGiB * shareOfBlocks)}GiB`,
      storageSpec: volumeClaim(storageGiB),
      // Memory is what a pod of it dies of: what it may take is reserved.
      resources: { requests: { cpu: "250m", memory }, limits: { cpu: "2", memory } },
    },
  };
}
