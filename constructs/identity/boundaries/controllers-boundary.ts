import type { Grant } from "../../permissions/entry";
import { allowed, denyElsewhere, type PolicyDocument, policyDocument, type Statement } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { compact } from "./compact";
import {
  aliased,
  all,
  at,
  born,
  logGroups,
  marked,
  masterPasswords,
  ownRecords,
  tagged,
  taggedAtBirth,
  zones,
} from "./own";
import { environmentsApart, flowLogsStay, roleChaining, stayInRegion } from "./protections";
import { reads } from "./services/reach";

/**
 * What makes the cluster run: controllers, nodes, AWS services and runners, with the environment's own things in the
 * services that they live by. Nothing of what teams keep is among it, but the roles by which teams' secrets are read. A
 * list, although it has to grow with the controllers: whatever runs code in the account runs it as somebody, and new
 * services that do so come every year. What is left out is what nobody here has a reason to do.
 */
export function controllersBoundary(context: BoundaryContext): PolicyDocument {
  return policyDocument(
    ...compact([...machines(context), ...kept(context), ...seen(context)]),
    ...roles(context),
    ...alerts(context),
    environmentsApart(context),
    flowLogsStay,
    // Prices and Shield, AWS has in a few regions only.
    stayInRegion([context.region], "pricing:*", "shield:*"),
  );
}

/** What controllers make and change: with the environment's tag, or with the marks of EKS and the network plugin. */
function machines(context: BoundaryContext): readonly Grant[] {
  const makes = [
    "CreateFleet",
    "CreateLaunchTemplate",
    "CreateSecurityG*",
    "CreateSnapshot*",
    "CreateVolume",
    "RunInstances",
  ];
  const balances = ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"];
  const own = ["aps:RemoteWrite", "autoscaling:*", "ec2:*", "elasticfilesystem:*", "elasticloadbalancing:*"];
  const interfaces = "cluster.k8s.amazonaws.com/name";
  const { cluster } = context.names;
  return [
    { actions: own, resources: ["*"], conditions: tagged(context) },
    {
      actions: ["autoscaling:*", "ec2:*"],
      resources: ["*"],
      conditions: marked(`kubernetes.io/cluster/${cluster}`, "owned"),
    },
    { actions: ["ec2:*"], resources: ["*"], conditions: marked(interfaces, cluster) },
    { actions: [...makes.map((make) => `ec2:${make}`), ...balances], resources: ["*"], conditions: born(context) },
    {
      actions: ["ec2:CreateNetworkInterface"],
      resources: ["*"],
      conditions: { StringEquals: { [`aws:RequestTag/${interfaces}`]: cluster } },
    },
    // Marks decide what is whose: they are given at birth, and to what bears one.
    { actions: ["ec2:CreateTags"], resources: ["*"], conditions: taggedAtBirth("ec2") },
    {
      actions: ["elasticloadbalancing:AddTags"],
      resources: ["*"],
      conditions: taggedAtBirth("elasticloadbalancing"),
    },
    {
      actions: ["elasticfilesystem:TagResource"],
      resources: ["*"],
      conditions: taggedAtBirth("elasticfilesystem"),
    },
    // Rules are made without tags; their groups have to be the environment's.
    { actions: ["ec2:AuthorizeSecurityGroup*"], resources: [at(context, "ec2", "security-group-rule/*")] },
    // Images with their snapshots are AWS's, and EKS' security groups bear its marks alone.
    {
      actions: ["ec2:CreateFleet", "ec2:ModifyNetworkI*", "ec2:RunInstances"],
      resources: all(context, "ec2", "image", "security-group", "snapshot"),
    },
  ];
}

