import { allow, policyDocument } from "../policy-document";
import { type ControllerPolicy, clusterStackTags, karpenterNodes } from "./controller-context";

const clusterTag = "cluster.k8s.amazonaws.com/name";

const interfaceActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:AttachNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DetachNetworkInterface",
  "ec2:ModifyNetworkInterfaceAttribute",
  "ec2:UnassignPrivateIpAddresses",
];

const nodeActions = ["ec2:AttachNetworkInterface", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"];

/**
 * The network plugin: addresses for pods on this cluster's nodes and no others. It marks its interfaces with the
 * cluster's name, which it takes from CLUSTER_NAME; a node's first interface comes tagged from the launch template, that of the node group or Karpenter's.
 * Source: aws/amazon-vpc-cni-k8s, docs/iam-policy.md, scope-down policy for IPv4.
 */
export const vpcCni: ControllerPolicy = ({ names, environment }) => {
  const ec2 = (type: string) => names.arn("ec2", `${type}/*`);
  const named = { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: names.cluster } };
  const requested = { StringEquals: { [`aws:RequestTag/${clusterTag}`]: names.cluster } };
  const ofNodes = { StringEquals: clusterStackTags(environment) };
  return policyDocument(
    allow("See", readActions, "*"),
    allow("MakeInterfaces", "ec2:CreateNetworkInterface", ec2("network-interface"), requested),
    allow("MakeInterfacesWithin", "ec2:CreateNetworkInterface", ec2("subnet"), {
      StringEquals: { "aws:ResourceTag/strata:environment": environment },
    }),
    // EKS makes and tags the cluster's security group.
    allow("MakeInterfacesWith", "ec2:CreateNetworkInterface", ec2("security-group"), {
      StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${names.cluster}`]: "owned" },
    }),
    allow("Mark", "ec2:CreateTags", ec2("network-interface"), requested),
    allow("MarkOwn", "ec2:CreateTags", ec2("network-interface"), named),
    allow("ChangeInterfaces", interfaceActions, ec2("network-interface"), named),
    allow("ChangeNodesFirstInterfaces", interfaceActions, ec2("network-interface"), ofNodes),
    allow("ChangeNodes", nodeActions, ec2("instance"), ofNodes),
    allow("ChangeKarpentersInterfaces", interfaceActions, ec2("network-interface"), karpenterNodes(names.cluster)),
    allow("ChangeKarpentersNodes", nodeActions, ec2("instance"), karpenterNodes(names.cluster)),
    allow("ChangeGroups", "ec2:ModifyNetworkInterfaceAttribute", ec2("security-group")),
  );
};

const readActions = ["InstanceTypes", "Instances", "NetworkInterfaces", "SecurityGroups", "Subnets", "Tags"].map(
  (things) => `ec2:Describe${things}`,
);
