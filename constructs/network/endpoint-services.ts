import type { NatMode } from "./internet-access";

/**
 * AWS services that nodes, controllers and runners call, and that have interface endpoints, by the names under which
 * AWS PrivateLink knows them. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const interfaceServices = [
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
] as const;
export type InterfaceService = (typeof interfaceServices)[number];

/**
 * What no cluster gets by without where no NAT gateway leads to AWS: nodes join (ec2, eks), pull images (ecr), hand out
 * addresses (ec2) and roles (eks-auth, sts), ship logs (logs) and stand behind load balancers (elasticloadbalancing).
 * https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
const neededByNodes: readonly InterfaceService[] = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "logs",
  "sts",
];

/** https://docs.aws.amazon.com/efs/latest/ug/efs-vpc-endpoints.html */
const neededByFileStorage: InterfaceService = "elasticfilesystem";

/** What the VPC is for, from which follows what is called in it. */
export interface EndpointUses {
  /** Whether there is a file system, whose driver makes access points and looks mount targets up. @default false */
  readonly fileStorage?: boolean;
  /** Whether there are databases, whose users a job makes with a password that it reads. @default false */
  readonly databases?: boolean;
  /** Whether there are queues of teams. @default false */
  readonly queues?: boolean;
  /** Whether there are tables in DynamoDB, to which a gateway leads. @default false */
  readonly tables?: boolean;
  /** Whether nodes carry GuardDuty's agent, which is pulled from registries of AWS. @default false */
  readonly runtimeMonitoring?: boolean;
}

/** The services without which a VPC that has no NAT gateway is no good. */
export function neededWithoutNat({ fileStorage, databases, queues }: EndpointUses): readonly InterfaceService[] {
  return [
    ...neededByNodes,
    ...(fileStorage ? [neededByFileStorage] : []),
    ...(databases ? (["secretsmanager"] as const) : []),
    ...(queues ? (["sqs"] as const) : []),
  ];
}

/** Each costs by zone and hour, so that a VPC which reaches AWS through NAT gets them when they are asked for. */
export function defaultEndpoints(nat: NatMode, { fileStorage }: EndpointUses): readonly InterfaceService[] {
  if (nat !== "none") return [];
  return fileStorage ? interfaceServices : interfaceServices.filter((service) => service !== neededByFileStorage);
}

/**
 * Services whose endpoints in China have a prefix of their own, as `ec2 describe-vpc-endpoint-services` lists them there
 * and aws-cdk-lib (aws-ec2, vpc-endpoint.ts) keeps them.
 */
const prefixedInChina: readonly string[] = [
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "elasticfilesystem",
  "sqs",
  "sts",
];

/** Name of the endpoint service in a region. */
export function endpointServiceName(service: InterfaceService | "dynamodb" | "s3", region: string): string {
  const name = `com.amazonaws.${region}.${service}`;
  return region.startsWith("cn-") && prefixedInChina.includes(service) ? `cn.${name}` : name;
}