/** What controllers, nodes and AWS services keep, send and read. */
function kept(context: BoundaryContext): readonly Grant[] {
  const { names, alertTopicArn } = context;
  return [
    {
      actions: ["*Multipart*", "DeleteObject*", "GetBucketLoc*", "GetObject*", "ListBucket*", "PutObject*"].map(
        (use) => `s3:${use}`,
      ),
      // With what lies in them.
      resources: [names.bucketArn("backups*")],
    },
    ...(alertTopicArn ? [{ actions: ["sns:Publish"], resources: [alertTopicArn] }] : []),
    { actions: ["sqs:*Message*", "sqs:Get*"], resources: [at(context, "sqs", names.interruptionQueue)] },
    { actions: ["eks-auth:*"], resources: [at(context, "eks", `cluster/${names.cluster}`)] },
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [...Object.values(logGroups(context)), at(context, "logs", "log-group:RDS*")],
    },
    // RDS has one group for all of an account.
    {
      actions: ["logs:CreateLogGroup", "logs:GetLogEvents", "logs:PutRet*"],
      resources: [at(context, "logs", "log-group:RDS*")],
    },
    { actions: ["ssm:GetParameter*"], resources: [at(context, "ssm", "parameter/aws/service/*")] },
    // Those of databases' master passwords, on which RDS names the cluster.
    {
      actions: ["secretsmanager:GetSec*"],
      resources: ["*"],
      conditions: masterPasswords(context),
    },
    // Repositories for copies of images, whose names have a dot where those of teams have none.
    {
      actions: ["ecr:CreateRepository", "ecr:TagResource"],
      resources: [at(context, "ecr", `repository/${names.prefix}/*.*/*`)],
    },
    {
      actions: ["*crypt*", "CreateGrant", "GenerateDataKey*", "RetireGrant"].map((use) => `kms:${use}`),
      resources: [at(context, "kms", "key/*")],
      conditions: aliased(context),
    },
    { actions: ["route53:ChangeResourceRecordSets"], resources: zones(context), conditions: ownRecords(context) },
  ];
}

/** The key that encrypts the one topic of alerts: it is the topic's owner's, whoever that is. */
function alerts({ alertTopicArn }: BoundaryContext): readonly Statement[] {
  if (alertTopicArn === undefined) return [];
  const ofTopic = { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": alertTopicArn } };
  return [allowed(["kms:Decrypt", "kms:GenerateDataKey"], ["*"], ofTopic)];
}

/** Settings, and what AWS authorizes on nothing narrower. */
function seen(context: BoundaryContext): readonly Grant[] {
  return [
    reads(
      "acm:Describe*",
      "acm:List*",
      "autoscaling:Describe*",
      "ec2:Describe*",
      "ec2:GetSecurityGroupsF*",
      // Images of add-ons lie in accounts of AWS's.
      "ecr:BatchGetImage",
      "ecr:BatchImport*",
      "ecr:GetAuth*",
      "ecr:GetDownload*",
      "eks:Describe*",
      "eks:List*",
      "elasticfilesystem:Describe*",
      "elasticloadbalancing:Describe*",
      "elasticloadbalancing:SetWebACL",
      "iam:GetI*",
      "iam:ListI*",
      "kms:DescribeKey",
      "logs:Describe*",
      "pricing:GetProducts",
      "route53:Get*",
      "route53:List*",
      "shield:GetSub*",
      // Machines report to Systems Manager, which says nothing of whose they are.
      "ssm:UpdateInstanceI*",
      "ssmmessages:*Channel",
      "wafv2:GetWebACL*",
      "wafv2:ListWebACLs",
    ),
    {
      actions: ["wafv2:*AssociateWebACL"],
      resources: [
        at(context, "elasticloadbalancing", "loadbalancer/app/*"),
        at(context, "wafv2", `regional/webacl/${context.names.webAcl}/*`),
      ],
    },
  ];
}

/**
 * Karpenter hands nodes their role, which has this boundary itself, and the load balancer controller needs AWS's own once an
 * account. The secrets operator takes the roles of teams, which trust it alone: else there is no way from role to role.
 */
function roles({ names, partition, accountId }: BoundaryContext): readonly Statement[] {
  const teams = `arn:${partition}:iam::${accountId}:role${names.iamPath}secrets/*`;
  const balancing = "elasticloadbalancing.amazonaws.com";
  return [
    allowed(["iam:PassRole"], [`arn:${partition}:iam::*:role${names.rolePath("cluster")}*-node`], {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    allowed(["iam:CreateServiceLinkedRole"], [`arn:${partition}:iam::*:role/aws-service-role/*`], {
      StringEquals: { "iam:AWSServiceName": balancing },
    }),
    allowed(["sts:AssumeRole", "sts:TagSession"], [teams]),
    denyElsewhere("NoRoleChaining", roleChaining, teams),
  ];
}
