import { addOnVersionsFor } from "../../constructs/cluster/add-on-versions";
import { type Changes, validated } from "../environments/broken";
import { synthesizePlatform } from "../support/demo";
import { Graph } from "../support/graph";
import type { SynthesizedStack } from "../support/synthesize";

const release = (value: string) => ({ "cluster.systemNodes": { releaseVersion: value } });
const cluster = (changes: Changes) =>
  synthesizePlatform({ environment: validated({ "cluster.workerNodes": {}, ...changes }) })["kubernetes-cluster"];

const before = cluster({ "cluster.version": "1.34", ...release("1.34.9-20261002") });
const patched = cluster({ "cluster.version": "1.34", ...release("1.34.9-20261102") });
const upgraded = cluster({ "cluster.version": "1.35", ...release("1.35.8-20261102") });

/** Every argument of every resource, by its path, such as `aws_eks_cluster.control-plane_cluster.version`. */
function argumentsOf({ json }: SynthesizedStack): ReadonlyMap<string, unknown> {
  const leaves = (node: unknown, path: readonly string[]): readonly (readonly [string, unknown])[] =>
    typeof node === "object" && node !== null
      ? Object.entries(node).flatMap(([key, child]) => leaves(child, [...path, key]))
      : [[path.join("."), node]];
  return new Map(leaves(json.resource, []));
}

/** What a change of the environment changes: paths that are there before and after with another value, or once only. */
function changed(one: SynthesizedStack, other: SynthesizedStack): readonly string[] {
  const [from, to] = [argumentsOf(one), argumentsOf(other)];
  return [...new Set([...from.keys(), ...to.keys()])].filter((path) => from.get(path) !== to.get(path)).sort();
}

it("updates a node group's AMI release by one argument, which replaces nothing", () => {
  expect(changed(before, patched)).toEqual(["aws_eks_node_group.system-nodes_nodes.release_version"]);
});

it("upgrades Kubernetes by arguments that change in place: versions, and labels of namespaces", () => {
  const [from, to] = [addOnVersionsFor("1.34"), addOnVersionsFor("1.35")];
  const addOns = Object.entries(before.all("aws_eks_addon"))
    .filter(([, { addon_name }]) => from[addon_name as keyof typeof from] !== to[addon_name as keyof typeof to])
    .map(([address]) => `aws_eks_addon.${address}.addon_version`);
  const namespaces = Object.keys(before.all("kubernetes_namespace_v1")).flatMap((address) =>
    ["audit", "enforce", "warn"].map(
      (mode) => `kubernetes_namespace_v1.${address}.metadata.labels.pod-security.kubernetes.io/${mode}-version`,
    ),
  );
  expect(addOns.length).toBeGreaterThanOrEqual(2);
  expect(changed(before, upgraded)).toEqual(
    [
      "aws_eks_cluster.control-plane_cluster.version",
      "aws_eks_node_group.system-nodes_nodes.release_version",
      "aws_eks_node_group.system-nodes_nodes.version",
      "aws_eks_node_group.worker-nodes_nodes.version",
      ...addOns,
      ...namespaces,
    ].sort(),
  );
});

it("upgrades the control plane, then what runs on nodes, then the nodes, then the controllers", () => {
  const graph = new Graph(upgraded);
  const nodes = "aws_eks_node_group.system-nodes_nodes";
  const onNodes = graph.all("aws_eks_addon.node-add-ons_");
  for (const one of onNodes) expect(graph.before(one)).toContain("aws_eks_cluster.control-plane_cluster");
  expect([...graph.before(nodes)]).toEqual(expect.arrayContaining([...onNodes]));
  for (const one of graph.all("aws_eks_addon.controller-add-ons_")) expect(graph.before(one)).toContain(nodes);
});
