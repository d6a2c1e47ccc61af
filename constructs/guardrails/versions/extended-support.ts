import { at } from "../finished-tree";
import { blocks } from "../provider-values";
import type { Rule } from "../rule";

export const extendedSupport: Rule = {
  id: "extended-support",
  title: "No cluster slips into extended support",
  severity: "medium",
  sources: ["EKS user guide: View current cluster upgrade policy", "AWS Security Hub EKS.2"],
  check: (tree) =>
    tree.resources("aws_eks_cluster").flatMap((cluster) => {
      const [{ support_type: type } = {} as { support_type?: string }] = blocks(cluster.body.upgrade_policy);
      if (type === "STANDARD") return [];
      return [
        {
          ...at(cluster, "upgrade_policy.support_type"),
          value: type ?? "EXTENDED",
          problem: "when standard support of its version ends, the cluster stays on it, at six times the price",
          fix: "set support_type to STANDARD: AWS then upgrades the cluster at that date, if nobody did before",
        },
      ];
    }),
};
