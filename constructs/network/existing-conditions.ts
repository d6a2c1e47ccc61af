import type { ExistingNetworkProps } from "./existing-network";
import { discoveryTags } from "./subnet-tags";
import type { SubnetKind } from "./tiers";

/** A postcondition of a data source: what has to hold, and what a plan says where it does not. */
export interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/** What a subnet of an existing network is held against. */
export interface ExpectedSubnet {
  readonly kind: SubnetKind;
  readonly zone: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly clusterName: string;
  readonly ownershipTags: Readonly<Record<string, string>>;
}

/**
 * Addresses that have to be free, so that what comes next finds room: the eight of a load balancer
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html), the six of the
 * control plane (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html), a replacement for a datastore, and
 * for nodes and pods two prefixes of sixteen.
 */
const freeAddresses: Readonly<Record<SubnetKind, number>> = {
  public: 8,
  private: 32,
  data: 2,
  "control-plane": 6,
  pods: 32,
};

/** Addresses that are left in a subnet. */
export function roomCondition(kind: SubnetKind, zone: string): Condition {
  const free = freeAddresses[kind];
  return {
    condition: `\${self.available_ip_address_count >= ${free}}`,
    errorMessage: `${subnetOf(kind, zone)} has ${actual("available_ip_address_count")} free addresses, and what comes next needs ${free}. Fix: free some, or name a larger subnet where nothing stands in this one yet. [NETWORK_SUBNET_FULL]`,
  };
}

type ExpectedVpc = Pick<ExistingNetworkProps, "vpcId" | "cidr" | "accountId" | "ownershipTags">;

export function vpcConditions({ vpcId, cidr, accountId, ownershipTags }: ExpectedVpc): readonly Condition[] {
  return [
    {
      condition: is("owner_id", accountId),
      errorMessage: `${vpcId} belongs to the account ${actual("owner_id")}, and this environment to ${accountId}. Fix: name a VPC of this account; rights to shared ones can't rest on tags. [NETWORK_VPC_OWNER]`,
    },
    {
      condition: is("cidr_block", cidr),
      errorMessage: `The first block of ${vpcId} is ${actual("cidr_block")}, and network.cidr says ${cidr}. Fix: write the VPC's block. [NETWORK_VPC_CIDR]`,
    },
    {
      condition: "${self.enable_dns_support && self.enable_dns_hostnames}",
      errorMessage: `${vpcId} does not resolve names, without which nodes can't join. Fix: its owner turns on both enableDnsSupport and enableDnsHostnames. [NETWORK_VPC_DNS]`,
    },
    tagged(vpcId, ownershipTags, "NETWORK_VPC_TAGS"),
  ];
}

export function subnetConditions(expected: ExpectedSubnet): readonly Condition[] {
  const { kind, zone, vpcId, cidr, clusterName, ownershipTags } = expected;
  const subnet = subnetOf(kind, zone);
  return [
    {
      condition: is("vpc_id", vpcId),
      errorMessage: `${subnet} is in ${actual("vpc_id")}, and the network is ${vpcId}. Fix: name a subnet of this VPC. [NETWORK_SUBNET_VPC]`,
    },
    {
      condition: is("availability_zone", zone),
      errorMessage: `${subnet} is in ${actual("availability_zone")}. Fix: name it under its own zone. [NETWORK_SUBNET_ZONE]`,
    },
    {
      condition: is("cidr_block", cidr),
      errorMessage: `${subnet} has the block ${actual("cidr_block")}, and the environment says ${cidr}. Fix: write the subnet's block, which network policies go by. [NETWORK_SUBNET_CIDR]`,
    },
    ...(kind === "public" ? [] : [withoutPublicAddresses(subnet)]),
    tagged(subnet, { ...ownershipTags, ...discoveryTags(kind, clusterName) }, "NETWORK_SUBNET_TAGS"),
  ];
}

function subnetOf(kind: SubnetKind, zone: string): string {
  return `The ${kind} subnet ${actual("id")} of ${zone}`;
}

function withoutPublicAddresses(subnet: string): Condition {
  return {
    condition: "${!self.map_public_ip_on_launch}",
    errorMessage: `${subnet} gives what starts in it a public address. Fix: its owner turns MapPublicIpOnLaunch off. [NETWORK_SUBNET_PUBLIC]`,
  };
}

function tagged(what: string, tags: Readonly<Record<string, string>>, code: string): Condition {
  const wanted = `{${Object.entries(tags)
    .map(([key, value]) => `${JSON.stringify(key)} = ${JSON.stringify(value)}`)
    .join(", ")}}`;
  const missing = `[for key, value in ${wanted} : "\${key}=\${value}" if try(self.tags[key], "") != value]`;
  return {
    condition: `\${length(${missing}) == 0}`,
    errorMessage: `${what} lacks tags: \${join(", ", ${missing})}. Fix: its owner sets them, by which the platform and its controllers may use it. [${code}]`,
  };
}

function is(attribute: string, value: string): string {
  return `\${self.${attribute} == ${JSON.stringify(value)}}`;
}

function actual(attribute: string): string {
  return `\${self.${attribute}}`;
}
