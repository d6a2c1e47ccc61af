import { existingNetwork } from "../support/networks";
import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const { subnets } = existingNetwork;
const existing = (network: object, changes: Changes = {}): Changes => ({
  network: { ...existingNetwork, ...network },
  ...changes,
});
const tier = (name: string, value: object | undefined) => existing({ subnets: { ...subnets, [name]: value } });
const neededByNodes = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "logs", "sts"];
const withoutData: Changes = { databases: [], queues: [], "apps.1.uses": {}, "apps.2.uses": {}, "apps.3.uses": {} };
const { "eu-central-1b": _, ...withoutZone } = subnets.data;

describe("a network that is made", () => {
  it.each<Refusal>([
    [
      "another source",
      { "network.source": "import" },
      ['network.source is "import": the choices are create, existing. Fix: write one of them. [ENV_CHOICE]'],
    ],
    [
      "what belongs to an existing network",
      { "network.vpcId": "vpc-0a1b2c3d4e5f60718" },
      [
        "network.vpcId: network has no such key. Fix: leave it out, or choose among source, cidr, zones, reservedCidrs, pods, nat, endpoints, reachable, flowLogRetentionDays. [ENV_UNKNOWN_KEY]",
      ],
    ],
    [
      "an endpoint of a service that nothing calls",
      { "network.endpoints": ["ecr.api", "rds"] },
      [
        'network.endpoints[1] is "rds": the choices are autoscaling, ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticfilesystem, elasticloadbalancing, kms, logs, secretsmanager, sqs, ssm, sts. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "an endpoint twice",
      { "network.endpoints": ["sqs", "sqs"] },
      [
        'network.endpoints[1] is "sqs": every entry of a list stands in it once. Fix: leave it out. [ENV_ENTRY_REPEATED]',
      ],
    ],
    [
      "too few endpoints without NAT",
      { "network.nat": "none", "network.endpoints": ["ec2", "ecr.api", "sts", "logs"] },
      [
        'network.endpoints is ["ec2","ecr.api","sts","logs"]: network.nat is none, so nodes and controllers reach AWS by these endpoints alone, and they need ecr.dkr, eks, eks-auth, elasticloadbalancing, secretsmanager, sqs as well. Fix: add what is missing, leave endpoints out to get all of them, or choose a NAT gateway. [ENV_NAT_ENDPOINTS]',
      ],
    ],
    [
      "no endpoints without NAT",
      { "network.nat": "none", "network.endpoints": [] },
      [
        "network.endpoints is []: network.nat is none, so nodes and controllers reach AWS by these endpoints alone, and they need ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, logs, sts, secretsmanager, sqs as well. Fix: add what is missing, leave endpoints out to get all of them, or choose a NAT gateway. [ENV_NAT_ENDPOINTS]",
      ],
    ],
    [
      "file storage without NAT and without a way to EFS",
      { "network.nat": "none", "network.endpoints": neededByNodes, fileStorage: { enabled: true } },
      [
        'network.endpoints is ["ec2","ecr.api","ecr.dkr","eks","eks-auth","elasticloadbalancing","logs","sts"]: network.nat is none, so nodes and controllers reach AWS by these endpoints alone, and they need elasticfilesystem, secretsmanager, sqs as well. Fix: add what is missing, leave endpoints out to get all of them, or choose a NAT gateway. [ENV_NAT_ENDPOINTS]',
      ],
    ],
    [
      "a small block of pods",
      { "network.pods": { cidr: "100.64.0.0/21" } },
      [
        'network.pods.cidr is "100.64.0.0/21": the block of pods is /16 to /20: AWS takes no larger one, and a smaller one is not worth its subnets. Fix: choose a length from 16 to 20. [ENV_POD_CIDR_SIZE]',
      ],
    ],
    [
      "a block of pods that AWS may not add",
      { "network.pods": { cidr: "10.21.0.0/16" } },
      [
        'network.pods.cidr is "10.21.0.0/16": the block of pods lies in 100.64.0.0/10, the one range that AWS adds to a VPC of any other. Fix: choose a shared block, as in 100.64.0.0/16. [ENV_POD_CIDR_RANGE]',
      ],
    ],
    [
      "a block of pods within the VPC's first one",
      { "network.cidr": "100.64.0.0/16", "network.pods": { cidr: "100.64.128.0/17" } },
      [
        'network.pods.cidr is "100.64.128.0/17": the block overlaps network.cidr, which is 100.64.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "a block of pods that others use",
      { "network.pods": { cidr: "100.64.0.0/16" }, "network.reservedCidrs": ["100.64.0.0/10"] },
      [
        'network.reservedCidrs[0] is "100.64.0.0/10": the block overlaps network.pods.cidr, which is 100.64.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "reachable accounts and buckets that are patterns",
      { "network.reachable": { accounts: ["*"], buckets: ["*"] } },
      [
        'network.reachable.accounts[0] is "*": an AWS account id has twelve digits and is not all zeros. Fix: write the id that `aws sts get-caller-identity` shows, as a text with its leading zeros. [ENV_ACCOUNT_ID]',
        'network.reachable.buckets[0] is "*": the name of a bucket has 3 to 63 lower-case letters, digits, inner hyphens and dots. Fix: write the name without s3:// and path, as in vendor-charts-eu-central-1. [ENV_BUCKET_NAME]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["its source written out", { "network.source": "create" }],
    ["all endpoints without NAT", { "network.nat": "none" }],
    [
      "just what nodes need without NAT, where there are neither databases nor queues",
      { ...withoutData, "network.nat": "none", "network.endpoints": neededByNodes },
    ],
    [
      "just what nodes, databases and queues need without NAT",
      { "network.nat": "none", "network.endpoints": [...neededByNodes, "secretsmanager", "sqs"] },
    ],
    [
      "file storage without NAT, and what it needs",
      {
        "network.nat": "none",
        "network.endpoints": [...neededByNodes, "elasticfilesystem"],
        fileStorage: { enabled: true },
        ...withoutData,
      },
    ],
    ["file storage without NAT, and all endpoints", { "network.nat": "none", fileStorage: { enabled: true } }],
    [
      "file storage with NAT, and endpoints for images",
      { "network.endpoints": ["ecr.api"], fileStorage: { enabled: true } },
    ],
    ["some endpoints beside NAT", { "network.nat": "single", "network.endpoints": ["ecr.api", "ecr.dkr"] }],
    ["a block of pods beside a VPC's of any range", { "network.pods": { cidr: "100.64.0.0/20" } }],
    [
      "an account and a bucket that are reached",
      { "network.reachable": { accounts: ["444455556666"], buckets: ["a.b-c"] } },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("a network that exists", () => {
  it.each<Refusal>([
    [
      "nothing but its source",
      { network: { source: "existing" } },
      [
        'network.vpcId: it is missing, and there is no default for it. Fix: add vpcId, as in vpcId: "vpc-0a1b2c3d4e5f60718". [ENV_MISSING]',
        'network.cidr: it is missing, and there is no default for it. Fix: add cidr, as in cidr: "10.20.0.0/16". [ENV_MISSING]',
        'network.zones: it is missing, and there is no default for it. Fix: add zones, as in zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"]. [ENV_MISSING]',
        'network.subnets: it is missing, and there is no default for it. Fix: add subnets, as in subnets: { public: { "eu-central-1a": { id: "subnet-0a1b2c3d4e5f60718", cidr: "10.20.0.0/22" }, ... }, private: { ... }, data: { ... }, controlPlane: { ... } }. [ENV_MISSING]',
      ],
    ],
    [
      "no private subnets",
      tier("private", undefined),
      [
        'network.subnets.private: it is missing, and there is no default for it. Fix: add private, as in private: { "eu-central-1a": { id: "subnet-0a1b2c3d4e5f60718", cidr: "10.20.0.0/22" }, ... }. [ENV_MISSING]',
      ],
    ],
    [
      "an id that is no VPC's",
      existing({ vpcId: "vpc-1" }),
      [
        'network.vpcId is "vpc-1": the id of a VPC is vpc- and 17 hexadecimal digits, 8 in old accounts. Fix: write the id as AWS shows it, as in vpc-0a1b2c3d4e5f60718. [ENV_VPC_ID]',
      ],
    ],
    [
      "an id that is no subnet's",
      tier("data", { ...subnets.data, "eu-central-1a": { id: "subnet-x", cidr: "10.80.4.0/24" } }),
      [
        'network.subnets.data.eu-central-1a.id is "subnet-x": the id of a subnet is subnet- and 17 hexadecimal digits, 8 in old accounts. Fix: write the id as AWS shows it, as in subnet-0a1b2c3d4e5f60718. [ENV_SUBNET_ID]',
      ],
    ],
    [
      "a zone without a subnet of a tier",
      tier("data", withoutZone),
      [
        "network.subnets.data.eu-central-1b: every tier has a subnet in each zone of network.zones, and here is none. Fix: name the zone's subnet, or take the zone out of network.zones. [ENV_SUBNET_ZONES]",
      ],
    ],
    [
      "a subnet in a zone that is not of the network",
      tier("pods", { ...subnets.pods, "eu-central-1d": { id: "subnet-0a1b2c3d4e5f60999", cidr: "100.70.64.0/20" } }),
      [
        'network.subnets.pods.eu-central-1d is {"id":"subnet-0a1b2c3d4e5f60999","cidr":"100.70.64.0/20"}: the zone is none of network.zones. Fix: leave it out, or choose among eu-central-1a, eu-central-1b, eu-central-1c. [ENV_SUBNET_ZONES]',
      ],
    ],
    [
      "one subnet for two zones",
      tier("data", { ...subnets.data, "eu-central-1b": subnets.data["eu-central-1a"] }),
      [
        'network.subnets.data.eu-central-1b.id is "subnet-0a1b2c3d4e5f60730": the subnet is that of network.subnets.data.eu-central-1a already. Fix: name a subnet of its own for each tier and zone. [ENV_SUBNET_REPEATED]',
        'network.subnets.data.eu-central-1b.cidr is "10.80.4.0/24": the block overlaps network.subnets.data.eu-central-1a.cidr, which is 10.80.4.0/24. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "a subnet that is too small for nodes",
      tier("private", {
        ...subnets.private,
        "eu-central-1b": { id: "subnet-0a1b2c3d4e5f60999", cidr: "10.80.32.0/25" },
      }),
      [
        'network.subnets.private.eu-central-1b.cidr is "10.80.32.0/25": a subnet of nodes or pods is /16 to /24, since every pod takes an address of it. Fix: name a larger subnet. [ENV_NODE_SUBNET_SIZE]',
      ],
    ],
    [
      "a block that no subnet has",
      tier("data", { ...subnets.data, "eu-central-1b": { id: "subnet-0a1b2c3d4e5f60999", cidr: "10.80.5.0/29" } }),
      [
        'network.subnets.data.eu-central-1b.cidr is "10.80.5.0/29": the block of a subnet is /16 to /28. Fix: write the block that AWS shows for the subnet. [ENV_SUBNET_SIZE]',
      ],
    ],
    [
      "a subnet of the VPC's second block that others use",
      existing({ reservedCidrs: ["100.70.16.0/20"] }),
      [
        'network.reservedCidrs[0] is "100.70.16.0/20": the block overlaps network.subnets.pods.eu-central-1b.cidr, which is 100.70.16.0/20. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "services within the VPC",
      existing({}, { "cluster.serviceCidr": "10.80.128.0/20" }),
      [
        'cluster.serviceCidr is "10.80.128.0/20": the block overlaps network.cidr, which is 10.80.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "what its owner decides",
      existing({ nat: "single" }),
      [
        "network.nat: network has no such key. Fix: leave it out, or choose among source, vpcId, cidr, zones, reservedCidrs, subnets. [ENV_UNKNOWN_KEY]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["subnets in two blocks of a VPC", existing({})],
    ["pods in the private subnets", tier("pods", undefined)],
    ["ids of eight digits", existing({ vpcId: "vpc-1a2b3c4d" })],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
