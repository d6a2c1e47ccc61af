import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { waive } from "../guardrails/waive";

const year = 365;

/** A year is the default; who keeps logs for less has written so in the environment. */
export function waiveShortRetention(group: CloudwatchLogGroup, days: number): void {
  if (days < year)
    waive(group, "CKV_AWS_338", `kept for the ${days} days that the environment asks for, not for a year`);
}
