import { changing, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, passing, using } from "../ownership";

/**
 * To buckets and Firehose, CloudWatch Logs' delivery service carries the records, set up with the caller's rights; to
 * log groups the role that is passed.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
function delivering(r: ResourceView, action: "logs:CreateLogDelivery" | "logs:DeleteLogDelivery"): readonly Grant[] {
  const toLogGroup = !r.has("log_destination_type") || r.text("log_destination_type") === "cloud-watch-logs";
  if (toLogGroup) return [];
  return [anywhere([action], "deliveries have no ARN (service authorization reference, CloudWatch Logs)")];
}

/** VPC flow logs. */
export const flowLogs: Catalogue = {
  aws_flow_log: {
    arn: ec2Thing("vpc-flow-log"),
    create: (r) => [
      ...making(r, "ec2:CreateFlowLogs", "vpc-flow-log"),
      ...using(r, ["ec2:CreateFlowLogs"], "vpc_id"),
      ...using(r, ["ec2:CreateFlowLogs"], "subnet_id"),
      ...(r.has("iam_role_arn") ? [passing(r, "iam_role_arn", "vpc-flow-logs.amazonaws.com")] : []),
      ...delivering(r, "logs:CreateLogDelivery"),
    ],
    read: () => [anywhere(["ec2:DescribeFlowLogs"])],
    update: (r) => [renaming(r, "vpc-flow-log")],
    delete: (r) => [changing(r, ["vpc-flow-log"], "ec2:DeleteFlowLogs"), ...delivering(r, "logs:DeleteLogDelivery")],
  },
};
