import { allow, type Statement } from "../policy-document";
import type { Deployed } from "./stack-permissions";

export const readNetwork = [
  "Addresses",
  "AddressesAttribute",
  "AvailabilityZones",
  "FlowLogs",
  "InternetGateways",
  "NatGateways",
  "NetworkAcls",
  "NetworkInterfaces",
  "PrefixLists",
  "RouteTables",
  "SecurityGroupRules",
  "SecurityGroups",
  "Subnets",
  "Tags",
  "VpcAttribute",
  "VpcEndpoints",
  "Vpcs",
].map((things) => `ec2:Describe${things}`);

export function network({ names, grants }: Deployed): readonly Statement[] {
  const ec2 = (...types: readonly string[]) => types.map((type) => names.arn("ec2", `${type}/*`));
  const made = ec2("elastic-ip", "internet-gateway", "natgateway", "network-acl", "route-table", "security-group");
  const all = [...made, ...ec2("subnet", "vpc", "vpc-endpoint", "vpc-flow-log", "security-group-rule")];
  return [
    grants.create("Make", makeActions, all),
    // Most of what is made is authorized on the VPC as well, a NAT gateway on subnet and address.
    grants.change("MakeWithin", makeWithinActions, ec2("vpc", "subnet", "elastic-ip", "route-table")),
    grants.create("TagWhatIsMade", "ec2:CreateTags", all, {
      StringEquals: { "ec2:CreateAction": makeActions.map((action) => action.replace("ec2:", "")) },
    }),
    grants.retag("Retag", ["ec2:CreateTags", "ec2:DeleteTags"], all),
    grants.change("Change", [...attachActions, ...removeActions], all),
    // The address's interface belongs to the NAT gateway and bears no tags.
    allow("ReleaseInterfaces", "ec2:DisassociateAddress", ec2("network-interface")),
  ];
}

const makeActions = [
  "ec2:AllocateAddress",
  "ec2:CreateFlowLogs",
  "ec2:CreateInternetGateway",
  "ec2:CreateNatGateway",
  "ec2:CreateNetworkAcl",
  "ec2:CreateRouteTable",
  "ec2:CreateSubnet",
  "ec2:CreateVpc",
  "ec2:CreateVpcEndpoint",
];

const makeWithinActions = makeActions.filter(
  (action) => !/:(AllocateAddress|CreateInternetGateway|CreateVpc)$/.test(action),
);

const attachActions = [
  "ec2:AttachInternetGateway",
  "ec2:DetachInternetGateway",
  "ec2:DisassociateAddress",
  "ec2:ModifySubnetAttribute",
  "ec2:ModifyVpcAttribute",
  "ec2:ModifyVpcEndpoint",
];

const removeActions = [
  "ec2:DeleteFlowLogs",
  "ec2:DeleteInternetGateway",
  "ec2:DeleteNatGateway",
  "ec2:DeleteNetworkAcl",
  "ec2:DeleteRouteTable",
  "ec2:DeleteSubnet",
  "ec2:DeleteVpc",
  "ec2:DeleteVpcEndpoints",
  "ec2:ReleaseAddress",
];

export function routing({ names, grants }: Deployed): readonly Statement[] {
  const ec2 = (...types: readonly string[]) => types.map((type) => names.arn("ec2", `${type}/*`));
  return [
    grants.change(
      "Routes",
      [
        "ec2:AssociateRouteTable",
        "ec2:CreateRoute",
        "ec2:DeleteRoute",
        "ec2:DisassociateRouteTable",
        "ec2:ReplaceRoute",
        "ec2:ReplaceRouteTableAssociation",
      ],
      ec2("route-table", "subnet"),
    ),
    grants.change(
      "AccessLists",
      [
        "ec2:CreateNetworkAclEntry",
        "ec2:DeleteNetworkAclEntry",
        "ec2:ReplaceNetworkAclAssociation",
        "ec2:ReplaceNetworkAclEntry",
      ],
      ec2("network-acl", "subnet"),
    ),
  ];
}

/** What AWS makes with a VPC is untagged until Terraform adopts it: listed exceptions, narrowed to ids by the ledger. */
export function defaults({ names, grants }: Deployed): readonly Statement[] {
  const adopted = ["network-acl", "route-table", "security-group"].map((type) => names.arn("ec2", `${type}/*`));
  const emptyActions = [
    "ec2:DeleteNetworkAclEntry",
    "ec2:DeleteRoute",
    "ec2:RevokeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
  ];
  return [
    grants.adopt("AdoptDefaults", "ec2:CreateTags", adopted),
    // The provider empties them before it tags them.
    grants.changeUntagged("EmptyDefaults", emptyActions, adopted),
    grants.change("KeepDefaultsEmpty", emptyActions, adopted),
  ];
}
