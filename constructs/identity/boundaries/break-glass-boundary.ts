import type { Grant } from "../../permissions/entry";
import { type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { compact } from "./compact";
import {
  aliased,
  at,
  born,
  clusterThings,
  datastores,
  logGroups,
  marked,
  masterPasswords,
  ownRecords,
  tagged,
  taggedAtBirth,
  zones,
} from "./own";
import { environmentsApart, noRoleChaining, recordsStay, stayInRegion } from "./protections";
import { reads } from "./services/reach";
import { statesStay } from "./states";

/**
 * Whoever breaks the glass: everything that the platform consists of in this environment may be changed, restarted,
 * opened or made anew, and nothing of strangers in the same account. Nobody makes or changes identities, becomes another
 * role, reaches a state, or removes traces: what is left when that must happen is the root administrators.
 */
export function breakGlassBoundary(context: BoundaryContext): PolicyDocument {
  return policyDocument(
    ...compact([...named(context), ...tagBearing(context), ...dns(context), seen]),
    environmentsApart(context),
    recordsStay,
    ...statesStay(context),
    noRoleChaining,
    stayInRegion([context.region], "cloudtrail:*", "health:*", "support:*"),
  );
}

/** The cluster, datastores with the sign-in of their apps, images, logs, buckets, queues, by their names. */
function named(context: BoundaryContext): readonly Grant[] {
  const { names, environment, partition, accountId } = context;
  const { prefix } = names;
  const own: readonly (readonly [string, string])[] = [
    ["ecr", `repository/${prefix}/*`],
    ["sns", `${prefix}-*`],
    ["sqs", `${prefix}-*`],
  ];
  return [
    ...own.map(([service, thing]) => ({ actions: [`${service}:*`], resources: [at(context, service, thing)] })),
    { actions: ["eks:*"], resources: clusterThings(context) },
    { actions: ["logs:*"], resources: Object.values(logGroups(context)) },
    { actions: ["elasticache:*"], resources: datastores(context, "elasticache") },
    { actions: ["rds:*", "rds-data:*"], resources: datastores(context, "rds") },
    { actions: ["rds-db:connect"], resources: [at(context, "rds-db", `dbuser:*/${environment}_*`)] },
    { actions: ["s3:*"], resources: [`arn:${partition}:s3:::${prefix}-${accountId}-*`] },
  ];
}

/** What is made anew has to bear the environment's tag. */
const makes = [
  "acm:RequestCertificate",
  "ec2:AllocateAddress",
  "ec2:AuthorizeSecurityGroup*",
  "ec2:CreateLaunchTemplate",
  "ec2:CreateNatGateway",
  "ec2:CreateNetworkAcl",
  "ec2:CreateNetworkInterface",
  "ec2:CreateRouteTable",
  "ec2:CreateSecurityGroup",
  "ec2:CreateSnapshot*",
  "ec2:CreateSubnet",
  "ec2:CreateVolume",
  "ec2:CreateVpc*",
  "ec2:RunInstances",
  "elasticloadbalancing:CreateLoadBalancer",
  "elasticloadbalancing:CreateTargetGroup",
];

/** Networks, machines, load balancers, certificates, secrets: what bears the environment's tag or the cluster's mark. */
function tagBearing(context: BoundaryContext): readonly Grant[] {
  const { cluster } = context.names;
  const own = [
    "acm",
    "autoscaling",
    "dynamodb",
    "ec2",
    "elasticfilesystem",
    "elasticloadbalancing",
    "secretsmanager",
    "wafv2",
  ];
  return [
    { actions: own.map((service) => `${service}:*`), resources: ["*"], conditions: tagged(context) },
    {
      actions: ["autoscaling:*", "ec2:*"],
      resources: ["*"],
      conditions: marked(`kubernetes.io/cluster/${cluster}`, "owned"),
    },
    { actions: ["secretsmanager:GetSecretValue"], resources: ["*"], conditions: masterPasswords(context) },
    // Use and rescue, neither the policy of a key nor its end.
    {
      actions: ["CancelKeyDeletion", "CreateGrant", "Decrypt", "Enable*", "Encrypt", "GenerateDataKey*"].map(
        (use) => `kms:${use}`,
      ),
      resources: ["*"],
      conditions: aliased(context),
    },
    { actions: makes, resources: ["*"], conditions: born(context) },
    { actions: ["ec2:CreateTags"], resources: ["*"], conditions: taggedAtBirth("ec2") },
    {
      actions: ["elasticloadbalancing:AddTags"],
      resources: ["*"],
      conditions: taggedAtBirth("elasticloadbalancing"),
    },
    {
      actions: ["ec2:RunInstances"],
      resources: [at(context, "ec2", "image/*"), at(context, "ec2", "security-group/*")],
    },
  ];
}

function dns(context: BoundaryContext): readonly Grant[] {
  return [
    { actions: ["route53:ChangeResourceRecordSets"], resources: [zones(context)], conditions: ownRecords(context) },
  ];
}

/** Settings of everything, metrics, and the services in which people get help. */
const seen = reads(
  ...["acm", "autoscaling", "ec2", "ecr", "eks", "elasticache", "elasticfilesystem", "elasticloadbalancing"].map(
    (service) => `${service}:Describe*`,
  ),
  ...["acm", "ecr", "eks", "iam", "logs", "route53", "secretsmanager", "wafv2"].map((service) => `${service}:List*`),
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetTrailStatus",
  "cloudtrail:LookupEvents",
  "cloudwatch:Describe*",
  "cloudwatch:GetMetric*",
  "cloudwatch:List*",
  "ecr:GetAuthorizationToken",
  "health:Describe*",
  "iam:Get*",
  "iam:SimulatePrincipalPolicy",
  "kms:DescribeKey",
  "logs:Describe*",
  "logs:GetQueryResults",
  "logs:StopQuery",
  "pi:DescribeDimensionKeys",
  "pi:GetDimensionKeyDetails",
  "pi:GetResourceMetrics",
  "rds:Describe*",
  "route53:Get*",
  "s3:ListAllMyBuckets",
  "servicequotas:Get*",
  "servicequotas:List*",
  "servicequotas:RequestServiceQuotaIncrease",
  "support:*",
  "tag:Get*",
);
