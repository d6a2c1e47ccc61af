import { nearest } from "../../../environments/schema/nearest";
import type { Rule } from "../rule";
import { eachWaiver } from "./each-waiver";

/** Ids of checkov, such as `CKV_AWS_27` and `CKV2_AWS_11`: whether they are used is asked where checkov runs. */
const checkov = /^CKV2?_[A-Z0-9]+_\d+$/;

/** Whether a rule of ours is meant, be there one of that name or not. */
function isOwn(id: string): boolean {
  return !checkov.test(id);
}

/** `ids`: those of all rules. */
export function waiverOfKnownRule(ids: () => readonly string[]): Rule {
  return {
    id: "waiver-of-known-rule",
    title: "A waiver names a rule that there is",
    severity: "low",
    sources: ["Crosswalk playbooks: who may do what is reviewed"],
    waivable: false,
    check: (tree) =>
      eachWaiver(tree, ({ id }) => (isOwn(id) && !ids().includes(id) ? unknown(id, nearest(id, ids())) : undefined)),
  };
}

function unknown(id: string, guess: string | undefined) {
  const others = "npx platform guard rules lists those that there are";
  return { value: id, problem: "no rule has this name", fix: guess ? `write ${guess}; ${others}` : others };
}
