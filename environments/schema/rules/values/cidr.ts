import { formatCidr, parseCidr } from "../../../../constructs/network/cidr";
import { isPrivate, isShared, touchesPrivate } from "../../address-ranges";
import { valueRule } from "../value-rule";

/** True for what `cidrShape` or `cidrAligned` refuses already. */
function elsewhere(value: string): boolean {
  return !parseCidr(value)?.aligned;
}

export const cidrShape = valueRule<string>({
  code: "ENV_CIDR",
  states: "an address block is an IPv4 network with its length",
  fix: (value) => (parseCidr(`${value}/32`) ? `add its length, as in ${value}/32` : "write it as in 10.20.0.0/16"),
  allows: (value) => parseCidr(value) !== undefined,
});

/** AWS silently moves a VPC's block to its first address, and Terraform then shows a change for ever. */
export const cidrAligned = valueRule<string>({
  code: "ENV_CIDR_HOST_BITS",
  states: "an address block is written with its first address",
  fix: (value) => {
    const cidr = parseCidr(value);
    return `write ${cidr ? formatCidr(cidr) : "the first address"}`;
  },
  allows: (value) => parseCidr(value)?.aligned ?? true,
});

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html; below /20 three zones run out of pod addresses. */
export const vpcSize = valueRule<string>({
  code: "ENV_VPC_CIDR_SIZE",
  states: "the block of a VPC is /16 to /20: AWS takes no larger one, and a smaller one runs out of addresses for pods",
  fix: "choose a length from 16 to 20",
  allows: (value) => elsewhere(value) || between(value, 16, 20),
});

export const vpcPrivate = valueRule<string>({
  code: "ENV_VPC_CIDR_PRIVATE",
  states: "the block of a VPC lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
  fix: "choose a private block, as in 10.20.0.0/16",
  allows: (value) => elsewhere(value) || check(value, (cidr) => isPrivate(cidr) || isShared(cidr)),
});

/** Eight slots, one a zone: see `constructs/network/subnet-plan.ts`. */
export const podsSize = valueRule<string>({
  code: "ENV_POD_CIDR_SIZE",
  states: "the block of pods is /16 to /20: AWS takes no larger one, and a smaller one is not worth its subnets",
  fix: "choose a length from 16 to 20",
  allows: (value) => elsewhere(value) || between(value, 16, 20),
});

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, restrictions of IPv4 block associations. */
export const podsShared = valueRule<string>({
  code: "ENV_POD_CIDR_RANGE",
  states: "the block of pods lies in 100.64.0.0/10, the one range that AWS adds to a VPC of any other",
  fix: "choose a shared block, as in 100.64.0.0/16",
  allows: (value) => elsewhere(value) || check(value, isShared),
});

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const subnetSize = valueRule<string>({
  code: "ENV_SUBNET_SIZE",
  states: "the block of a subnet is /16 to /28",
  fix: "write the block that AWS shows for the subnet",
  allows: (value) => elsewhere(value) || between(value, 16, 28),
});

export const nodeSubnetSize = valueRule<string>({
  code: "ENV_NODE_SUBNET_SIZE",
  states: "a subnet of nodes or pods is /16 to /24, since every pod takes an address of it",
  fix: "name a larger subnet",
  allows: (value) => elsewhere(value) || between(value, 16, 24),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
export const serviceSize = valueRule<string>({
  code: "ENV_SERVICE_CIDR_SIZE",
  states: "the block of Kubernetes services is /12 to /24",
  fix: "choose a length from 12 to 24",
  allows: (value) => elsewhere(value) || between(value, 12, 24),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
export const servicePrivate = valueRule<string>({
  code: "ENV_SERVICE_CIDR_PRIVATE",
  states: "the block of Kubernetes services lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
  fix: "choose a private block, as in 172.20.0.0/16",
  allows: (value) => elsewhere(value) || check(value, isPrivate),
});

export const allowedWidth = valueRule<string>({
  code: "ENV_ALLOWED_CIDR_WIDE",
  states: "a block that may reach the Kubernetes API is /8 or smaller: a wider one opens it to much of the internet",
  fix: "list the blocks of your offices, your VPN and your CI runners",
  allows: (value) => elsewhere(value) || between(value, 8, 32),
});

/** Traffic from private addresses reaches the private endpoint, never the public one. */
export const allowedPublic = valueRule<string>({
  code: "ENV_ALLOWED_CIDR_PRIVATE",
  states: "a block that may reach the public endpoint has public addresses, since private ones never arrive there",
  fix: "write the public address that your network leaves with, as in 203.0.113.0/24",
  allows: (value) => elsewhere(value) || !between(value, 8, 32) || check(value, (cidr) => !touchesPrivate(cidr)),
});

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html: public endpoint ranges per cluster. */
export const allowedCount = valueRule<readonly string[]>({
  code: "ENV_ALLOWED_CIDRS",
  states: "a public endpoint has an allow-list of 1 to 40 blocks, since EKS opens it to everybody without one",
  fix: 'list who may reach it, as in ["203.0.113.0/24"], or choose access: "private"',
  allows: (value) => value.length >= 1 && value.length <= 40,
});

function between(value: string, widest: number, narrowest: number): boolean {
  return check(value, ({ prefix }) => widest <= prefix && prefix <= narrowest);
}

function check(value: string, holds: (cidr: NonNullable<ReturnType<typeof parseCidr>>) => boolean): boolean {
  const cidr = parseCidr(value);
  return cidr !== undefined && holds(cidr);
}
