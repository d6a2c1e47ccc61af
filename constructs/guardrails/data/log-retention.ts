import { at } from "../finished-tree";
import { counted } from "../provider-values";
import type { Rule } from "../rule";

/** How long is for the environment to say, in one of the values that CloudWatch Logs takes. */
export const logRetention: Rule = {
  id: "log-retention",
  title: "Logs are kept for a time that somebody has chosen",
  severity: "medium",
  sources: [
    "AWS Security Hub CloudWatch.16",
    "AWS Well-Architected SEC04-BP01",
    "EKS best practices, cost: observability",
  ],
  check: (tree) =>
    tree.resources("aws_cloudwatch_log_group").flatMap((group) => {
      const { log_group_class: kind, retention_in_days: retention } = group.body;
      // AWS keeps this kind for two days, and takes no other number.
      if (kind === "DELIVERY" || counted(retention, 0) !== 0) return [];
      return [
        {
          ...at(group, "retention_in_days"),
          value: retention,
          problem: "the logs are kept, and paid for, for ever",
          fix: "set retention_in_days, which the environment says by a field such as logRetentionDays",
        },
      ];
    }),
};
