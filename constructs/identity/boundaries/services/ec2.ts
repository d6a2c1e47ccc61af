import type { Grant } from "../../../permissions/entry";
import type { BoundaryContext } from "../boundary-context";
import { adopted, all, born, tagged, taggedAtBirth, untagged } from "../own";
import { type Reach, reads } from "./reach";

/** Own things of these types, and new ones; tags are given at birth, since they decide what is whose. */
function own(context: BoundaryContext, types: readonly string[], creations: readonly string[]): readonly Grant[] {
  return [
    reads("ec2:Describe*"),
    { actions: ["ec2:*"], resources: all(context, "ec2", ...types), conditions: tagged(context) },
    { actions: creations.map((creation) => `ec2:${creation}`), resources: ["*"], conditions: born(context) },
    { actions: ["ec2:CreateTags"], resources: ["*"], conditions: taggedAtBirth("ec2") },
  ];
}

/** Networks, and no machine in them. */
export const network: Reach = (context) => [
  ...own(
    context,
    [
      "elastic-ip",
      "internet-gateway",
      "natgateway",
      "network-acl",
      "network-interface",
      "route-table",
      "security-group",
      "security-group-rule",
      "subnet",
      "vpc",
      "vpc-endpoint",
      "vpc-flow-log",
    ],
    [
      "AllocateA*",
      "*SecurityGroup*",
      "CreateFlowLogs",
      "CreateInternet*",
      // Gateways, network ACLs and interfaces.
      "CreateN*",
      "CreateRouteTable",
      "CreateSubnet",
      "CreateVpc*",
    ],
  ),
  // What AWS makes untagged beside a VPC or a NAT gateway is emptied and adopted: see the catalogue. A rule is tagged after
  // it is made.
  {
    actions: ["ec2:CreateTags"],
    resources: all(context, "ec2", "network-acl", "route-table", "security-group", "security-group-rule"),
    conditions: adopted(context),
  },
  {
    actions: [
      "ec2:DeleteNetworkAclEntry",
      "ec2:DisassociateAddress",
      "ec2:ReplaceNetworkAclA*",
      "ec2:RevokeSecurityGroup*",
    ],
    resources: all(context, "ec2", "network-acl", "network-interface", "security-group"),
    conditions: untagged,
  },
];

/**
 * Launch templates, and the first check of EKS, which starts nodes in its caller's name: from AWS's images, with a
 * security group of EKS', in subnets of the platform. Instances themselves are EKS' to change, and nobody's here.
 */
export const nodes: Reach = (context) => [
  ...own(context, ["launch-template"], ["CreateLaunchTemplate", "RunInstances"]),
  { actions: ["ec2:RunInstances"], resources: all(context, "ec2", "subnet"), conditions: tagged(context) },
  { actions: ["ec2:RunInstances"], resources: all(context, "ec2", "image", "security-group") },
];

/** Security groups in the platform's VPC. */
export const securityGroups: Reach = (context) => [
  reads("ec2:Describe*"),
  {
    actions: ["ec2:*SecurityGroup*", "ec2:*eTags"],
    resources: all(context, "ec2", "security-group", "security-group-rule", "vpc"),
    conditions: tagged(context),
  },
  { actions: ["ec2:*SecurityGroup*"], resources: ["*"], conditions: born(context) },
  { actions: ["ec2:CreateTags"], resources: ["*"], conditions: taggedAtBirth("ec2") },
  // A rule is tagged after it is made; what it opens is a matter of its group.
  { actions: ["ec2:CreateTags"], resources: all(context, "ec2", "security-group-rule") },
];
