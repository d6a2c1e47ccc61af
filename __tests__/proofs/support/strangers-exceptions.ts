import type { Exceptions } from "./isolation-exceptions";

/** What boundaries leave of others' things, whatever stands in the policies, by reason: `<boundary>: <action> on <type>`. */
const withoutTags: Exceptions = {
  "deliveries of logs know neither an ARN nor a condition": [
    ...["app-services", "cluster-services"].flatMap((stack) =>
      ["CreateLogDelivery", "DeleteLogDelivery", "PutResourcePolicy", "UpdateLogDelivery"].map(
        (action) => `${stack}: logs:${action} on *`,
      ),
    ),
  ],
  "a zone of the environment's own has no ARN before it exists, and Route 53 authorizes by no tag": [
    "app-services: route53:ChangeTagsForResource on hostedzone",
    "app-services: route53:CreateHostedZone on *",
    "app-services: route53:UpdateHostedZoneComment on hostedzone",
  ],
  "records are those of the environment's domain, whichever zone they stand in": [
    "app-services: route53:ChangeResourceRecordSets on hostedzone",
    "break-glass: route53:ChangeResourceRecordSets on hostedzone",
    "controllers: route53:ChangeResourceRecordSets on hostedzone",
  ],
  "a rule opens something only in a group, which has to be the environment's": [
    "controllers: ec2:AuthorizeSecurityGroupEgress on security-group-rule",
    "controllers: ec2:AuthorizeSecurityGroupIngress on security-group-rule",
  ],
  "the firewall of a load balancer is authorized on no tag of the load balancer": [
    "controllers: elasticloadbalancing:SetWebAcl on *",
    "controllers: wafv2:AssociateWebACL on loadbalancer/app/",
    "controllers: wafv2:DisassociateWebACL on loadbalancer/app/",
  ],
  "settings of the registry, of which account and region have one, are authorized on nothing": [
    "managed-infrastructure: ecr:CreatePullThroughCacheRule on *",
    "managed-infrastructure: ecr:CreateRepositoryCreationTemplate on *",
    "managed-infrastructure: ecr:DeletePullThroughCacheRule on *",
    "managed-infrastructure: ecr:DeleteRepositoryCreationTemplate on *",
    "managed-infrastructure: ecr:PutRegistryScanningConfiguration on *",
    "managed-infrastructure: ecr:UpdatePullThroughCacheRule on *",
    "managed-infrastructure: ecr:UpdateRepositoryCreationTemplate on *",
  ],
  "machines report to Systems Manager, which authorizes it on nothing": [
    "controllers: ssmmessages:CreateControlChannel on *",
    "controllers: ssmmessages:CreateDataChannel on *",
    "controllers: ssmmessages:OpenControlChannel on *",
    "controllers: ssmmessages:OpenDataChannel on *",
  ],
  "people ask AWS for help and for higher quotas": [
    "break-glass: servicequotas:RequestServiceQuotaIncrease on quota",
    ...[
      "AddAttachmentsToSet",
      "AddCommunicationToCase",
      "AddRelatedItemToCase",
      "CreateCase",
      "DisconnectLiveContactForCase",
      "InitiateCallForCase",
      "InitiateChatForCase",
      "InitiateLiveContactForCase",
      "PutCaseAttributes",
      "RateCaseCommunication",
      "RefreshTrustedAdvisorCheck",
      "ResolveCase",
      "ResolveInteraction",
      "StartInteraction",
      "UpdateCaseSeverity",
      "UpdateInteraction",
      "UploadAttachment",
    ].map((action) => `break-glass: support:${action} on *`),
  ],
};

/** Of another environment, whose things bear its tags, though its name begins like ours. */
export const leftOfEnvironments: Exceptions = withoutTags;

