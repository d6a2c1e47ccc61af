import { boundaryOf } from "../../../stacks/boundaries";
import type { StackId } from "../../stack/stack-id";
import { at, stackOf } from "../finished-tree";
import type { Rule } from "../rule";

export const providerNotAllowed: Rule = {
  id: "provider-not-allowed",
  title: "A stack has only the providers of what it holds",
  severity: "high",
  sources: ["Crosswalk playbooks: sets by risk and by function"],
  waivable: false,
  check: ({ elements }) =>
    elements
      .filter((element) => element.block === "provider" && !providersOf(stackOf(element)).has(element.type))
      .map((element) => ({
        ...at(element),
        value: element.type,
        problem: `${stackOf(element)} has no use for this provider, and would log in with it`,
        fix: `remove it: by stacks/boundaries.ts ${stackOf(element)} holds resources of ${[...providersOf(stackOf(element))].join(", ")} only`,
      })),
};

/** The providers are the first words of the types. */
function providersOf(stack: StackId): ReadonlySet<string> {
  return new Set(boundaryOf(stack).manages.map((type) => type.replace(/_.*/, "")));
}
