import { at } from "../finished-tree";
import type { Rule } from "../rule";
import { permissionDocuments, trustDocuments } from "./documents";

export const policyUnreadable: Rule = {
  id: "policy-unreadable",
  title: "Every policy can be read before it is applied",
  severity: "high",
  sources: ["Crosswalk playbooks: changes are audited in review"],
  check: (tree) =>
    [...permissionDocuments(tree), ...trustDocuments(tree)]
      .filter(({ statements }) => statements === undefined)
      .map(({ element, argument }) => ({
        ...at(element, argument),
        problem: "only Terraform would know what the policy says, so that nothing here can judge it",
        fix: "write the document as JSON, with ARNs where they are known, by policyDocument and allow",
      })),
};
