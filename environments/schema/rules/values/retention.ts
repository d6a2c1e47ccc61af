import { retentionDays } from "../../data/retention-days";
import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetention = valueRule<number>({
  code: "ENV_LOG_RETENTION",
  states: `CloudWatch Logs keeps entries for ${retentionDays.join(", ")} days`,
  fix: (value) => `write ${retentionDays.find((days) => days >= value) ?? Math.max(...retentionDays)}`,
  allows: (value) => retentionDays.includes(value),
});
