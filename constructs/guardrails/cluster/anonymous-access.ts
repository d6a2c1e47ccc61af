import type { Rule } from "../rule";
import { rbacBindings } from "./rbac";

const everyone = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"];

export const anonymousAccess: Rule = {
  id: "anonymous-access",
  title: "No role is bound to everybody",
  severity: "critical",
  sources: ["EKS best practices, security: Identity and Access Management", "Kubernetes: RBAC Good Practices"],
  check: (tree) =>
    rbacBindings(tree).flatMap(({ role, subjects, at }) => {
      const found = subjects.map(({ name }) => name).filter((name) => everyone.includes(name));
      if (found.length === 0) return [];
      return [
        {
          ...at("subjects"),
          value: found,
          problem: `${role} is given to whoever reaches the API, or to every pod`,
          fix: "bind it to the group or the service account that needs it",
        },
      ];
    }),
};
