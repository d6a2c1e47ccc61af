import { boundaries } from "../../../stacks/boundaries";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { type PlatformStackId, type StackId, wholeOf } from "../../stack/stack-id";
import { at, stackOf } from "../finished-tree";
import type { Rule } from "../rule";
import { secretTypes } from "../secrets/secret-arguments";
import { makesPrincipal } from "./iam-outside-identity";

export const typeNotAllowed: Rule = {
  id: "type-not-allowed",
  title: "A stack holds only the types of resources that it is for",
  severity: "high",
  sources: ["Crosswalk playbooks: sets by risk and by function"],
  waivable: false,
  refusesResource: true,
  check: ({ elements }) =>
    elements
      .filter((element) => isMisplaced(element) && !makesPrincipal(element) && !isSecret(element))
      .map((element) => ({
        ...at(element),
        value: typeOf(element),
        problem: `${stackOf(element)} is not for resources of this type`,
        fix: `declare it in ${otherStacks(element)}; what else a stack may hold is said in stacks/boundaries.ts`,
      })),
};

function isMisplaced(element: ResolvedElement): boolean {
  const { block, type } = element;
  if (type === "terraform_remote_state") return false;
  return (block === "resource" || block === "data") && !manages(stackOf(element), type);
}

function manages(stack: StackId, type: string): boolean {
  return patterns[wholeOf(stack)].test(type);
}

const patterns = Object.fromEntries(
  Object.entries(boundaries).map(([stack, { manages: types }]) => {
    return [stack, new RegExp(`^(${types.map((type) => type.replace("*", ".*")).join("|")})$`)];
  }),
) as Record<PlatformStackId, RegExp>;

/** Those are refused in every stack, by a rule of their own. */
function isSecret(element: ResolvedElement): boolean {
  return secretTypes.has(typeOf(element));
}

function typeOf({ block, type }: ResolvedElement): string {
  return block === "data" ? `data.${type}` : type;
}

function otherStacks({ type }: ResolvedElement): string {
  const able = (Object.keys(boundaries) as StackId[]).filter((stack) => manages(stack, type));
  return able.length > 0 ? able.join(" or ") : "a Terraform configuration of its own: no stack is for it";
}
