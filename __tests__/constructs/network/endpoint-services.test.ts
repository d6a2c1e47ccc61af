import {
  defaultEndpoints,
  endpointServiceName,
  interfaceServices,
  neededWithoutNat,
} from "../../../constructs/network/endpoint-services";

it("knows the thirteen services that a platform on EKS calls", () => {
  expect([...interfaceServices]).toEqual([
    "autoscaling",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticloadbalancing",
    "kms",
    "logs",
    "secretsmanager",
    "sqs",
    "ssm",
    "sts",
  ]);
});

it("gives a VPC without NAT all of them, which holds what it can't do without", () => {
  expect(defaultEndpoints("none")).toEqual(interfaceServices);
  expect(neededWithoutNat.filter((service) => !defaultEndpoints("none").includes(service))).toEqual([]);
});

it.each(["per-zone", "single"] as const)("gives a VPC with NAT %s none, since each costs by the hour", (nat) => {
  expect(defaultEndpoints(nat)).toEqual([]);
});

it.each([
  ["ecr.api", "eu-central-1", "com.amazonaws.eu-central-1.ecr.api"],
  ["s3", "eu-central-1", "com.amazonaws.eu-central-1.s3"],
  ["ecr.api", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.api"],
  ["sts", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.sts"],
  ["logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"],
  ["s3", "cn-north-1", "com.amazonaws.cn-north-1.s3"],
  ["ec2", "us-gov-west-1", "com.amazonaws.us-gov-west-1.ec2"],
] as const)("calls the service %s of %s %s", (service, region, name) => {
  expect(endpointServiceName(service, region)).toBe(name);
});
