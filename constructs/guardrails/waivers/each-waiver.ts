import type { TerraformElement } from "cdktf";
import type { FinishedTree } from "../finished-tree";
import type { Violation } from "../rule";
import { type Waived, waiversOf } from "../waive";

/** What is wrong with single waivers. */
export function eachWaiver(
  { elements }: FinishedTree,
  check: (waiver: Waived, construct: TerraformElement) => Pick<Violation, "value" | "problem" | "fix"> | undefined,
): readonly Violation[] {
  return elements.flatMap(({ construct }) =>
    waiversOf(construct).flatMap((waiver) => {
      const wrong = check(waiver, construct);
      return wrong ? [{ place: construct.node.path, ...wrong }] : [];
    }),
  );
}
