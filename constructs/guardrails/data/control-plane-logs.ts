import { at } from "../finished-tree";
import { isExpression, texts } from "../provider-values";
import type { Rule } from "../rule";

/** Everything that EKS can log about a control plane. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const controlPlaneLogs: Rule = {
  id: "control-plane-logs",
  title: "The control plane logs who did what in the cluster",
  severity: "high",
  sources: [
    "CIS Amazon EKS Benchmark 2.1.1",
    "AWS Security Hub EKS.8",
    "EKS best practices, security: detective controls",
  ],
  check: (tree) =>
    tree.resources("aws_eks_cluster").flatMap((cluster) => {
      const on = texts(cluster.body.enabled_cluster_log_types);
      const off = logTypes.filter((type) => !on.includes(type));
      if (off.length === 0 || on.some(isExpression)) return [];
      return [
        {
          ...at(cluster, "enabled_cluster_log_types"),
          value: on,
          problem: `${off.join(", ")} ${off.length === 1 ? "is" : "are"} not logged, and what happened can't be found out later`,
          fix: `list all of ${logTypes.join(", ")}`,
        },
      ];
    }),
};
