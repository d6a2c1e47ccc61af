import type { AlertGroup } from "./alert";

/** Metrics: aws/amazon-vpc-cni-k8s, utils/prometheusmetrics/prometheusmetrics.go; codes: pkg/ipamd/ipamd.go. */
export const network: AlertGroup = {
  name: "network",
  needs: "vpc-cni",
  alerts: [
    {
      name: "PodAddressesExhausted",
      expr: "sum by (instance) (increase(awscni_no_available_ip_addresses[10m])) > 0",
      for: "5m",
      severity: "critical",
      summary: "Pods on {{ $labels.instance }} can't start: the node has no address left for them.",
    },
    {
      name: "SubnetExhausted",
      expr: "sum by (error) (increase(awscni_aws_api_error_count{error=~'InsufficientCidrBlocks|InsufficientFreeAddressesInSubnet'}[15m])) > 0",
      severity: "critical",
      summary: "A subnet of nodes or pods has no room left ({{ $labels.error }}).",
    },
  ],
};
