import { type PlatformStackId, wholeOf } from "../../../constructs/stack/stack-id";
import { type GraphEdge, type GraphNode, stackGraph } from "../../report/graph/graph";
import { laidOut } from "../../report/graph/layout";
import { graphSvg } from "../../report/graph/svg";
import { svgFile } from "../../report/graph/svg-file";
import type { Report } from "../../report/model/report";

/** What each holds, in so few words as fit into a box. */
const holds: Readonly<Record<PlatformStackId, string>> = {
  identity: "roles, policies, boundaries",
  "managed-infrastructure": "network, keys, registries",
  "kubernetes-cluster": "EKS, nodes, namespaces",
  "cluster-services": "what all users share",
  "app-services": "data, ingress, DNS",
  apps: "the workloads",
};

const note = "An arrow: a contract, and how many of its outputs the later stack uses";

/** The stacks with their contracts as arrows. Numbers of resources, which each change moves, are left to the report. */
export function stacksPicture({ stacks, contracts }: Report): string {
  const { nodes, edges } = stackGraph(stacks, contracts);
  const few = { nodes: nodes.map(withHolds), edges: edges.map(counted) };
  const description = `Arrows lead from who publishes to who reads. ${edges.map(({ meaning }) => `${meaning}.`).join(" ")}`;
  return svgFile(graphSvg(laidOut(few, "narrow"), "Six stacks, and the contracts that they read", note), description);
}

function withHolds(node: GraphNode, index: number): GraphNode {
  return { ...node, title: `${index + 1} ${node.id}`, detail: holds[wholeOf(node.id as PlatformStackId)] };
}

/** How many outputs are used, without how many there are. */
function counted(edge: GraphEdge): GraphEdge {
  return { ...edge, label: edge.label.replace(/ of .*/, "") };
}
