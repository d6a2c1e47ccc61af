import { watchdog } from "../../charts/kube-prometheus-stack/alert-routing";
import type { Alert, AlertGroup } from "./alert";
import { ofPlatform } from "./platform-namespaces";

/** Metrics: prometheus/prometheus, prometheus/alertmanager and prometheus-operator/prometheus-operator at the chart's releases. */
const everywhere: readonly Alert[] = [
  {
    name: watchdog,
    expr: "vector(1)",
    severity: "warning",
    summary: "Always there: when it stays away, monitoring itself is down.",
  },
  {
    name: "PlatformTargetDown",
    expr: `max by (job, namespace, pod) (up{${ofPlatform},job!='kubelet'}) == 0`,
    for: "15m",
    severity: "warning",
    summary: "{{ $labels.pod }} ({{ $labels.job }}) does not answer Prometheus: its alerts are blind.",
  },
  {
    name: "MonitorsRejected",
    expr: "max by (resource) (min_over_time(prometheus_operator_managed_resources{state='rejected'}[5m])) > 0",
    for: "10m",
    severity: "warning",
    summary: "The operator leaves out objects of the kind {{ $labels.resource }} that it can't read.",
  },
];

/** With Prometheus and Alertmanager in the cluster. */
export const ownPrometheus: AlertGroup = {
  name: "prometheus",
  alerts: [
    ...everywhere,
    {
      name: "PrometheusConfigurationBroken",
      expr: "max_over_time(prometheus_config_last_reload_successful[5m]) == 0",
      for: "10m",
      severity: "critical",
      summary: "{{ $labels.pod }} goes on with an old configuration, since it can't read the new one.",
    },
    {
      name: "AlertRulesFailing",
      expr: "sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[10m])) > 0",
      for: "10m",
      severity: "critical",
      summary: "Alerts of {{ $labels.rule_group }} are not evaluated.",
    },
    {
      name: "AlertsNotHandedOver",
      expr: "sum by (pod) (increase(prometheus_notifications_dropped_total[10m])) > 0",
      for: "10m",
      severity: "critical",
      summary: "{{ $labels.pod }} can't hand its alerts to Alertmanager.",
    },
    {
      name: "AlertsNotSent",
      expr: "sum by (integration) (increase(alertmanager_notifications_failed_total[15m])) > 0",
      for: "5m",
      severity: "critical",
      summary: "Alertmanager can't send alerts by {{ $labels.integration }}.",
    },
  ],
};

/** With an agent that hands samples to the managed service, which evaluates and sends by itself. */
export const managedPrometheus: AlertGroup = {
  name: "prometheus",
  alerts: [
    ...everywhere,
    {
      name: "SamplesNotStored",
      expr: "sum by (pod) (rate(prometheus_remote_storage_samples_failed_total[5m])) > 0",
      for: "15m",
      severity: "critical",
      summary: "{{ $labels.pod }} can't hand its samples to Amazon Managed Service for Prometheus.",
    },
  ],
};
