import type { FinishedTree } from "../finished-tree";
import { type DeclaredObject, declared } from "../kubernetes/objects";
import { allPods } from "../pods/pods";
import { isExpression } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { inNamespace, isPlatforms } from "./namespaces";

export const namespaceLimits: Rule = {
  id: "namespace-limits",
  title: "Every namespace has a quota, defaults for containers, and a network that denies by default",
  severity: "high",
  sources: [
    "EKS best practices, security: Multi-tenancy",
    "CIS Amazon EKS Benchmark 4.3.2, 4.5.1 and 4.5.3",
    "Kubernetes: Resource Quotas, Limit Ranges, Network Policies",
  ],
  check: (tree) => [
    ...declared(tree, "Namespace").flatMap((namespace) => ofNamespace(tree, namespace)),
    ...podsElsewhere(tree),
  ],
};

function ofNamespace(tree: FinishedTree, { at, name = "" }: DeclaredObject): readonly Violation[] {
  const missing = [
    ...(isPlatforms(name) || inNamespace(tree, "ResourceQuota", name).some(isQuota)
      ? []
      : [["resource quota", "one app takes what all nodes have"]]),
    ...(inNamespace(tree, "LimitRange", name).some(givesDefaults)
      ? []
      : [["limit range", "containers that state nothing take what they like, or are refused by the quota"]]),
    ...(inNamespace(tree, "NetworkPolicy", name).some(deniesAll)
      ? []
      : [["policy that denies connections by default", "its pods reach every other pod, and are reached by all"]]),
  ];
  return missing.map(([what, consequence]) => ({
    ...at(),
    value: name,
    problem: `the namespace has no ${what}: ${consequence}`,
    fix: "declare it as a TeamNamespace or a PlatformNamespace, which brings quota, limit range and default-deny along",
  }));
}

/** One for some of the pods, such as those of a priority, bounds the others not. */
function isQuota({ fields: { spec } }: DeclaredObject): boolean {
  const hard = spec?.hard ?? {};
  return (
    !spec?.scopeSelector && !spec?.scopes && ("requests.memory" in hard || "memory" in hard || "limits.memory" in hard)
  );
}

function givesDefaults({ fields: { spec } }: DeclaredObject): boolean {
  return (spec?.limits ?? []).some(({ type, ...limit }: Record<string, unknown>) => {
    return type === "Container" && (limit.default !== undefined || limit.defaultRequest !== undefined);
  });
}

function deniesAll({ fields: { spec } }: DeclaredObject): boolean {
  const { podSelector = {}, policyTypes = [], ingress = [], egress = [] } = spec ?? {};
  const ofEveryPod = Object.values(podSelector).every((part) => Object.keys(part as object).length === 0);
  const denies = (type: string) => policyTypes.includes(type);
  return ofEveryPod && denies("Ingress") && denies("Egress") && ingress.length === 0 && egress.length === 0;
}

/** Pods in `default` or in a namespace that somebody made by hand have none of it either. */
function podsElsewhere(tree: FinishedTree): readonly Violation[] {
  const known = new Set(declared(tree, "Namespace").map(({ name }) => name));
  return allPods(tree)
    .filter(
      ({ recorded, namespace }) =>
        !recorded && !known.has(namespace) && !isPlatforms(namespace) && !isExpression(namespace),
    )
    .map(({ atController, namespace }) => ({
      ...atController("metadata.namespace"),
      value: namespace,
      problem: "no stack declares this namespace: it has no quota, no limit range and an open network",
      fix: "put the pods into the namespace of a team",
    }));
}
