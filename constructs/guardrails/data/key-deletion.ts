import { at } from "../finished-tree";
import { counted } from "../provider-values";
import type { Rule } from "../rule";

const types = ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"];
/** As long as KMS waits at most, and the provider's default. */
const longest = 30;

/** The only time in which a wrong deletion can be taken back: what a deleted key has encrypted is lost with it. */
export const keyDeletion: Rule = {
  id: "key-deletion",
  title: "A KMS key waits thirty days for its deletion",
  severity: "high",
  sources: ["AWS Security Hub KMS.3", "AWS KMS Developer Guide: deleting keys"],
  check: (tree) =>
    tree.resources(...types).flatMap((key) => {
      const days = counted(key.body.deletion_window_in_days, longest);
      if (days === undefined || days >= longest) return [];
      return [
        {
          ...at(key, "deletion_window_in_days"),
          value: days,
          problem: `${days} days after its deletion all that the key has encrypted is lost, and nobody may have noticed yet`,
          fix: `set deletion_window_in_days to ${longest}, or leave it out`,
        },
      ];
    }),
};
