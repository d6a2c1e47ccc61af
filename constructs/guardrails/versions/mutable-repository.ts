import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { isExpression } from "../provider-values";
import type { Rule } from "../rule";

/** Copies of public images are renewed under the tag that their registry gives them: no app may name those by tag. */
export const mutableRepository: Rule = {
  id: "mutable-repository",
  title: "Tags of the platform's own repositories never move",
  severity: "high",
  sources: ["AWS Security Hub ECR.2", "EKS best practices, security: Image security"],
  check: (tree) =>
    tree
      .resources("aws_ecr_repository", "aws_ecr_repository_creation_template")
      .filter((element) => isMutable(element) && !makesCopiesAlone(element))
      .map((element) => ({
        ...at(element, "image_tag_mutability"),
        value: element.body.image_tag_mutability ?? "MUTABLE",
        problem: "a push can give a tag that runs to another image, and nodes of one rollout run two things",
        fix: "set image_tag_mutability to IMMUTABLE, without exceptions",
      })),
};

function isMutable({ body }: ResolvedElement): boolean {
  const { image_tag_mutability: mutability = "MUTABLE" } = body;
  return mutability !== "IMMUTABLE" && !isExpression(mutability);
}

function makesCopiesAlone({ type, body }: ResolvedElement): boolean {
  const uses: readonly string[] = body.applied_for ?? [];
  return type === "aws_ecr_repository_creation_template" && uses.every((use) => use === "PULL_THROUGH_CACHE");
}
