import { keyThrough } from "../key-use";
import { allow, type Conditions, type Policies, policyDocument, type Statement } from "../policy-document";
import { type ControllerContext, karpenterNodes } from "./controller-context";
import { volumeEncryption } from "./volumes";

/**
 * Karpenter: starts and ends nodes of this cluster, which bear its own tags, and no other instances. Narrower than its
 * own policy in four places: subnets of this environment, the cluster's own security group, images of Amazon or of this
 * account, and one instance profile, which identity makes, so that Karpenter writes nothing in IAM; and all that it
 * makes bears the environment's tag as well, which its node classes have to name. Left out, since nothing here has them:
 * capacity reservations, placement groups, zonal shifts (a setting that is off by default).
 * Source: aws/karpenter-provider-aws, v1.14, getting started, cloudformation.yaml; reference, "CloudFormation".
 */
export function karpenter(context: ControllerContext): Policies {
  return {
    nodes: policyDocument(...starts(context), ...tags(context), ...ends(context)),
    surroundings: policyDocument(...sees(context), ...handsOver(context), ...volumeEncryption(context)),
  };
}

const start = ["ec2:CreateFleet", "ec2:RunInstances"];

/** What bears Karpenter's tags from its birth. */
const made = ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"];

/** With Karpenter's tags and the environment's, which the node classes name. */
function asked({ names, environment }: ControllerContext): Conditions {
  const { StringEquals, ...pool } = karpenterNodes(names.cluster, "aws:RequestTag");
  return { ...pool, StringEquals: { ...StringEquals, "aws:RequestTag/strata:environment": environment } };
}

function starts(context: ControllerContext): readonly Statement[] {
  const { names, partition, region, accountId, environment } = context;
  const { cluster } = names;
  const ec2 = (type: string) => names.arn("ec2", `${type}/*`);
  const public_ = (type: string) => `arn:${partition}:ec2:${region}::${type}/*`;
  const tagged = asked(context);
  const nodes = ["instance", "network-interface", "spot-instances-request", "volume"];
  return [
    allow("Images", start, public_("image"), { StringEquals: { "ec2:Owner": ["amazon", accountId] } }),
    // The volumes of an image: AWS tells neither whose image it is nor whose snapshot, where the image is Amazon's.
    allow("ImagesVolumes", "ec2:RunInstances", public_("snapshot")),
    allow("Subnets", start, ec2("subnet"), { StringEquals: { "aws:ResourceTag/strata:environment": environment } }),
    // EKS makes and tags the cluster's security group.
    allow("Groups", "ec2:RunInstances", ec2("security-group"), {
      StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" },
    }),
    allow("FromOwnTemplates", start, ec2("launch-template"), karpenterNodes(cluster)),
    allow("Fleets", "ec2:CreateFleet", ["fleet", "instance", "volume"].map(ec2), tagged),
    allow("Nodes", "ec2:RunInstances", nodes.map(ec2), tagged),
    allow("Templates", "ec2:CreateLaunchTemplate", ec2("launch-template"), tagged),
  ];
}

const nodeClaim = "karpenter.sh/nodeclaim";
const clusterName = "eks:eks-cluster-name";

function onlyTags(...keys: readonly string[]): Conditions {
  return { "ForAllValues:StringEquals": { "aws:TagKeys": keys }, Null: { "aws:TagKeys": "false" } };
}

function tags(context: ControllerContext): readonly Statement[] {
  const { names } = context;
  const ec2 = (type: string) => names.arn("ec2", `${type}/*`);
  const tagged = asked(context);
  const own = karpenterNodes(names.cluster);
  return [
    allow("TagWhatIsMade", "ec2:CreateTags", made.map(ec2), {
      ...tagged,
      StringEquals: {
        ...tagged.StringEquals,
        "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
      },
    }),
    // What it learns of a node only once that has started.
    allow("NameNodes", "ec2:CreateTags", ec2("instance"), { ...own, ...onlyTags("Name", nodeClaim) }),
    allow("NameNodesOfCluster", "ec2:CreateTags", ec2("instance"), {
      ...own,
      ...onlyTags("Name", nodeClaim, clusterName),
      StringEquals: { ...own.StringEquals, [`aws:RequestTag/${clusterName}`]: names.cluster },
    }),
  ];
}

function ends({ names }: ControllerContext): readonly Statement[] {
  const own = karpenterNodes(names.cluster);
  return [
    allow("End", "ec2:TerminateInstances", names.arn("ec2", "instance/*"), own),
    allow("DeleteTemplates", "ec2:DeleteLaunchTemplate", names.arn("ec2", "launch-template/*"), own),
  ];
}

/**
 * The role of nodes, for EC2 alone. Before a node class goes it looks whether it has instance profiles of its own to clear
 * away, and, by the name that an older Karpenter would have given it, whether there is one: without an answer the class
 * stays for ever, and with it Karpenter (pkg/controllers/nodeclass/controller.go, cleanupLegacyInstanceProfile).
 */
function handsOver({ names, partition, accountId }: ControllerContext): readonly Statement[] {
  const ofOldName = `arn:${partition}:iam::${accountId}:instance-profile/${names.cluster}_*`;
  return [
    allow("HandNodesTheirRole", "iam:PassRole", names.clusterRoleArn("node"), {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    allow("SeeProfiles", "iam:ListInstanceProfiles", "*"),
    allow("SeeOldProfile", "iam:GetInstanceProfile", ofOldName),
  ];
}

function sees(context: ControllerContext): readonly Statement[] {
  const { names, partition, region } = context;
  const queueKey = keyThrough(context, "queues", "sqs");
  return [
    allow("See", readActions, "*"),
    allow("FindImages", "ssm:GetParameter", `arn:${partition}:ssm:${region}::parameter/aws/service/*`),
    allow("FindPrices", "pricing:GetProducts", "*"),
    allow("FindCluster", "eks:DescribeCluster", names.clusterArn),
    allow(
      "Interruptions",
      ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      names.arn("sqs", names.interruptionQueue),
    ),
    allow("DecryptInterruptions", "kms:Decrypt", queueKey.resource, queueKey.conditions),
  ];
}

const readActions = [
  "CapacityReservations",
  "Images",
  "InstanceStatus",
  "InstanceTypeOfferings",
  "InstanceTypes",
  "Instances",
  "LaunchTemplates",
  "PlacementGroups",
  "SecurityGroups",
  "SpotPriceHistory",
  "Subnets",
].map((things) => `ec2:Describe${things}`);
