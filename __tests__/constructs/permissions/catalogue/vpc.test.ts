import { bears, bearsNone, conditionsOn, grantsOf, needs, receives, receivesWith } from "./network-needs";

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

it("adds a block to its own VPC, and takes it away again", () => {
  const on = (operation: "create" | "delete", action: string) =>
    conditionsOn("aws_vpc_ipv4_cidr_block_association", operation, action, "vpc");
  expect(on("create", "ec2:AssociateVpcCidrBlock")).toEqual([bears(own)]);
  expect(on("delete", "ec2:DisassociateVpcCidrBlock")).toEqual([bears(own)]);
});

describe("somebody else's VPC", () => {
  const here = needs.existing.filter(({ stack }) => stack === own);

  it("is read by its id, and so are its subnets", () => {
    const arn = "arn:aws:ec2:eu-central-1:111122223333";
    expect(here.find(({ type }) => type === "data.aws_vpc")?.arn).toBe(`${arn}:vpc/vpc-0a1b2c3d4e5f60718`);
    const subnets = here.filter(({ type }) => type === "data.aws_subnet").map((one) => one.arn);
    expect(subnets).toHaveLength(15);
    expect(subnets).toContain(`${arn}:subnet/subnet-0a1b2c3d4e5f60720`);
  });

  it("is changed by nobody: no stack has a right to do so", () => {
    const writes = needs.existing.flatMap(({ needs: { create, update, delete: remove } }) =>
      [create, update, remove].flat(),
    );
    const changes = writes
      .flatMap(({ actions }) => actions)
      .filter((action) => /(Vpc|Subnet|Route|NetworkAcl|Gateway)/.test(action));
    expect(changes).toEqual([]);
  });

  it("is used, as one of the platform's own is, by the tags that its owner gave it", () => {
    const groups = needs.existing.filter(({ type }) => type === "aws_security_group");
    expect(groups.length).toBeGreaterThan(0);
    for (const {
      needs: { create },
    } of groups) {
      const inVpc = create.filter(({ resources }) => resources.some((resource) => resource.includes(":vpc/")));
      expect(inVpc.map(({ resources, conditions }) => [resources, conditions])).toEqual([
        [["arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1b2c3d4e5f60718"], bears(own)],
      ]);
    }
  });
});
