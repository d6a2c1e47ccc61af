import type { Rule } from "../rule";
import { type RbacRule, rbacRules } from "./rbac";

export const wildcardRbac: Rule = {
  id: "wildcard-rbac",
  title: "Roles name their verbs, resources and API groups",
  severity: "high",
  sources: ["CIS Amazon EKS Benchmark 4.1.3", "Kubernetes: RBAC Good Practices, wildcards"],
  check: (tree) =>
    rbacRules(tree).flatMap((rule) => {
      const fields = (["verbs", "apiGroups", "resources", "urls"] as const).filter((field) => isWild(rule, field));
      const [first] = fields;
      if (!first) return [];
      return [
        {
          ...rule.at(first === "urls" ? "nonResourceURLs" : first),
          value: Object.fromEntries(fields.map((field) => [field, rule[field]])),
          problem: `${rule.role} covers what is there today, and every kind and verb that comes later`,
          fix: "name what is needed",
        },
      ];
    }),
};

function isWild(rule: RbacRule, field: "verbs" | "apiGroups" | "resources" | "urls"): boolean {
  return rule[field].some((one) => one === "*" || one === "*/*" || (field === "urls" && one === "/*"));
}
