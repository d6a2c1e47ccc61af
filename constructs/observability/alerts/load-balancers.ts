import type { AlertGroup } from "./alert";

/** Metrics: kubernetes-sigs/controller-runtime, pkg/internal/controller/metrics/metrics.go. */
export const loadBalancers: AlertGroup = {
  name: "load-balancers",
  needs: "aws-load-balancer-controller",
  alerts: [
    {
      name: "LoadBalancerErrors",
      expr: "sum by (controller) (rate(controller_runtime_reconcile_errors_total{job='aws-load-balancer-controller'}[10m])) > 0",
      for: "20m",
      severity: "critical",
      summary: "The load balancer controller keeps failing at {{ $labels.controller }}: new pods may get no traffic.",
    },
  ],
};
