import { appServices, clusterServices, nodeAgents } from "../../../../constructs/charts/namespaces";
import { sectionRule } from "../section-rule";

/** Namespaces that Kubernetes makes, and those of the platform's own controllers. */
const taken = ["default", clusterServices, nodeAgents, appServices];

/** No team's namespace: it has Kubernetes' own prefix, or is one of those that are taken. */
export function isReservedNamespace(name: string): boolean {
  return taken.includes(name) || name.startsWith("kube-");
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/: the prefix kube- is Kubernetes' own. */
export const reservedNamespaces = sectionRule({
  code: "ENV_TEAM_RESERVED",
  states: "a team's namespace is none of Kubernetes' or the platform's own",
  needs: ["teams"],
  *breaches({ teams }) {
    for (const [index, { name }] of teams.entries()) {
      if (isReservedNamespace(name)) {
        yield {
          path: ["teams", index, "name"],
          problem: `a team's name is its namespace, and ${taken.join(", ")} and all that start with kube- are taken`,
          fix: "choose another name",
        };
      }
    }
  },
});
