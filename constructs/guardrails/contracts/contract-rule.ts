import { contractFindings } from "../../contracts/forward-only";
import { oncePerTree } from "../finished-tree";
import type { Rule } from "../rule";

const found = oncePerTree(({ stacks, nativeReferences }) => contractFindings(stacks, nativeReferences));

/**
 * A rule on what stacks may know of each other, found by the checks of `constructs/contracts`, which look at all of it
 * at once. Nobody is let off: what crosses stacks past a contract takes rights and states with it.
 */
export function contractRule({ id, title }: Pick<Rule, "id" | "title">): Rule {
  return {
    id,
    title,
    severity: "critical",
    sources: ["Crosswalk playbooks: loosely coupled sets, each with its own state"],
    waivable: false,
    check: (tree) =>
      found(tree)
        .filter(({ code }) => code === id)
        .map(({ code: _, ...violation }) => violation),
  };
}
