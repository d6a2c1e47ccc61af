import { Construct } from "constructs";
import type { UpstreamRegistry } from "../delivery/upstream-registries";
import type { AwsManagedPolicy } from "./aws-managed-policies";
import { imageCacheMaker } from "./image-cache-maker";
import type { KeyUser } from "./key-use";
import { allow, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { serviceTrust } from "./trust/service-trust";

export interface ServiceRolesProps extends KeyUser {
  readonly accountId: string;
  readonly partition: string;
  /** ARN of the boundary of what makes the cluster run. */
  readonly boundaryArn: string;
  /** Registries whose images ECR keeps copies of. */
  readonly cachedRegistries: readonly UpstreamRegistry[];
}

const monitoring: AwsManagedPolicy = "service-role/AmazonRDSEnhancedMonitoringRole";

/** What AWS services deliver logs and metrics as, and make repositories for copies of images. */
export class ServiceRoles extends Construct {
  readonly flowLogs: PlatformRole;
  readonly databaseMonitoring: PlatformRole;
  /** Where there are registries that ECR keeps copies of. */
  readonly imageCache?: PlatformRole;

  constructor(scope: Construct, id: string, props: ServiceRolesProps) {
    super(scope, id);
    this.flowLogs = flowLogs(this, props);
    this.databaseMonitoring = databaseMonitoring(this, props);
    if (props.cachedRegistries.length > 0) this.imageCache = imageCache(this, props);
  }
}

/**
 * Into the one log group, which exists already. The flow log's id is AWS's choice, so any flow log of account and
 * region may use the role. Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
function flowLogs(scope: Construct, { names, accountId, partition, boundaryArn }: ServiceRolesProps): PlatformRole {
  const group = names.arn("logs", `log-group:${names.logGroup("flow-logs")}`);
  const deliver = policyDocument(
    allow("Deliver", ["logs:CreateLogStream", "logs:PutLogEvents"], `${group}:*`),
    allow("FindStreams", "logs:DescribeLogStreams", [group, `${group}:*`]),
    allow("FindLogGroup", "logs:DescribeLogGroups", "*"),
  );
  return new PlatformRole(scope, "flow-logs", {
    name: names.serviceRole("flow-logs"),
    path: names.rolePath("services"),
    description: "Delivers VPC flow logs to CloudWatch Logs.",
    trust: serviceTrust({
      service: "vpc-flow-logs.amazonaws.com",
      onBehalfOf: { accountId, source: names.arn("ec2", "vpc-flow-log/*") },
    }),
    boundaryArn,
    policies: { deliver },
    partition,
  });
}

/** Source: Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring", confused deputy. */
function databaseMonitoring(scope: Construct, props: ServiceRolesProps): PlatformRole {
  const { names, accountId, partition, boundaryArn } = props;
  return new PlatformRole(scope, "database-monitoring", {
    name: names.serviceRole("database-monitoring"),
    path: names.rolePath("services"),
    description: "Delivers the enhanced monitoring of RDS to CloudWatch Logs.",
    trust: serviceTrust({
      service: "monitoring.rds.amazonaws.com",
      onBehalfOf: { accountId, source: names.arn("rds", `db:${names.database("*")}`) },
    }),
    boundaryArn,
    awsManagedPolicies: [monitoring],
    partition,
  });
}

/** ECR says of no call for whom it makes it, so that the trust can't ask: `iam:PassRole` to the exact role holds it. */
function imageCache(scope: Construct, props: ServiceRolesProps): PlatformRole {
  const { names, partition, boundaryArn } = props;
  return new PlatformRole(scope, "image-cache", {
    name: names.serviceRole("image-cache"),
    path: names.rolePath("services"),
    description: "Makes the repositories in which ECR keeps copies of other registries' images.",
    trust: serviceTrust({ service: "ecr.amazonaws.com" }),
    boundaryArn,
    policies: { make: imageCacheMaker(props) },
    partition,
  });
}
