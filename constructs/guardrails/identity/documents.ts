import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import { statementsIn, type WrittenStatement } from "../policy-documents";
import { blocks } from "../provider-values";

/** A policy document and where it stands. */
export interface WrittenDocument {
  readonly element: ResolvedElement;
  readonly argument: string;
  /** None where synth can't read it. */
  readonly statements: readonly WrittenStatement[] | undefined;
}

const inlineTypes = ["aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy"];

/** What principals are allowed, wherever it is written; boundaries allow nothing by themselves and are left out. */
export const permissionDocuments = oncePerTree((tree): readonly WrittenDocument[] => {
  const boundaries = boundaryPolicies(tree);
  const managed = tree.resources("aws_iam_policy").filter((policy) => !boundaries.has(policy));
  const inline = tree.resources("aws_iam_role").flatMap((element) =>
    blocks(element.body.inline_policy).map((block, index) => {
      return {
        element,
        argument: `inline_policy[${index}].policy`,
        statements: statementsIn(tree, element, block.policy),
      };
    }),
  );
  const written = [...managed, ...tree.resources(...inlineTypes)].map((element) => {
    return { element, argument: "policy", statements: statementsIn(tree, element, element.body.policy) };
  });
  return [...written, ...inline];
});

/** Who may assume which role. */
export const trustDocuments = oncePerTree((tree): readonly WrittenDocument[] =>
  tree.resources("aws_iam_role").map((element) => {
    return {
      element,
      argument: "assume_role_policy",
      statements: statementsIn(tree, element, element.body.assume_role_policy),
    };
  }),
);

/** Boundaries limit and allow nothing: policies of the root of trust, in use or not, that are attached to nobody. */
function boundaryPolicies(tree: FinishedTree): ReadonlySet<ResolvedElement> {
  const attachments = tree.resources(
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
  );
  const attached = new Set(attachments.map((attachment) => tree.behind(attachment, attachment.body.policy_arn)));
  const root = `/strata/${tree.environment.name}/root/`;
  return new Set(
    tree.resources("aws_iam_policy").filter((policy) => policy.body.path === root && !attached.has(policy)),
  );
}

/** Statements that allow something, of documents that can be read. */
export function allowing({ statements = [] }: WrittenDocument): readonly WrittenStatement[] {
  return statements.filter(({ Effect }) => Effect === "Allow");
}
