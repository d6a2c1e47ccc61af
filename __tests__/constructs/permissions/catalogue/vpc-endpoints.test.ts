import { bears, conditionsOn, grantsOf, receives } from "./network-needs";

const own = "managed-infrastructure";

it("makes an endpoint to S3 and to no other service", () => {
  const [conditions] = conditionsOn("aws_vpc_endpoint", "create", "ec2:CreateVpcEndpoint", "vpc-endpoint");
  const toService = { StringLike: { "ec2:VpceServiceName": "com.amazonaws.eu-central-1.s3" } };
  expect(conditions).toEqual({ ...receives(own), ...toService });
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
