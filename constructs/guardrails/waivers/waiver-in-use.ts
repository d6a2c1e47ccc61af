import type { Broken, Rule } from "../rule";
import { eachWaiver } from "./each-waiver";

/** Has to come last: it looks at what all others found. `ids`: those of all rules. */
export function waiverInUse(ids: () => readonly string[]): Rule {
  return {
    id: "waiver-in-use",
    title: "A waiver covers something that breaks its rule",
    severity: "low",
    sources: ["Crosswalk playbooks: who may do what is reviewed"],
    waivable: false,
    check: (tree, earlier) => {
      const covered = new Set(earlier.map(keyOf));
      return eachWaiver(tree, ({ id }, { node }) =>
        !ids().includes(id) || covered.has(`${id} ${node.path}`)
          ? undefined
          : {
              value: id,
              problem: "the waiver covers nothing: this resource does not break the rule, or it can't be waived",
              fix: "remove the waiver, or declare it only where the rule is broken",
            },
      );
    },
  };
}

function keyOf({ rule, violation: { construct } }: Broken): string {
  return rule.waivable === false ? "" : `${rule.id} ${construct?.node.path}`;
}
