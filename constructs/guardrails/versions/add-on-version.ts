import { addOnVersions } from "../../cluster/add-on-versions";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import type { Rule } from "../rule";

/** What an add-on whose version is not pinned gets is another rule's. */
export const addOnVersion: Rule = {
  id: "add-on-version",
  title: "EKS add-ons fit the cluster's Kubernetes version",
  severity: "high",
  sources: ["EKS user guide: Updating an Amazon EKS add-on", "Kubernetes: Version Skew Policy, kube-proxy"],
  check: (tree) =>
    tree.resources("aws_eks_addon").flatMap((addOn) => {
      const kubernetes = versionOfCluster(tree, addOn);
      const problem = kubernetes && problemOf(addOn, kubernetes);
      if (!problem) return [];
      return [
        {
          ...at(addOn, "addon_version"),
          value: addOn.body.addon_version,
          problem,
          fix: `write ${rowOf(kubernetes)[addOn.body.addon_name] ?? "the version"} for Kubernetes ${kubernetes}, as constructs/cluster/add-on-versions.ts has it`,
        },
      ];
    }),
};

function versionOfCluster(tree: FinishedTree, addOn: ResolvedElement): string | undefined {
  const clusters = tree.resources("aws_eks_cluster");
  const cluster =
    tree.behind(addOn, addOn.body.cluster_name) ?? clusters.find(({ body }) => body.name === addOn.body.cluster_name);
  const version = cluster?.type === "aws_eks_cluster" ? cluster.body.version : undefined;
  // A version that nobody knows here is another rule's.
  return version in addOnVersions ? version : undefined;
}

function problemOf({ body }: ResolvedElement, kubernetes: string): string | undefined {
  const { addon_name: name, addon_version: version } = body;
  if (name === "kube-proxy") {
    const [, minor] = /^v1\.(\d+)\./.exec(`${version}`) ?? [];
    // As old as three minor versions it may be while a cluster is upgraded, never newer.
    const behind = Number(kubernetes.split(".")[1]) - Number(minor);
    if (minor !== undefined && (behind < 0 || behind > 3))
      return `kube-proxy does not work with a control plane of ${kubernetes}`;
  }
  if (rowOf(kubernetes)[name] === version) return undefined;
  const others = Object.keys(addOnVersions).filter((other) => rowOf(other)[name] === version);
  if (others.length === 0 || !rowOf(kubernetes)[name]) return undefined;
  return `it is the build for Kubernetes ${others.join(" and ")}, and the cluster runs ${kubernetes}`;
}

function rowOf(kubernetes: string): Readonly<Record<string, string>> {
  return addOnVersions[kubernetes] ?? {};
}
