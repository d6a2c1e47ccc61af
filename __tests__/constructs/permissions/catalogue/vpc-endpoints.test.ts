import { defaultEndpoints } from "../../../../constructs/network/endpoint-services";
import { merge } from "../../../../constructs/permissions/merge";
import { bears, conditionsOf, conditionsOn, grantsIn, grantsOf, receives } from "./network-needs";

const own = "managed-infrastructure";
/** Of the network without NAT, which has an endpoint for every service that is called in it. */
const creations = grantsIn("closed", "aws_vpc_endpoint", "create");
const changes = grantsIn("closed", "aws_vpc_endpoint", "update");

it("makes endpoints to the services that it declares, and to no others", () => {
  const conditions = conditionsOf(creations, "ec2:CreateVpcEndpoint", "vpc-endpoint");
  const services = ["s3", "dynamodb", ...defaultEndpoints("none", {})].map(
    (service) => `com.amazonaws.eu-central-1.${service}`,
  );
  expect(conditions).toHaveLength(services.length);
  for (const service of services) {
    expect(conditions).toContainEqual({ ...receives(own), StringLike: { "ec2:VpceServiceName": service } });
  }
});

it("says so in one statement", () => {
  const statements = merge(creations).filter(({ Condition, Action }) => {
    return Action.includes("ec2:CreateVpcEndpoint") && JSON.stringify(Condition).includes("VpceServiceName");
  });
  expect(statements).toHaveLength(1);
  expect(statements[0]?.Condition?.StringLike?.["ec2:VpceServiceName"]).toHaveLength(15);
});

it("places it in its own VPC and route tables, also when those change", () => {
  for (const type of ["vpc", "route-table"]) {
    expect(conditionsOn("aws_vpc_endpoint", "create", "ec2:CreateVpcEndpoint", type)).toEqual([bears(own)]);
  }
  for (const type of ["vpc-endpoint", "route-table"]) {
    expect(conditionsOn("aws_vpc_endpoint", "update", "ec2:ModifyVpcEndpoint", type)).toEqual([bears(own)]);
  }
});

it("names no subnet or security group for a gateway, which has none", () => {
  const resources = grantsOf("aws_vpc_endpoint", "create", "update").flatMap((grant) => grant.resources);
  expect(resources.filter((resource) => /:(subnet|security-group)\//.test(resource))).toEqual([]);
});

it("puts interface endpoints into its own subnets, behind its own security group", () => {
  for (const type of ["subnet", "security-group"]) {
    expect(conditionsOf(creations, "ec2:CreateVpcEndpoint", type)).toEqual([bears(own)]);
    expect(conditionsOf(changes, "ec2:ModifyVpcEndpoint", type)).toEqual([bears(own)]);
  }
});
