import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import type { Rule } from "../rule";

export const roleBoundary: Rule = {
  id: "role-boundary",
  title: "Every role and user has a permissions boundary of the root of trust",
  severity: "critical",
  sources: ["IAM User Guide: Permissions boundaries for IAM entities", "AWS Well-Architected SEC03-BP05"],
  check: (tree) =>
    tree
      .resources("aws_iam_role", "aws_iam_user")
      .filter((principal) => !isBounded(tree, principal))
      .map((principal) => ({
        ...at(principal, "permissions_boundary"),
        value: principal.body.permissions_boundary,
        problem: "nothing limits what a later policy could give it",
        fix: "make it by PlatformRole, which asks for one of the boundaries of constructs/identity/boundaries",
      })),
};

/** The boundaries lie under the path that identity's deployers can't write to. */
function isBounded(tree: FinishedTree, principal: ResolvedElement): boolean {
  const boundary = tree.behind(principal, principal.body.permissions_boundary);
  return boundary?.type === "aws_iam_policy" && boundary.body.path === `/strata/${tree.environment.name}/root/`;
}
