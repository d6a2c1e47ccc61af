import type { AlertGroup } from "./alert";

/** Metrics: aws/karpenter-provider-aws, website/content/en/docs/reference/metrics.md at `v1.14.1`. */
export const autoscaling: AlertGroup = {
  name: "autoscaling",
  needs: "karpenter",
  alerts: [
    {
      name: "PodsFindNoNode",
      expr: "max(karpenter_scheduler_unschedulable_pods_count) > 0",
      for: "15m",
      severity: "critical",
      summary: "Karpenter finds no node for {{ $value }} pods, and may start none for them.",
    },
    {
      name: "NodesNotLaunched",
      expr: "sum by (error) (increase(karpenter_cloudprovider_errors_total{method='Create'}[15m])) > 0",
      for: "15m",
      severity: "critical",
      summary: "Karpenter can't launch nodes ({{ $labels.error }}).",
    },
    {
      name: "NodePoolNearlyUsed",
      expr: "max by (nodepool, resource_type) (karpenter_nodepools_usage) / (max by (nodepool, resource_type) (karpenter_nodepools_limit) > 0) > 0.9",
      for: "15m",
      severity: "warning",
      summary:
        "Node pool {{ $labels.nodepool }} has used more than nine tenths of its limit of {{ $labels.resource_type }}.",
    },
    {
      name: "InterruptionsLate",
      // A spot node goes two minutes after its notice.
      expr: "histogram_quantile(0.9, sum by (le) (rate(karpenter_interruption_message_queue_duration_seconds_bucket[15m]))) > 60",
      for: "5m",
      severity: "critical",
      summary: "Karpenter learns too late which nodes AWS takes away.",
    },
  ],
};
