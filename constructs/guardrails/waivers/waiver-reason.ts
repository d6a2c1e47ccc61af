import type { Rule } from "../rule";
import { eachWaiver } from "./each-waiver";

export const waiverReason: Rule = {
  id: "waiver-reason",
  title: "Every waiver says why",
  severity: "low",
  sources: ["Crosswalk playbooks: who may do what is reviewed"],
  waivable: false,
  check: (tree) =>
    eachWaiver(tree, ({ id, reason }) =>
      reason === ""
        ? {
            problem: `the waiver of ${id} gives no reason`,
            fix: "say in a sentence why the check does not apply to this resource",
          }
        : undefined,
    ),
};
