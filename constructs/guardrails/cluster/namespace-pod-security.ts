import { nodeAgents } from "../../charts/namespaces";
import { type DeclaredObject, declared } from "../kubernetes/objects";
import { isExpression } from "../provider-values";
import type { Rule } from "../rule";

const label = "pod-security.kubernetes.io/enforce";

/** The agents on nodes read folders of theirs, in a namespace that holds nothing else. */
export const namespacePodSecurity: Rule = {
  id: "namespace-pod-security",
  title: "Every namespace enforces pod security restricted, but that of the agents on nodes",
  severity: "high",
  sources: ["CIS Amazon EKS Benchmark 4.2.1", "Kubernetes: Enforce Pod Security Standards with Namespace Labels"],
  check: (tree) =>
    declared(tree, "Namespace")
      .filter((namespace) => namespace.name !== nodeAgents && !isRestricted(namespace))
      .map(({ at, fields }) => ({
        ...at("metadata.labels"),
        value: fields.metadata?.labels?.[label] ?? "privileged",
        problem: "the API takes pods that run as root, or reach their node",
        fix: `set the label ${label} to restricted`,
      })),
};

function isRestricted({ fields }: DeclaredObject): boolean {
  const level = fields.metadata?.labels?.[label];
  return level === "restricted" || isExpression(level);
}
