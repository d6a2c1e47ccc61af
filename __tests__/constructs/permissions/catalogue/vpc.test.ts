import { bears, bearsNone, conditionsOn, grantsOf, receives, receivesWith } from "./network-needs";

const own = "managed-infrastructure";

it("makes a subnet with its own tags in its own VPC", () => {
  expect(conditionsOn("aws_subnet", "create", "ec2:CreateSubnet", "subnet")).toEqual([receives(own)]);
  expect(conditionsOn("aws_subnet", "create", "ec2:CreateSubnet", "vpc")).toEqual([bears(own)]);
  expect(conditionsOn("aws_subnet", "create", "ec2:CreateTags", "subnet")).toEqual([receivesWith(own, "CreateSubnet")]);
});

it.each([
  ["aws_vpc", "ec2:ModifyVpcAttribute", "vpc"],
  ["aws_subnet", "ec2:ModifySubnetAttribute", "subnet"],
])("sets attributes of a new %s, which bears its tags by then", (type, action, ec2Type) => {
  expect(conditionsOn(type, "create", action, ec2Type)).toEqual([bears(own)]);
});

it("places a NAT gateway in its own subnet, with its own address", () => {
  const on = (type: string) => conditionsOn("aws_nat_gateway", "create", "ec2:CreateNatGateway", type);
  expect(on("natgateway")).toEqual([receives(own)]);
  for (const type of ["elastic-ip", "subnet", "vpc"]) expect(on(type)).toEqual([bears(own)]);
});

it("attaches its own gateway to its own VPC, and takes it off again", () => {
  for (const type of ["internet-gateway", "vpc"]) {
    expect(conditionsOn("aws_internet_gateway", "create", "ec2:AttachInternetGateway", type)).toEqual([bears(own)]);
    expect(conditionsOn("aws_internet_gateway", "delete", "ec2:DetachInternetGateway", type)).toEqual([bears(own)]);
  }
});

it("takes only its own address off the NAT gateway's interface, which has no tags", () => {
  const on = (type: string) => conditionsOn("aws_eip", "delete", "ec2:DisassociateAddress", type);
  expect(on("elastic-ip")).toEqual([bears(own)]);
  expect(on("network-interface")).toEqual([bearsNone]);
});

it("deletes no interface that others left in a subnet", () => {
  const actions = grantsOf("aws_subnet", "delete").flatMap((grant) => grant.actions);
  expect(actions.sort()).toEqual(["ec2:DeleteSubnet", "ec2:DescribeNetworkInterfaces"]);
});