/** Of strangers, who tag nothing. */
export const leftOfStrangers: Exceptions = {
  ...withoutTags,
  "what AWS makes untagged beside a VPC or a NAT gateway is emptied and adopted while it bears no tags": [
    "managed-infrastructure: ec2:CreateTags on network-acl",
    "managed-infrastructure: ec2:CreateTags on route-table",
    "managed-infrastructure: ec2:CreateTags on security-group",
    "managed-infrastructure: ec2:DeleteNetworkAclEntry on network-acl",
    "managed-infrastructure: ec2:DisassociateAddress on network-interface",
    "managed-infrastructure: ec2:ReplaceNetworkAclAssociation on network-acl",
    "managed-infrastructure: ec2:RevokeSecurityGroupEgress on security-group",
    "managed-infrastructure: ec2:RevokeSecurityGroupIngress on security-group",
  ],
  "what is tagged by a call that does not say whether it is new: a detector while it bears no tag, a key while it has no alias as well":
    [
      "app-services: acm:AddTagsToCertificate on certificate",
      ...[
        "detector",
        "filter",
        "ipset",
        "publishingDestination",
        "threatentityset",
        "threatintelset",
        "trustedentityset",
      ].map((type) => `managed-infrastructure: guardduty:TagResource on ${type}`),
      "managed-infrastructure: kms:TagResource on key",
    ],
  "a group of rules is authorized by its own name and tags: at which workspace it is made, AWS does not look": [
    "cluster-services: aps:CreateRuleGroupsNamespace on rulegroupsnamespace",
  ],
  "a new workspace, or group of rules, is tagged by a right that does not say whether it is new, while it bears no tag":
    ["cluster-services: aps:TagResource on rulegroupsnamespace", "cluster-services: aps:TagResource on workspace"],
  "a rule is tagged after it is made; what it opens is a matter of its group": [
    "app-services: ec2:CreateTags on security-group-rule",
    "kubernetes-cluster: ec2:CreateTags on security-group-rule",
    "managed-infrastructure: ec2:CreateTags on security-group-rule",
  ],
  "machines are started from AWS's images with EKS' security group; they and their subnet have to be the environment's":
    [
      "break-glass: ec2:RunInstances on image",
      "break-glass: ec2:RunInstances on security-group",
      "kubernetes-cluster: ec2:RunInstances on image",
      "kubernetes-cluster: ec2:RunInstances on security-group",
      "controllers: ec2:CreateFleet on image",
      "controllers: ec2:RunInstances on image",
      "controllers: ec2:RunInstances on security-group",
      "controllers: ec2:RunInstances on snapshot",
    ],
  "the network plugin puts groups on interfaces, which have to be the environment's": [
    "controllers: ec2:ModifyNetworkInterfaceAttribute on security-group",
  ],
  "new load balancers bear the environment's tag, whatever they are called": [
    "break-glass: elasticloadbalancing:CreateLoadBalancer on loadbalancer",
    "break-glass: elasticloadbalancing:CreateTargetGroup on targetgroup",
    "controllers: elasticloadbalancing:CreateLoadBalancer on loadbalancer",
    "controllers: elasticloadbalancing:CreateTargetGroup on targetgroup",
  ],
  "a machine reports to Systems Manager as itself, whichever name it gives": [
    "controllers: ssm:UpdateInstanceInformation on instance",
    "controllers: ssm:UpdateInstanceInformation on managed-instance",
  ],
  "nodes have ECR fetch images that it caches, also those of add-ons, which lie with AWS": [
    "controllers: ecr:BatchImportUpstreamImage on repository",
  ],
};

/** Reads that show more than settings: data, secrets, texts of logs, images. */
export const contents: readonly string[] = [
  "acm:ExportCertificate",
  "cloudtrail:GetQueryResults",
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "ec2:GetPasswordData",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "eks-auth:AssumeRoleForPodIdentity",
  "elasticache:Connect",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "pi:DescribeDimensionKeys",
  "pi:GetDimensionKeyDetails",
  "pi:GetResourceMetrics",
  "rds-data:ExecuteStatement",
  "rds-db:connect",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sns:Subscribe",
  "sqs:ReceiveMessage",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "wafv2:GetDecryptedAPIKey",
];

const ofStrangers: Exceptions = {
  "nodes pull the images of add-ons from accounts of AWS's": [
    "controllers: ecr:BatchGetImage on repository",
    "controllers: ecr:GetDownloadUrlForLayer on repository",
  ],
  "performance is measured by ids of AWS's choice": [
    ...["break-glass", "people"].flatMap((boundary) =>
      ["DescribeDimensionKeys", "GetDimensionKeyDetails", "GetResourceMetrics"].map(
        (action) => `${boundary}: pi:${action} on metric-resource`,
      ),
    ),
  ],
  "a query's results are asked for by its id; to start one takes a log group": [
    "break-glass: logs:GetQueryResults on log-group",
    "people: logs:GetQueryResults on log-group",
  ],
};

export const contentsOfStrangers = ofStrangers;
export const contentsOfEnvironments: Exceptions = {};
