import { allow } from "../policy-document";
import {
  type Deployed,
  logGroups,
  podIdentity,
  readEverything,
  readLogGroups,
  readPodIdentity,
  type StackPermissions,
} from "./stack-permissions";

/** EKS, its nodes, add-ons and access entries. What is inside the cluster is a matter of access entries, not of IAM. */
export function kubernetesCluster(deployed: Deployed): StackPermissions {
  const { names } = deployed;
  const controllers = [names.controllerRoleArn("vpc-cni"), names.controllerRoleArn("ebs-csi")];
  return {
    reads: [readEverything(...readCluster, ...readNodes, ...readPodIdentity, ...readLogGroups), seeRoles(deployed)],
    writes: {
      cluster: cluster(deployed),
      access: access(deployed),
      nodes: nodes(deployed),
      pods: podIdentity(deployed, controllers),
      logs: logGroups(deployed, names.controlPlaneLogGroup),
    },
  };
}

const readCluster = [
  "eks:DescribeAccessEntry",
  "eks:DescribeAddon",
  "eks:DescribeAddonConfiguration",
  "eks:DescribeAddonVersions",
  "eks:DescribeCluster",
  "eks:DescribeNodegroup",
  "eks:DescribeUpdate",
  "eks:ListAssociatedAccessPolicies",
  "eks:ListTagsForResource",
  "eks:ListUpdates",
];

const readNodes = ["LaunchTemplateVersions", "LaunchTemplates", "SecurityGroups", "Subnets", "Vpcs"].map(
  (things) => `ec2:Describe${things}`,
);

/** EKS looks at the roles that it is handed, in its caller's name. */
function seeRoles({ names }: Deployed) {
  const roles = [names.clusterRoleArn("control-plane"), names.clusterRoleArn("node")];
  return allow("SeeRoles", ["iam:GetRole", "iam:ListAttachedRolePolicies"], roles);
}

function cluster({ names, grants, partition, accountId, region }: Deployed) {
  const parts = ["addon", "nodegroup"].map((part) => names.arn("eks", `${part}/${names.cluster}/*`));
  const linked = (service: string) => `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/*`;
  const services = ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com"];
  return [
    // A new cluster has no ARN yet.
    grants.create("MakeCluster", "eks:CreateCluster", "*"),
    grants.create("MakeParts", ["eks:CreateAddon", "eks:CreateNodegroup"], names.clusterArn),
    grants.create("TagWhatIsMade", "eks:TagResource", [names.clusterArn, ...parts]),
    grants.retag("Retag", ["eks:TagResource", "eks:UntagResource"], [names.clusterArn, ...parts]),
    grants.change(
      "ChangeCluster",
      ["eks:AssociateEncryptionConfig", "eks:DeleteCluster", "eks:UpdateClusterConfig", "eks:UpdateClusterVersion"],
      names.clusterArn,
    ),
    grants.change(
      "ChangeParts",
      [
        "eks:DeleteAddon",
        "eks:DeleteNodegroup",
        "eks:UpdateAddon",
        "eks:UpdateNodegroupConfig",
        "eks:UpdateNodegroupVersion",
      ],
      parts,
    ),
    grants.passRole("PassClusterRole", names.clusterRoleArn("control-plane"), ["eks.amazonaws.com"]),
    // EKS hands the node's role on to EC2.
    grants.passRole("PassNodeRole", names.clusterRoleArn("node"), ["ec2.amazonaws.com", "eks.amazonaws.com"]),
    allow("LinkedRoles", "iam:CreateServiceLinkedRole", services.map(linked), {
      StringEquals: { "iam:AWSServiceName": services },
    }),
    grants.grantKey("EncryptSecrets", "cluster", ["eks"], region),
    grants.useKey("DescribeSecretsKey", "kms:DescribeKey", "cluster", ["eks"], region),
  ];
}

/** Only roles of the platform get in. The policies and groups they may be given are the derivation's to narrow. */
function access({ names, grants, partition, accountId }: Deployed) {
  const entries = names.arn("eks", `access-entry/${names.cluster}/*`);
  const platformRoles = `arn:${partition}:iam::${accountId}:role${names.iamPath}*`;
  return [
    grants.create("LetIn", "eks:CreateAccessEntry", names.clusterArn, {
      ArnLike: { "eks:principalArn": platformRoles },
      StringEquals: { "eks:accessEntryType": "STANDARD" },
    }),
    grants.create("TagEntries", "eks:TagResource", entries),
    grants.retag("RetagEntries", ["eks:TagResource", "eks:UntagResource"], entries),
    grants.change(
      "ChangeEntries",
      ["eks:AssociateAccessPolicy", "eks:DeleteAccessEntry", "eks:DisassociateAccessPolicy", "eks:UpdateAccessEntry"],
      entries,
    ),
  ];
}

/** EKS tries the launch template out with its caller's rights before it makes a node group. */
function nodes({ names, grants, partition, region }: Deployed) {
  const ec2 = (...types: readonly string[]) => types.map((type) => names.arn("ec2", `${type}/*`));
  const started = ec2("instance", "network-interface", "volume");
  return [
    grants.create("MakeTemplates", "ec2:CreateLaunchTemplate", ec2("launch-template")),
    grants.change(
      "ChangeTemplates",
      [
        "ec2:CreateLaunchTemplateVersion",
        "ec2:DeleteLaunchTemplate",
        "ec2:DeleteLaunchTemplateVersions",
        "ec2:ModifyLaunchTemplate",
        "ec2:RunInstances",
      ],
      ec2("launch-template"),
    ),
    grants.create("StartNodes", "ec2:RunInstances", started),
    grants.use("StartNodesWithin", "managed-infrastructure", "ec2:RunInstances", ec2("subnet")),
    // Images are AWS's; the cluster's security group is made and tagged by EKS.
    allow("StartNodesWith", "ec2:RunInstances", [...ec2("security-group"), `arn:${partition}:ec2:${region}::image/*`]),
    grants.create("TagWhatIsMade", "ec2:CreateTags", [...started, ...ec2("launch-template")], {
      StringEquals: { "ec2:CreateAction": ["CreateLaunchTemplate", "RunInstances"] },
    }),
    grants.retag("RetagTemplates", ["ec2:CreateTags", "ec2:DeleteTags"], ec2("launch-template")),
  ];
}
