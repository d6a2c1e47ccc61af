import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { waiveShortRetention } from "../observability/short-retention";

export interface FlowLogsProps {
  readonly vpcId: string;
  /** First part of `Name` tags. */
  readonly name: string;
  readonly logGroupName: string;
  /** Role that VPC flow logs assume to write to the log group. */
  readonly roleArn: string;
  /** KMS key of the log group; its policy must let CloudWatch Logs use it for this group. */
  readonly keyArn: string;
  /** Days that records are kept, one of the values that CloudWatch Logs takes. */
  readonly retentionDays: number;
}

/**
 * The default fields, in their order, and after them what an investigation asks for: which subnet and instance, who
 * was meant behind NAT and load balancers (`pkt-…`: a pod's own address), which AWS service, and who called whom.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const flowLogFields = [
  ..."version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end".split(" "),
  ..."action log-status vpc-id subnet-id instance-id tcp-flags pkt-srcaddr pkt-dstaddr".split(" "),
  ..."pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path".split(" "),
];

/** Records of all traffic of the VPC, refused and accepted, encrypted and kept for a while. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { vpcId, name, logGroupName, roleArn, keyArn, retentionDays } = props;
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: logGroupName,
      kmsKeyId: keyArn,
      retentionInDays: retentionDays,
    });
    waiveShortRetention(logGroup, retentionDays);
    new FlowLog(this, "vpc", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: roleArn,
      maxAggregationInterval: 60,
      // Two dollar signs: to Terraform, one would begin an expression of its own.
      logFormat: flowLogFields.map((field) => `$\${${field}}`).join(" "),
      tags: { Name: `${name}-flow-logs` },
    });
  }
}
