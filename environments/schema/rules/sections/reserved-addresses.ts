import { stackIds } from "../../../../constructs/stack/stack-id";
import { sectionRule } from "../section-rule";
import { isReservedNamespace } from "./reserved-namespaces";

/** What a stack may hold beside its teams: providers, where its state lies, contracts that it reads or publishes, a chart. */
const taken: readonly string[] = [
  "aws",
  "kubernetes",
  "helm",
  "backend",
  "contract",
  "custom-objects-chart",
  ...stackIds,
];

/** In the stack `apps` the Terraform addresses of a team's apps begin with the team's name. */
export const reservedAddresses = sectionRule({
  code: "ENV_TEAM_ADDRESS",
  states: "a team is not named as a provider, a stack or another part of one",
  needs: ["teams"],
  *breaches({ teams }) {
    for (const [index, { name }] of teams.entries()) {
      // A namespace that is taken has its own finding.
      if (taken.includes(name) && !isReservedNamespace(name)) {
        yield {
          path: ["teams", index, "name"],
          problem: `the addresses of a team's apps begin with its name, and ${taken.join(", ")} are taken`,
          fix: "choose another name",
        };
      }
    }
  },
});
