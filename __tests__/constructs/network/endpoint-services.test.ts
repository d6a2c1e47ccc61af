import {
  defaultEndpoints,
  endpointServiceName,
  interfaceServices,
  neededWithoutNat,
} from "../../../constructs/network/endpoint-services";

it("knows the fourteen services that a platform on EKS calls", () => {
  expect([...interfaceServices]).toEqual([
    "autoscaling",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticfilesystem",
    "elasticloadbalancing",
    "kms",
    "logs",
    "secretsmanager",
    "sqs",
    "ssm",
    "sts",
  ]);
});

it("gives a VPC without NAT all of them, but EFS only where there is file storage", () => {
  expect(defaultEndpoints("none", { fileStorage: true })).toEqual(interfaceServices);
  const without = interfaceServices.filter((service) => service !== "elasticfilesystem");
  expect(defaultEndpoints("none", { fileStorage: false })).toEqual(without);
  expect(defaultEndpoints("none", {})).toEqual(without);
});

it.each([true, false])("gives a VPC without NAT what it can't do without, file storage or not (%s)", (fileStorage) => {
  const given = defaultEndpoints("none", { fileStorage });
  expect(neededWithoutNat({ fileStorage }).filter((service) => !given.includes(service))).toEqual([]);
  expect(neededWithoutNat({ fileStorage }).includes("elasticfilesystem")).toBe(fileStorage);
});

it("can't do without the queue and the parameters that Karpenter asks, where Karpenter starts nodes", () => {
  const more = neededWithoutNat({ autoscaling: true }).filter((service) => !neededWithoutNat({}).includes(service));
  expect(more).toEqual(["sqs", "ssm"]);
  expect(defaultEndpoints("none", { autoscaling: true })).toEqual(expect.arrayContaining(more));
});

it.each(["per-zone", "single"] as const)("gives a VPC with NAT %s none, since each costs by the hour", (nat) => {
  expect(defaultEndpoints(nat, { fileStorage: true })).toEqual([]);
});

it.each([
  ["ecr.api", "eu-central-1", "com.amazonaws.eu-central-1.ecr.api"],
  ["s3", "eu-central-1", "com.amazonaws.eu-central-1.s3"],
  ["ecr.api", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.api"],
  ["sts", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.sts"],
  ["elasticfilesystem", "cn-north-1", "cn.com.amazonaws.cn-north-1.elasticfilesystem"],
  ["logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"],
  ["s3", "cn-north-1", "com.amazonaws.cn-north-1.s3"],
  ["ec2", "us-gov-west-1", "com.amazonaws.us-gov-west-1.ec2"],
] as const)("calls the service %s of %s %s", (service, region, name) => {
  expect(endpointServiceName(service, region)).toBe(name);
});
