import { appsJob } from "../app-metrics";
import type { AlertGroup } from "./alert";

/** Where apps are asked. */
export const appMetrics: AlertGroup = {
  name: "app-metrics",
  alerts: [
    {
      name: "AppMetricsMissing",
      expr: `max by (namespace, pod) (up{job='${appsJob}'}) == 0`,
      for: "15m",
      severity: "warning",
      summary:
        "Pod {{ $labels.namespace }}/{{ $labels.pod }} does not tell its metrics: what scales by them does not scale down.",
    },
  ],
};

/** Where an adapter serves what the apps tell. Metrics: https://kubernetes.io/docs/reference/instrumentation/metrics/ */
export const customMetrics: AlertGroup = {
  name: "custom-metrics",
  alerts: [
    {
      name: "CustomMetricsApiDown",
      expr: "max by (name) (aggregator_unavailable_apiservice{name=~'v1beta1.(custom|external).metrics.k8s.io'}) == 1",
      for: "10m",
      severity: "critical",
      summary: "prometheus-adapter does not answer the API ({{ $labels.name }}): nothing scales by metrics of apps.",
    },
  ],
};
