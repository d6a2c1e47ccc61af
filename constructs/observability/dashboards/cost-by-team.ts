import { costFigures } from "../cost-rules";
import type { Dashboard } from "./dashboard";

const { share, price, cost } = costFigures;
/** 365 days in twelve months, as AWS's own calculator has it. */
const month = 730;

const howShares =
  "A pod costs what it reserves, used or not: its requests as a share of its node, the mean of CPU and memory.";
const howPrices =
  "Shares of nodes times the list price of each, on demand or spot, by which Karpenter chooses. Empty without Karpenter. Volumes, load balancers, databases, traffic, discounts and taxes are not in it.";

/** What each team's pods take of the nodes, and what that comes to. A team's namespace is called like the team. */
export const costByTeam: Dashboard = {
  id: "cost-by-team",
  title: "Cost by team",
  panels: [
    {
      title: "Cost a month by namespace",
      about: howPrices,
      kind: "table",
      unit: "currencyUSD",
      queries: [{ expr: `sort_desc(${cost} * ${month})`, called: "{{namespace}}" }],
    },
    {
      title: "Cost a month of all nodes",
      about: "What all nodes cost, and the part of it that nobody has reserved.",
      kind: "now",
      unit: "currencyUSD",
      queries: [
        { expr: `sum(${price}) * ${month}`, called: "all" },
        { expr: `(sum(${price}) - sum(${cost})) * ${month}`, called: "reserved by nobody" },
      ],
    },
    {
      title: "Cost by namespace over time",
      about: howPrices,
      kind: "course",
      unit: "currencyUSD",
      width: 24,
      queries: [{ expr: `${cost} * ${month}`, called: "{{namespace}}" }],
    },
    {
      title: "Share of the cluster's nodes",
      about: howShares,
      kind: "course",
      unit: "percentunit",
      queries: [{ expr: `sum by (namespace) (${share}) / scalar(count(kube_node_info))`, called: "{{namespace}}" }],
    },
    {
      title: "Requested and not used",
      about: "Cores that a namespace reserves beyond what its pods use: what smaller requests would save.",
      kind: "course",
      unit: "cores",
      queries: [
        {
          expr: "sum by (namespace) (kube_pod_container_resource_requests{resource='cpu'}) - sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=''}[1h]))",
          called: "{{namespace}}",
        },
      ],
    },
    {
      title: "CPU requested",
      kind: "course",
      unit: "cores",
      queries: [
        { expr: "sum by (namespace) (kube_pod_container_resource_requests{resource='cpu'})", called: "{{namespace}}" },
      ],
    },
    {
      title: "Memory requested",
      kind: "course",
      unit: "bytes",
      queries: [
        {
          expr: "sum by (namespace) (kube_pod_container_resource_requests{resource='memory'})",
          called: "{{namespace}}",
        },
      ],
    },
  ],
};
