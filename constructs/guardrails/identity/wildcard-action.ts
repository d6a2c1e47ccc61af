import { at } from "../finished-tree";
import { listOf, type WrittenStatement } from "../policy-documents";
import type { Rule } from "../rule";
import { allowing, permissionDocuments } from "./documents";
import { reads } from "./reads";

export const wildcardAction: Rule = {
  id: "wildcard-action",
  title: "Writes are allowed by name, never by pattern",
  severity: "critical",
  sources: ["AWS Security Hub IAM.1 and IAM.21", "IAM best practices: apply least-privilege permissions"],
  check: (tree) =>
    permissionDocuments(tree).flatMap((document) =>
      allowing(document)
        .flatMap(patterns)
        .map((action) => ({
          ...at(document.element, document.argument),
          value: action,
          problem: "the pattern allows writes that nobody asked for, and those that AWS will invent",
          fix: "name the actions that are needed, one by one",
        })),
    ),
};

function patterns({ Action, NotAction }: WrittenStatement): readonly string[] {
  const all = NotAction === undefined ? [] : [`NotAction ${listOf(NotAction).join(", ")}`];
  return [...all, ...listOf(Action).filter((action) => /[*?]/.test(action) && !reads(action))];
}
