import type { Rule } from "../rule";
import { waiversOf } from "../waive";
import { eachWaiver } from "./each-waiver";

export const waiverTwice: Rule = {
  id: "waiver-twice",
  title: "A rule is waived once for a resource",
  severity: "low",
  sources: ["Crosswalk playbooks: who may do what is reviewed"],
  waivable: false,
  check: (tree) =>
    eachWaiver(tree, (waiver, construct) => {
      const [first, ...more] = waiversOf(construct).filter(({ id }) => id === waiver.id);
      return first === waiver && more.length > 0
        ? { problem: `${waiver.id} is waived more than once`, fix: "keep one of the waivers, with one reason" }
        : undefined;
    }),
};
