import { kubernetesVersions } from "../../../environments/schema/data/kubernetes-versions";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { isExpression } from "../provider-values";
import type { Rule, Violation } from "../rule";

const supported = kubernetesVersions.map(({ version }) => version);

/** By the table of the repository, since synthesis reads no clock. */
export const kubernetesVersion: Rule = {
  id: "kubernetes-version",
  title: "Control plane and nodes run a Kubernetes version in EKS standard support",
  severity: "high",
  sources: [
    "AWS Security Hub EKS.2",
    "EKS user guide: Kubernetes version lifecycle",
    "Kubernetes: Version Skew Policy, kubelet",
  ],
  check: (tree) => [
    ...tree.resources("aws_eks_cluster").flatMap(ofCluster),
    ...tree.resources("aws_eks_node_group").flatMap((group) => ofNodes(tree, group)),
  ],
};

const fix = `write one of ${supported.join(", ")}; a new one belongs into environments/schema/data/kubernetes-versions.ts`;

function ofCluster(cluster: ResolvedElement): readonly Violation[] {
  const { version } = cluster.body;
  if (isExpression(version) || supported.includes(`${version}`)) return [];
  return [
    {
      ...at(cluster, "version"),
      value: version ?? cluster.body.name,
      problem:
        version === undefined
          ? "no version is named, and AWS takes the default of the day on which the cluster is made"
          : "the version is not in EKS standard support: no fixes come, and AWS upgrades the cluster or charges six times the price",
      fix,
    },
  ];
}

/** Nodes without a version of their own get the cluster's. */
function ofNodes(tree: FinishedTree, group: ResolvedElement): readonly Violation[] {
  const { version, cluster_name: name } = group.body;
  if (version === undefined || isExpression(version)) return [];
  if (!supported.includes(`${version}`)) {
    return [
      { ...at(group, "version"), value: version, problem: "the nodes' version is not in EKS standard support", fix },
    ];
  }
  const cluster = tree.behind(group, name)?.body.version;
  if (!supported.includes(cluster) || minorOf(version) <= minorOf(cluster)) return [];
  return [
    {
      ...at(group, "version"),
      value: version,
      problem: `the nodes are newer than their control plane, which runs ${cluster}`,
      fix: "upgrade the control plane first, then its nodes",
    },
  ];
}

function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}
