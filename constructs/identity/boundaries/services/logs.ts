import { logGroups } from "../own";
import { type Reach, reads } from "./reach";

/** Log groups, and nothing of what stands in them. */
function groups(which: "own" | "cluster" | "databases"): Reach {
  const what = ["KmsKey", "LogGroup", "Retention*", "TagResource"];
  return (context) => [
    reads("logs:Describe*", "logs:ListTags*"),
    { actions: what.map((one) => `logs:*${one}`), resources: [logGroups(context)[which]] },
  ];
}

export const logs = groups("own");
export const clusterLogs = groups("cluster");
export const databaseLogs = groups("databases");

/**
 * Deliveries of logs know neither an ARN nor a condition; ElastiCache sets them up with its caller's rights. What there is
 * of policies is read by the right to see log groups.
 */
export const logDeliveries: Reach = () => [
  {
    actions: ["logs:*LogDeliver*", "logs:PutRes*"],
    resources: ["*"],
  },
];
