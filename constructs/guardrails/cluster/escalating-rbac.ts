import type { Rule } from "../rule";
import { rbacRules } from "./rbac";

const escalating = ["bind", "escalate", "impersonate"];

export const escalatingRbac: Rule = {
  id: "escalating-rbac",
  title: "No role lets its holder give himself more",
  severity: "critical",
  sources: ["CIS Amazon EKS Benchmark 4.1.8", "Kubernetes: RBAC Good Practices, privilege escalation risks"],
  check: (tree) =>
    rbacRules(tree).flatMap(({ verbs, role, at }) => {
      const found = verbs.filter((verb) => escalating.includes(verb));
      if (found.length === 0) return [];
      return [
        {
          ...at("verbs"),
          value: found,
          problem: `with these verbs of ${role} its holder takes any right that somebody in the cluster has`,
          fix: "leave the verbs out; the stack that declares the roles binds them",
        },
      ];
    }),
};
