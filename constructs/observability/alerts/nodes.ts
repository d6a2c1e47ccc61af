import type { AlertGroup } from "./alert";

/** Metrics: kube-state-metrics, docs/metrics/cluster/node-metrics.md; node_exporter, collector filesystem. */
export const nodes: AlertGroup = {
  name: "nodes",
  alerts: [
    {
      name: "NodeNotReady",
      expr: "kube_node_status_condition{condition='Ready',status='true'} == 0",
      for: "5m",
      severity: "critical",
      summary: "Node {{ $labels.node }} has not been ready for five minutes; its pods are moved away.",
    },
    {
      name: "NodeUnderPressure",
      expr: "kube_node_status_condition{condition=~'DiskPressure|MemoryPressure|PIDPressure',status='true'} == 1",
      for: "10m",
      severity: "warning",
      summary: "Node {{ $labels.node }} is short of room ({{ $labels.condition }}), and evicts pods.",
    },
    {
      name: "NodeDiskFilling",
      expr: "(node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1) and node_filesystem_readonly == 0",
      for: "15m",
      severity: "warning",
      summary: "{{ $labels.mountpoint }} of {{ $labels.instance }} has less than a tenth of its room left.",
    },
    {
      name: "KubeletUnreachable",
      expr: "up{job='kubelet',metrics_path='/metrics'} == 0",
      for: "10m",
      severity: "warning",
      summary: "The kubelet of {{ $labels.node }} has not answered Prometheus for ten minutes.",
    },
  ],
};
