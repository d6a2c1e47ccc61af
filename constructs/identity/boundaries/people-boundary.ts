import { stackIds } from "../../stack/stack-id";
import { deployerServices } from "../deployer-services";
import { allow, type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { datastores, logGroups } from "./own";
import { environmentsApart, noRoleChaining, stayInRegion } from "./protections";
import { reaches } from "./services/reaches";

/**
 * People who look after things day by day: they read settings, metrics and the platform's logs, and operate datastores.
 * Changes go through pipelines, and emergencies to whoever breaks the glass, whose boundary is another.
 */
export function peopleBoundary(context: BoundaryContext): PolicyDocument {
  const ofEnvironment = [...datastores(context, "elasticache"), ...datastores(context, "rds")];
  return policyDocument(
    allow("See", [...new Set([...settingsOf(context), ...alsoSeen])].sort(), "*"),
    allow("Logs", ["logs:FilterLogEvents", "logs:Get*", "logs:Start*"], Object.values(logGroups(context))),
    allow("Datastores", operations, ofEnvironment),
    environmentsApart(context),
    noRoleChaining,
    // CloudTrail keeps what concerns identities in us-east-1.
    stayInRegion([context.region], "cloudtrail:*"),
  );
}

/** What deployers may read, people may read, and with a new service both. */
function settingsOf(context: BoundaryContext): readonly string[] {
  const grants = stackIds.flatMap((stack) => deployerServices[stack].parts).flatMap((part) => reaches[part](context));
  const reads = grants.filter(({ resources, conditions }) => resources.includes("*") && !conditions);
  return reads.flatMap(({ actions }) => actions).filter((action) => /:(Describe|Get|List)/.test(action));
}

const alsoSeen = [
  "autoscaling:Describe*",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetTrailStatus",
  "cloudtrail:LookupEvents",
  "cloudwatch:Describe*",
  "cloudwatch:GetMetric*",
  "cloudwatch:List*",
  "dynamodb:ListT*",
  "ecr:Describe*",
  "ecr:GetRegistryScanningConfiguration",
  "ecr:GetLifecyclePolicy",
  "ecr:List*",
  "elasticache:List*",
  "elasticloadbalancing:Describe*",
  "iam:Generate*",
  "iam:Get*",
  "iam:List*",
  "iam:SimulatePrincipalPolicy",
  "logs:GetLogDelivery",
  "logs:GetQueryResults",
  "logs:ListLogDeliveries",
  "logs:StopQuery",
  "pi:DescribeDimensionKeys",
  "pi:GetDimensionKeyDetails",
  "pi:GetResourceMetrics",
  "rds:List*",
  "s3:Get*Configuration",
  "s3:GetBucket*",
  "s3:ListTagsForResource",
  "wafv2:GetLoggingConfiguration",
  "wafv2:GetWebACL",
  "wafv2:ListTagsForResource",
];

/** What turns no setting: a way back if something goes wrong, and a restart. */
const operations = [
  "elasticache:CreateSnapshot",
  "elasticache:TestFailover",
  "rds:AddTagsToResource",
  "rds:CreateDBClusterSnapshot",
  "rds:DescribeDBLogFiles",
  "rds:Download*",
  "rds:FailoverDBCluster",
  "rds:RebootDBInstance",
];
