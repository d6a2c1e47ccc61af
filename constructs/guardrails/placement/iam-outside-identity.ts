import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, stackOf } from "../finished-tree";
import type { Rule } from "../rule";

/** All that makes a principal, gives it rights or lets it in, and what would bind the account or the organization. */
const principals = /^aws_(iam|identitystore|organizations|rolesanywhere|ssoadmin)_/;

export const iamOutsideIdentity: Rule = {
  id: "iam-outside-identity",
  title: "Every principal and policy is made in identity",
  severity: "critical",
  sources: ["Crosswalk playbooks: people and CI get the permissions that they need", "EKS best practices: IAM"],
  waivable: false,
  refusesResource: true,
  check: ({ elements }) =>
    elements.filter(makesPrincipal).map((element) => ({
      ...at(element),
      value: element.type,
      problem: `${stackOf(element)} would make principals or their rights, which only identity may: its own deployers could give themselves any right`,
      fix: "declare it in stacks/1-identity, and hand its name or ARN over through the contract",
    })),
};

export function makesPrincipal(element: ResolvedElement): boolean {
  return element.block === "resource" && principals.test(element.type) && stackOf(element) !== "identity";
}
