/** Writes on others' things that come through all the same, by reason: `<role>: <action> on <type>`. */
export type Exceptions = Readonly<Record<string, readonly string[]>>;

/** Creations and settings that AWS lets nobody narrow: the catalogue gives the source beside each (`because`). */
const deliveries: Exceptions = {
  "deliveries of logs know neither an ARN nor a condition; ElastiCache sets them up with its caller's rights": [
    "app-services apply: logs:CreateLogDelivery on *",
    "app-services apply: logs:DeleteLogDelivery on *",
    "app-services apply: logs:PutResourcePolicy on *",
  ],
};

const changesOfDeliveries: Exceptions = {
  "the same, which no write of another stack's own asks for": ["app-services apply: logs:UpdateLogDelivery on *"],
};

const zones: Exceptions = {
  "a zone has no ARN before it exists, and Route 53 authorizes by no tag; to delete a zone is not granted": [
    "app-services apply: route53:ChangeTagsForResource on hostedzone",
    "app-services apply: route53:CreateHostedZone on *",
    "app-services apply: route53:UpdateHostedZoneComment on hostedzone",
  ],
};

const registry = [
  "CreatePullThroughCacheRule",
  "CreateRepositoryCreationTemplate",
  "DeletePullThroughCacheRule",
  "DeleteRepositoryCreationTemplate",
  "PutRegistryScanningConfiguration",
  "UpdatePullThroughCacheRule",
  "UpdateRepositoryCreationTemplate",
];

/** Only where an environment has copies of other registries' images, or the say over how the account scans. */
const registries: Exceptions = {
  "settings of the account's registry know neither a resource nor a condition": registry.map(
    (action) => `managed-infrastructure apply: ecr:${action} on *`,
  ),
};

/** Images are AWS's and the security group is EKS's: neither bears our tags, and the subnet, which has to, holds both. */
const startingNodes: Exceptions = {
  "a node is started from an image of AWS's with a security group of EKS's; its subnet has to be the platform's": [
    "kubernetes-cluster apply: ec2:RunInstances on image",
    "kubernetes-cluster apply: ec2:RunInstances on security-group",
  ],
};

/** What later stacks use of earlier ones in the same environment, by named rights; nothing of it changes or deletes. */
export const usesOfOtherStacks: Exceptions = {
  ...deliveries,
  "a node is started in managed-infrastructure's subnets, with a security group of EKS's, which bears no tags of ours":
    [
      "kubernetes-cluster apply: ec2:RunInstances on security-group",
      "kubernetes-cluster apply: ec2:RunInstances on subnet",
    ],
  "security groups of datastores, and of those who call the API, are made in managed-infrastructure's VPC": [
    "app-services apply: ec2:CreateSecurityGroup on vpc",
    "kubernetes-cluster apply: ec2:CreateSecurityGroup on vpc",
  ],
  "the security group by which runners reach the API server is made in managed-infrastructure's VPC": [
    "kubernetes-cluster apply: ec2:CreateSecurityGroup on vpc",
  ],
  "of a queue that there is, SQS tells whoever would make it the address, and changes nothing (API reference, CreateQueue)":
    ["app-services apply: sqs:CreateQueue on queue", "cluster-services apply: sqs:CreateQueue on queue"],
  "keys of managed-infrastructure encrypt what others make, through the services that hold it": [
    "app-services apply: kms:CreateGrant on key alias/strata/demo/cache",
    "app-services apply: kms:CreateGrant on key alias/strata/demo/database",
    "app-services apply: kms:CreateGrant on key alias/strata/demo/tables",
    "app-services apply: kms:Decrypt on key alias/strata/demo/tables",
    "app-services apply: kms:Encrypt on key alias/strata/demo/tables",
    "app-services apply: kms:GenerateDataKey on key alias/strata/demo/tables",
    "app-services apply: kms:Decrypt on key alias/strata/demo/database",
    "app-services apply: kms:GenerateDataKey on key alias/strata/demo/database",
    "kubernetes-cluster apply: kms:CreateGrant on key alias/strata/demo/cluster",
  ],
  "whoever declares a service account gives it its role on the one cluster; which roles, says iam:PassRole": [
    "app-services apply: eks:CreatePodIdentityAssociation on cluster",
    "apps apply: eks:CreatePodIdentityAssociation on cluster",
    "cluster-services apply: eks:CreatePodIdentityAssociation on cluster",
  ],
  "EKS authorizes an add-on on the associations that it makes with it, whose ids are EKS' choice": [
    "kubernetes-cluster apply: eks:CreateAddon on podidentityassociation",
  ],
  "roles of identity are handed over, exactly as the proof of PassRole says": ["apps apply: iam:PassRole on role"],
};

export const intoOtherEnvironments: Exceptions = {
  ...deliveries,
  ...changesOfDeliveries,
  ...zones,
  ...registries,
  ...startingNodes,
};

/** What AWS makes untagged, and Terraform adopts or finishes, can't be told from a stranger's untagged things. */
export const onUntaggedThings: Exceptions = {
  ...deliveries,
  ...changesOfDeliveries,
  ...zones,
  ...registries,
  ...startingNodes,
  "the default security group, network ACL and route table are adopted: emptied and tagged while they bear no tags": [
    "managed-infrastructure apply: ec2:CreateTags on network-acl",
    "managed-infrastructure apply: ec2:CreateTags on route-table",
    "managed-infrastructure apply: ec2:CreateTags on security-group",
    "managed-infrastructure apply: ec2:DeleteNetworkAclEntry on network-acl",
    "managed-infrastructure apply: ec2:RevokeSecurityGroupEgress on security-group",
    "managed-infrastructure apply: ec2:RevokeSecurityGroupIngress on security-group",
  ],
  "a subnet, which has to be the stack's own, leaves the default network ACL": [
    "managed-infrastructure apply: ec2:ReplaceNetworkAclAssociation on network-acl",
  ],
  "an address, which has to be the stack's own, leaves the NAT gateway's interface, which AWS made untagged": [
    "managed-infrastructure apply: ec2:DisassociateAddress on network-interface",
  ],
  "a new key is tagged by a call of its own, for which KMS wants a right that is not limited to particular keys": [
    "managed-infrastructure apply: kms:TagResource on key",
  ],
  "a new detector is tagged in the call that makes it, for which GuardDuty has no condition; its parts get no rights by tags, and of detectors there is one":
    [
      "detector",
      "filter",
      "ipset",
      "publishingDestination",
      "threatentityset",
      "threatintelset",
      "trustedentityset",
    ].map((type) => `managed-infrastructure apply: guardduty:TagResource on ${type}`),
  "a rule is tagged after it is made; without its group, which has to be the stack's own, its tags open nothing": [
    "app-services apply: ec2:CreateTags on security-group-rule",
    "kubernetes-cluster apply: ec2:CreateTags on security-group-rule",
    "managed-infrastructure apply: ec2:CreateTags on security-group-rule",
  ],
};

export function linesOf(exceptions: Exceptions): readonly string[] {
  return [...new Set(Object.values(exceptions).flat())].sort();
}
