import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { agentValues } from "./kube-prometheus-stack/agent";
import { type AlertReceivers, alertRouting } from "./kube-prometheus-stack/alert-routing";
import { alertmanagerValues } from "./kube-prometheus-stack/alertmanager";
import { kubeStateMetricsValues, nodeExporterValues } from "./kube-prometheus-stack/exporters";
import { grafanaValues } from "./kube-prometheus-stack/grafana";
import { release } from "./kube-prometheus-stack/names";
import { operatorValues } from "./kube-prometheus-stack/operator";
import { type PrometheusOptions, prometheusValues } from "./kube-prometheus-stack/prometheus";
import { clusterServices } from "./namespaces";

/** A group of rules as Prometheus reads it. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

export interface KubePrometheusStackOptions extends PrometheusOptions {
  readonly receivers: AlertReceivers;
  /** Alerts and the figures that they are computed from. */
  readonly ruleGroups: readonly RuleGroup[];
  /** Entries of the chart's `additionalPodMonitors`. */
  readonly podMonitors: readonly Readonly<Record<string, unknown>>[];
  /** Name of the ConfigMap with the dashboards. */
  readonly dashboards: string;
}

/**
 * Prometheus with its operator, Alertmanager, Grafana and the exporters of figures on nodes and objects.
 *
 * Its own alerts and dashboards are off: what pages, and what is shown, is written in this repository, each alert with a
 * section of the runbook. The definitions of its kinds are a release of their own: prometheus-operator-kinds.ts.
 *
 * Values: prometheus-community/helm-charts, charts/kube-prometheus-stack at `kube-prometheus-stack-88.5.3`, with its
 * charts kube-state-metrics 8.4.0, prometheus-node-exporter 4.56.1 and grafana 12.11.1 (grafana-community/helm-charts).
 */
export function kubePrometheusStack(options: KubePrometheusStackOptions): Chart {
  return {
    ...catalogue["kube-prometheus-stack"],
    name: release,
    namespace: clusterServices,
    waivers,
    skipCrds: true,
    values: {
      ...common,
      prometheus: { ...prometheusValues(options), additionalPodMonitors: options.podMonitors },
      additionalPrometheusRulesMap: { platform: { groups: options.ruleGroups } },
      alertmanager: alertmanagerValues(options.replicas),
      extraManifests: [alertRouting(options.receivers)],
      grafana: grafanaValues(options),
    },
  };
}

export interface PrometheusAgentOptions {
  /** Name of the cluster, by which the service knows that replicas say the same. */
  readonly clusterName: string;
  readonly region: string;
  /** Where samples are written to. */
  readonly remoteWriteUrl: string;
  readonly podMonitors: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The same chart with an agent in the place of Prometheus, which hands its samples to the managed service. Rules, alerts and
 * graphs are the service's: Grafana 13 signs no requests for it without a plug-in of its own.
 */
export function prometheusAgent(options: PrometheusAgentOptions): Chart {
  return {
    ...catalogue["kube-prometheus-stack"],
    name: release,
    namespace: clusterServices,
    waivers,
    skipCrds: true,
    values: {
      ...common,
      prometheus: { ...agentValues(options), additionalPodMonitors: options.podMonitors },
      alertmanager: { enabled: false },
      grafana: { enabled: false },
    },
  };
}

const waivers = {
  "host-access": "the exporter reads the figures of the node itself, from its folders, processes and network",
  "wildcard-rbac": "its operator makes stateful sets, ConfigMaps and Secrets of what its own kinds say",
  "single-replica": "operator and exporter of objects work alone: what they miss, they make up for when they are back",
};

/** EKS runs these where nobody else looks; kube-proxy has nothing to say that another figure does not. */
const hiddenByEks = Object.fromEntries(
  ["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"].map((part) => [part, { enabled: false }]),
);

/** What does not depend on where samples go. */
const common = {
  defaultRules: { create: false },
  prometheusOperator: operatorValues,
  "prometheus-node-exporter": nodeExporterValues,
  "kube-state-metrics": kubeStateMetricsValues,
  // Certificates of kubelets are signed by the cluster's own authority.
  kubelet: { serviceMonitor: { cAdvisorInterval: "30s", insecureSkipVerify: false } },
  ...hiddenByEks,
};
