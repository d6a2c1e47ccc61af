import { interfaceServices } from "../../../../constructs/network/endpoint-services";
import { merge } from "../../../../constructs/permissions/merge";
import { bears, conditionsOn, grantsOf, needs, receives } from "./network-needs";

const own = "managed-infrastructure";

it("makes endpoints to the services that it declares, and to no others", () => {
  const conditions = conditionsOn("aws_vpc_endpoint", "create", "ec2:CreateVpcEndpoint", "vpc-endpoint");
  const services = ["s3", ...interfaceServices].map((service) => `com.amazonaws.eu-central-1.${service}`);
  expect(conditions).toHaveLength(services.length);
  for (const service of services) {
    expect(conditions).toContainEqual({ ...receives(own), StringLike: { "ec2:VpceServiceName": service } });
  }
});

it("says so in one statement", () => {
  const creations = merge(grantsOf("aws_vpc_endpoint", "create")).filter(({ Condition, Action }) => {
    return Action.includes("ec2:CreateVpcEndpoint") && JSON.stringify(Condition).includes("VpceServiceName");
  });
  expect(creations).toHaveLength(1);
  expect(creations[0]?.Condition?.StringLike?.["ec2:VpceServiceName"]).toHaveLength(14);
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
  const gateways = needs.demo.filter(({ type }) => type === "aws_vpc_endpoint");
  const resources = gateways
    .flatMap(({ needs: { create, update } }) => [...create, ...update])
    .flatMap((one) => one.resources);
  expect(resources.filter((resource) => /:(subnet|security-group)\//.test(resource))).toEqual([]);
});

it("puts interface endpoints into its own subnets, behind its own security group", () => {
  for (const type of ["subnet", "security-group"]) {
    expect(conditionsOn("aws_vpc_endpoint", "create", "ec2:CreateVpcEndpoint", type)).toEqual([bears(own)]);
    expect(conditionsOn("aws_vpc_endpoint", "update", "ec2:ModifyVpcEndpoint", type)).toEqual([bears(own)]);
  }
});
