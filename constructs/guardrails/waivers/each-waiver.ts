import type { TerraformElement } from "cdktf";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import type { Violation } from "../rule";
import { type Waived, waiversOf } from "../waive";

/** What is wrong with single waivers. */
export function eachWaiver(
  tree: FinishedTree,
  check: (waiver: Waived, construct: TerraformElement) => Pick<Violation, "value" | "problem" | "fix"> | undefined,
): readonly Violation[] {
  return waivers(tree).flatMap(({ construct, waiver }) => {
    const wrong = check(waiver, construct);
    return wrong ? [{ place: construct.node.path, ...wrong }] : [];
  });
}

const waivers = oncePerTree(({ elements }) =>
  elements.flatMap(({ construct }) => waiversOf(construct).map((waiver) => ({ construct, waiver }))),
);
