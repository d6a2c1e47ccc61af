import type { Dashboard } from "./dashboard";

const chosen = "namespace=~'$namespace'";

/** How the pods of the chosen namespaces are: what they ask for, use, lack, and how often they restart. */
export const workloads: Dashboard = {
  id: "workloads",
  title: "Workloads",
  choices: { namespace: { metric: "kube_namespace_created", label: "namespace" } },
  panels: [
    {
      title: "CPU by pod",
      kind: "course",
      unit: "cores",
      queries: [
        {
          expr: `sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{container!='',${chosen}}[5m]))`,
          called: "{{namespace}}/{{pod}}",
        },
      ],
    },
    {
      title: "Memory by pod",
      kind: "course",
      unit: "bytes",
      queries: [
        {
          expr: `sum by (namespace, pod) (container_memory_working_set_bytes{container!='',${chosen}})`,
          called: "{{namespace}}/{{pod}}",
        },
      ],
    },
    {
      title: "Memory against its limit",
      about: "A container that reaches its limit is killed.",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: `max by (namespace, pod, container) (container_memory_working_set_bytes{container!='',${chosen}}) / max by (namespace, pod, container) (kube_pod_container_resource_limits{resource='memory',${chosen}})`,
          called: "{{namespace}}/{{pod}}/{{container}}",
        },
      ],
    },
    {
      title: "CPU used of what is requested",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: `sum by (namespace) (rate(container_cpu_usage_seconds_total{container!='',${chosen}}[5m])) / sum by (namespace) (kube_pod_container_resource_requests{resource='cpu',${chosen}})`,
          called: "{{namespace}}",
        },
      ],
    },
    {
      title: "Restarts within an hour",
      kind: "course",
      unit: "short",
      queries: [
        {
          expr: `sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${chosen}}[1h])) > 0`,
          called: "{{namespace}}/{{pod}}",
        },
      ],
    },
    {
      title: "Replicas that are missing",
      kind: "course",
      unit: "short",
      queries: [
        {
          expr: `kube_deployment_spec_replicas{${chosen}} - kube_deployment_status_replicas_available{${chosen}} > 0`,
          called: "{{namespace}}/{{deployment}}",
        },
        {
          expr: `kube_statefulset_replicas{${chosen}} - kube_statefulset_status_replicas_ready{${chosen}} > 0`,
          called: "{{namespace}}/{{statefulset}}",
        },
      ],
    },
    {
      title: "Replicas of what scales by itself",
      kind: "course",
      unit: "short",
      queries: [
        {
          expr: `kube_horizontalpodautoscaler_status_current_replicas{${chosen}}`,
          called: "{{namespace}}/{{horizontalpodautoscaler}}",
        },
      ],
    },
    {
      title: "Quota used",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: `max by (namespace, resource) (kube_resourcequota{type='used',${chosen}}) / (max by (namespace, resource) (kube_resourcequota{type='hard',${chosen}}) > 0)`,
          called: "{{namespace}} {{resource}}",
        },
      ],
    },
    {
      title: "Room left on volumes",
      kind: "course",
      unit: "percentunit",
      queries: [
        {
          expr: `min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${chosen}} / kubelet_volume_stats_capacity_bytes{${chosen}})`,
          called: "{{namespace}}/{{persistentvolumeclaim}}",
        },
      ],
    },
    {
      title: "Network",
      kind: "course",
      unit: "bytes",
      queries: [
        {
          expr: `sum by (namespace) (rate(container_network_receive_bytes_total{${chosen}}[5m]))`,
          called: "{{namespace}} in",
        },
        {
          expr: `sum by (namespace) (rate(container_network_transmit_bytes_total{${chosen}}[5m]))`,
          called: "{{namespace}} out",
        },
      ],
    },
  ],
};
