import type { RuleGroup } from "../charts/kube-prometheus-stack";

/** Names of the figures that the dashboard of costs reads. */
export const costFigures = {
  /** Share of a node's room that the pods of a namespace request, the mean of CPU and memory. */
  share: "strata:node_share:ratio",
  /** What a node costs an hour by list price, where that is known. */
  price: "strata:node_price:dollars_per_hour",
  /** What the pods of a namespace cost an hour: their shares of nodes times what those cost. */
  cost: "strata:namespace_cost:dollars_per_hour",
} as const;

/** Requests of pods that hold their place on a node: those that have ended hold none. */
function requested(resource: "cpu" | "memory"): string {
  const alive = "max by (namespace, pod) (kube_pod_status_phase{phase=~'Pending|Running'}) == 1";
  return `sum by (namespace, node) (kube_pod_container_resource_requests{resource='${resource}',node!=''} * on (namespace, pod) group_left () (${alive}))`;
}

function shareOf(resource: "cpu" | "memory"): string {
  const room = `max by (node) (kube_node_status_allocatable{resource='${resource}'})`;
  return `${requested(resource)} / on (node) group_left () ${room}`;
}

/** Type, zone and kind of purchase of each node, under the names that Karpenter gives them. */
const nodes = [
  ["instance_type", "label_node_kubernetes_io_instance_type"],
  ["zone", "label_topology_kubernetes_io_zone"],
  // Nodes of a node group bear no such label, and are bought on demand.
  ["capacity_type", "label_karpenter_sh_capacity_type"],
].reduce(
  (vector, [name, label]) => `label_replace(${vector}, '${name}', '$1', '${label}', '(.+)')`,
  "label_replace(kube_node_labels, 'capacity_type', 'on-demand', '', '')",
);

const places = "instance_type, zone, capacity_type";

/**
 * Costs by namespace. Prices are those by which Karpenter chooses its nodes, AWS's list prices and the spot prices of the
 * moment; it knows all types of the region, those of node groups among them. Without Karpenter there are shares alone.
 *
 * Metrics: kubernetes-sigs/karpenter, pkg/controllers/metrics/metrics.go; kube-state-metrics, docs/metrics/cluster/ and
 * docs/metrics/workload/pod-metrics.md.
 */
export const costRules: RuleGroup = {
  name: "cost",
  rules: [
    { record: costFigures.share, expr: `(${shareOf("cpu")} + ${shareOf("memory")}) / 2` },
    {
      record: costFigures.price,
      expr: `max by (node) (max by (node, ${places}) (${nodes}) * on (${places}) group_left () max by (${places}) (karpenter_cloudprovider_instance_type_offering_price_estimate))`,
    },
    {
      record: costFigures.cost,
      expr: `sum by (namespace) (${costFigures.share} * on (node) group_left () ${costFigures.price})`,
    },
  ],
};
