import { at } from "../finished-tree";
import { listOf, type WrittenStatement } from "../policy-documents";
import type { Rule } from "../rule";
import { withoutResource } from "./data/actions-without-resource.json";
import { allowing, permissionDocuments } from "./documents";
import { reads } from "./reads";

const unlimited: ReadonlySet<string> = new Set(withoutResource.map((action) => action.toLowerCase()));

export const wildcardResource: Rule = {
  id: "wildcard-resource",
  title: "Writes reach named resources, or whatever a condition leaves",
  severity: "critical",
  sources: ["AWS Security Hub IAM.1", "IAM best practices: apply least-privilege permissions"],
  check: (tree) =>
    permissionDocuments(tree).flatMap((document) =>
      allowing(document)
        .filter(isEverywhere)
        .flatMap(({ Action }) => listOf(Action).filter(isLimitable))
        .map((action) => ({
          ...at(document.element, document.argument),
          value: action,
          problem: "it is allowed on every resource of the account",
          fix: "name the ARNs, or ask for the tags strata:environment and strata:stack in a condition; where AWS offers neither, add the action to constructs/guardrails/identity/data/actions-without-resource.json",
        })),
    ),
};

function isEverywhere({ Resource, NotResource, Condition }: WrittenStatement): boolean {
  if (Condition && Object.keys(Condition).length > 0) return false;
  return (
    NotResource !== undefined ||
    listOf(Resource).some((resource) => /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/.test(resource))
  );
}

/** Patterns have a rule of their own. */
function isLimitable(action: string): boolean {
  return !reads(action) && !/[*?]/.test(action) && !unlimited.has(action.toLowerCase());
}
