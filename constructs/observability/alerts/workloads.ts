import type { AlertGroup } from "./alert";
import { ofPlatform, ofTeams } from "./platform-namespaces";

/** Metrics: kube-state-metrics, docs/metrics/workload/ and docs/metrics/policy/resourcequota-metrics.md. */
export const workloads: AlertGroup = {
  name: "workloads",
  alerts: [
    {
      name: "PlatformPodPending",
      expr: `sum by (namespace, pod) (kube_pod_status_phase{phase='Pending',${ofPlatform}}) > 0`,
      for: "15m",
      severity: "critical",
      summary:
        "Pod {{ $labels.namespace }}/{{ $labels.pod }} of the platform has been pending for a quarter of an hour.",
    },
    {
      name: "PodPending",
      expr: `sum by (namespace, pod) (kube_pod_status_phase{phase='Pending',${ofTeams}}) > 0`,
      for: "15m",
      severity: "warning",
      summary: "Pod {{ $labels.namespace }}/{{ $labels.pod }} has been pending for a quarter of an hour.",
    },
    {
      name: "PlatformPodCrashLooping",
      expr: `max by (namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{reason='CrashLoopBackOff',${ofPlatform}}[5m])) >= 1`,
      for: "10m",
      severity: "critical",
      summary: "Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} keeps crashing.",
    },
    {
      name: "PlatformDeploymentIncomplete",
      expr: `max by (namespace, deployment) (kube_deployment_spec_replicas{${ofPlatform}} - kube_deployment_status_replicas_available{${ofPlatform}}) > 0`,
      for: "15m",
      severity: "warning",
      summary: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} lacks {{ $value }} of its replicas.",
    },
    {
      name: "PlatformDaemonSetIncomplete",
      expr: `max by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled{${ofPlatform}} - kube_daemonset_status_number_available{${ofPlatform}}) > 0`,
      for: "30m",
      severity: "warning",
      summary: "{{ $labels.namespace }}/{{ $labels.daemonset }} is missing on {{ $value }} nodes.",
    },
    {
      name: "QuotaNearlyUsed",
      expr: "max by (namespace, resource) (kube_resourcequota{type='used'}) / (max by (namespace, resource) (kube_resourcequota{type='hard'}) > 0) > 0.9",
      for: "15m",
      severity: "warning",
      summary: "{{ $labels.namespace }} has used more than nine tenths of its quota of {{ $labels.resource }}.",
    },
  ],
};
