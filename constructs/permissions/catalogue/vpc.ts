import { changing, ec2, ec2Thing, making, renaming, usingBeside } from "../ec2";
import type { Catalogue, Entry, Operation, ResourceView } from "../entry";
import { adopting, anywhere, on, using } from "../ownership";

/** A thing whose id stands in the environment. */
function known(type: "vpc" | "subnet") {
  return ({ partition, region, account, text }: ResourceView): string =>
    `arn:${partition}:ec2:${region}:${account}:${type}/${text("id")}`;
}

/** A data source, of which nothing is made, changed or deleted. */
function reading(read: Entry["read"]): Pick<Entry, Operation> {
  return { create: () => [], read, update: () => [], delete: () => [] };
}

/**
 * A VPC, its subnets and its ways to the internet. EC2 takes nearly all descriptions on `*` alone (service
 * authorization reference, Amazon EC2), and creation on what is made as well as on what it is made in.
 */
export const vpc: Catalogue = {
  aws_vpc: {
    arn: ec2Thing("vpc"),
    create: (r) => [...making(r, "ec2:CreateVpc", "vpc"), changing(r, ["vpc"], "ec2:ModifyVpcAttribute")],
    read: (r) => [
      // The provider looks up the ids of what AWS makes with a VPC.
      anywhere([
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeVpcs",
      ]),
      on(ec2(r, "vpc"), "ec2:DescribeVpcAttribute"),
    ],
    update: (r) => [changing(r, ["vpc"], "ec2:ModifyVpcAttribute"), renaming(r, "vpc")],
    delete: (r) => [changing(r, ["vpc"], "ec2:DeleteVpc")],
  },
  /** Another block of a VPC, which is a part of it. */
  aws_vpc_ipv4_cidr_block_association: {
    arn: ec2Thing("vpc"),
    create: (r) => [changing(r, ["vpc"], "ec2:AssociateVpcCidrBlock")],
    read: () => [anywhere(["ec2:DescribeVpcs"])],
    update: () => [],
    delete: (r) => [changing(r, ["vpc"], "ec2:DisassociateVpcCidrBlock")],
  },
  /** Somebody else's VPC: its id is known. The provider also looks up its main route table. */
  "data.aws_vpc": {
    arn: known("vpc"),
    ...reading((r) => [
      anywhere(["ec2:DescribeRouteTables", "ec2:DescribeVpcs"]),
      on([known("vpc")(r)], "ec2:DescribeVpcAttribute"),
    ]),
  },
  aws_subnet: {
    arn: ec2Thing("subnet"),
    create: (r) => [
      ...making(r, "ec2:CreateSubnet", "subnet"),
      ...using(r, ["ec2:CreateSubnet"], "vpc_id"),
      changing(r, ["subnet"], "ec2:ModifySubnetAttribute"),
    ],
    read: () => [anywhere(["ec2:DescribeSubnets"])],
    update: (r) => [changing(r, ["subnet"], "ec2:ModifySubnetAttribute"), renaming(r, "subnet")],
    delete: (r) => [
      changing(r, ["subnet"], "ec2:DeleteSubnet"),
      // It looks for interfaces that Lambda and others leave behind. Stacks are removed from the last to the first, so
      // that there are none, and no right to take away interfaces of others is given.
      anywhere(["ec2:DescribeNetworkInterfaces"]),
    ],
  },
  /** Somebody else's subnet. */
  "data.aws_subnet": { arn: known("subnet"), ...reading(() => [anywhere(["ec2:DescribeSubnets"])]) },
  /** A zone of the region, which EC2 gives no ARN: a name that the account has for it. */
  "data.aws_availability_zone": {
    arn: ({ partition, region, text }) => `arn:${partition}:ec2:${region}:availability-zone/${text("name")}`,
    ...reading(() => [anywhere(["ec2:DescribeAvailabilityZones"])]),
  },
  aws_internet_gateway: {
    arn: ec2Thing("internet-gateway"),
    create: (r) => [
      ...making(r, "ec2:CreateInternetGateway", "internet-gateway"),
      // The VPC's only way out is a part of the VPC: its own stack attaches it.
      changing(r, ["internet-gateway", "vpc"], "ec2:AttachInternetGateway"),
    ],
    read: () => [anywhere(["ec2:DescribeInternetGateways"])],
    update: (r) => [
      changing(r, ["internet-gateway", "vpc"], "ec2:AttachInternetGateway", "ec2:DetachInternetGateway"),
      renaming(r, "internet-gateway"),
    ],
    delete: (r) => [
      changing(r, ["internet-gateway", "vpc"], "ec2:DetachInternetGateway"),
      changing(r, ["internet-gateway"], "ec2:DeleteInternetGateway"),
    ],
  },
  aws_nat_gateway: {
    arn: ec2Thing("natgateway"),
    create: (r) => [
      ...making(r, "ec2:CreateNatGateway", "natgateway"),
      ...using(r, ["ec2:CreateNatGateway"], "allocation_id"),
      ...using(r, ["ec2:CreateNatGateway"], "subnet_id"),
      ...usingBeside(r, "subnet_id", "vpc", "ec2:CreateNatGateway"),
    ],
    read: () => [anywhere(["ec2:DescribeNatGateways"])],
    update: (r) => [renaming(r, "natgateway")],
    delete: (r) => [changing(r, ["natgateway"], "ec2:DeleteNatGateway")],
  },
  aws_eip: {
    arn: ec2Thing("elastic-ip"),
    // Associated by CreateNatGateway, under that action.
    create: (r) => making(r, "ec2:AllocateAddress", "elastic-ip"),
    read: () => [anywhere(["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"])],
    update: (r) => [renaming(r, "elastic-ip")],
    delete: (r) => [
      changing(r, ["elastic-ip"], "ec2:DisassociateAddress", "ec2:ReleaseAddress"),
      // The interface that holds the address is the NAT gateway's, made by AWS without tags.
      adopting(["ec2:DisassociateAddress"], ec2(r, "network-interface")),
    ],
  },
};
