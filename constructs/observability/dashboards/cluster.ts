import type { Dashboard } from "./dashboard";

/** Whether the cluster as a whole is well: nodes, the API, DNS, addresses, and what fires. */
export const cluster: Dashboard = {
  id: "cluster",
  title: "Cluster",
  panels: [
    {
      title: "Alerts that fire",
      kind: "table",
      unit: "short",
      width: 24,
      queries: [
        {
          expr: "sum by (alertname, severity, namespace) (ALERTS{alertstate='firing',alertname!='Watchdog'})",
          called: "",
        },
      ],
    },
    {
      title: "Nodes",
      kind: "now",
      unit: "short",
      width: 6,
      queries: [
        { expr: "count(kube_node_info)", called: "all" },
        { expr: "sum(kube_node_status_condition{condition='Ready',status='true'})", called: "ready" },
      ],
    },
    {
      title: "Pods",
      kind: "now",
      unit: "short",
      width: 6,
      queries: [
        { expr: "sum(kube_pod_status_phase{phase='Running'})", called: "running" },
        { expr: "sum(kube_pod_status_phase{phase='Pending'})", called: "pending" },
      ],
    },
    {
      title: "Failing requests of the Kubernetes API",
      about: "Share of answers 5xx. The budget is one in a thousand.",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: "sum(rate(apiserver_request_total{code=~'5..'}[5m])) / sum(rate(apiserver_request_total[5m]))",
          called: "5xx",
        },
      ],
    },
    {
      title: "CPU of the nodes",
      about: "Cores: what nodes have for pods, what pods ask for, what they use.",
      kind: "course",
      unit: "cores",
      queries: [
        { expr: "sum(kube_node_status_allocatable{resource='cpu'})", called: "there is" },
        { expr: "sum(kube_pod_container_resource_requests{resource='cpu'})", called: "requested" },
        { expr: "sum(rate(container_cpu_usage_seconds_total{container!=''}[5m]))", called: "used" },
      ],
    },
    {
      title: "Memory of the nodes",
      kind: "course",
      unit: "bytes",
      queries: [
        { expr: "sum(kube_node_status_allocatable{resource='memory'})", called: "there is" },
        { expr: "sum(kube_pod_container_resource_requests{resource='memory'})", called: "requested" },
        { expr: "sum(container_memory_working_set_bytes{container!=''})", called: "used" },
      ],
    },
    {
      title: "Addresses of pods",
      about: "What the VPC CNI holds on all nodes, and what pods have of it.",
      kind: "course",
      unit: "short",
      queries: [
        { expr: "sum(awscni_total_ip_addresses)", called: "held" },
        { expr: "sum(awscni_assigned_ip_addresses)", called: "assigned" },
      ],
    },
    {
      title: "DNS answers",
      kind: "course",
      unit: "ops",
      queries: [{ expr: "sum by (rcode) (rate(coredns_dns_responses_total[5m]))", called: "{{rcode}}" }],
    },
    {
      title: "Log records sent to CloudWatch",
      kind: "course",
      unit: "ops",
      queries: [
        { expr: "sum by (name) (rate(fluentbit_output_proc_records_total[5m]))", called: "{{name}}" },
        { expr: "sum by (name) (rate(fluentbit_output_dropped_records_total[5m]))", called: "{{name}}, lost" },
      ],
    },
    {
      title: "Room left on the nodes' disks",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: "min by (instance) (node_filesystem_avail_bytes / node_filesystem_size_bytes and node_filesystem_readonly == 0)",
          called: "{{instance}}",
        },
      ],
    },
  ],
};
