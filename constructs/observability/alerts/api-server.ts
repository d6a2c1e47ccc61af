import type { Alert, AlertGroup } from "./alert";

/** Share of requests that may fail: three nines, below what EKS promises for the API (99.95 %) and apps can bear. */
const budget = 0.001;

/**
 * Burns the budget of 30 days too fast, in a long window and, so that it ends soon, in a short one.
 * https://sre.google/workbook/alerting-on-slos/, "Multiwindow, Multi-Burn-Rate Alerts"
 */
function burning(long: string, short: string, factor: number): string {
  const failing = (window: string) =>
    `sum(rate(apiserver_request_total{code=~'5..'}[${window}])) / sum(rate(apiserver_request_total[${window}])) > ${factor * budget}`;
  return `(${failing(long)}) and (${failing(short)})`;
}

const burnRates: readonly Alert[] = [
  {
    name: "ApiServerErrors",
    expr: burning("1h", "5m", 14.4),
    for: "2m",
    severity: "critical",
    summary: "The Kubernetes API fails so often that a month's budget of errors is gone in two days.",
  },
  {
    name: "ApiServerErrorsLasting",
    expr: burning("6h", "30m", 6),
    for: "15m",
    severity: "warning",
    summary: "The Kubernetes API fails so often that a month's budget of errors is gone in five days.",
  },
];

/** Metrics: https://kubernetes.io/docs/reference/instrumentation/metrics/ */
export const apiServer: AlertGroup = {
  name: "api-server",
  alerts: [
    {
      name: "ApiServerDown",
      expr: "absent(up{job='apiserver'} == 1)",
      for: "5m",
      severity: "critical",
      summary: "The Kubernetes API does not answer Prometheus.",
    },
    ...burnRates,
    {
      name: "WebhookFailing",
      expr: "sum by (name) (rate(apiserver_admission_webhook_rejection_count{error_type='calling_webhook_error'}[5m])) > 0",
      for: "5m",
      severity: "critical",
      summary: "The API refuses requests since it can't reach the webhook {{ $labels.name }}.",
    },
    {
      name: "WebhookPassedOver",
      expr: "sum by (name) (rate(apiserver_admission_webhook_fail_open_count[5m])) > 0",
      for: "15m",
      severity: "warning",
      summary: "The API lets requests pass unseen since it can't reach the webhook {{ $labels.name }}.",
    },
    {
      name: "MetricsApiDown",
      expr: "max by (name) (aggregator_unavailable_apiservice{name='v1beta1.metrics.k8s.io'}) == 1",
      for: "10m",
      severity: "critical",
      summary: "metrics-server does not answer the API: nothing scales by CPU or memory.",
    },
  ],
};
