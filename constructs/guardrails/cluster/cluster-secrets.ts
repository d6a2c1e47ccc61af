import type { Rule } from "../rule";
import { type RbacRule, rbacRules } from "./rbac";

const reading = ["get", "list", "watch"];

/** What a wildcard covers is another rule's. */
export const clusterSecrets: Rule = {
  id: "cluster-secrets",
  title: "No role reads the Secrets of the whole cluster",
  severity: "high",
  sources: ["CIS Amazon EKS Benchmark 4.1.2", "Kubernetes: Good practices for Kubernetes Secrets"],
  check: (tree) =>
    rbacRules(tree)
      .filter(readsAllSecrets)
      .map(({ verbs, role, at }) => ({
        ...at("resources"),
        value: verbs,
        problem: `${role} reads every Secret of every namespace`,
        fix: "use a Role in the namespaces that need it, or name the Secrets in resourceNames",
      })),
};

function readsAllSecrets({ clusterWide, resources, resourceNames, verbs }: RbacRule): boolean {
  return (
    clusterWide &&
    resources.includes("secrets") &&
    resourceNames.length === 0 &&
    verbs.some((verb) => reading.includes(verb))
  );
}
