import { ConfigError, type Finding } from "../errors";
import { type Cidr, formatCidr, parseCidr, subdivide } from "./cidr";
import { type ByTier, type ByZone, byZone, type Tier, tiers } from "./tiers";

/**
 * Which part of the VPC's block, of length /p, each subnet gets. Eight slots of /p+3: the first six are for nodes and
 * pods, one a zone. The last two make sixteen slots of /p+6: six for datastores, six for load balancers and NAT, and
 * from the thirteenth on /28s for the control plane. What is left there is kept free.
 *
 * | block | private | data, public | control-plane |
 * | ----- | ------- | ------------ | ------------- |
 * | /16   | /19     | /22          | /28           |
 * | /20   | /23     | /26          | /28           |
 *
 * A subnet cannot be moved, and everything in it goes with it. Its slot hangs on the zone's place in the list alone, so
 * zones may be appended at any time, and never be reordered, removed from the middle or put in front. Of the
 * control-plane tier EKS gets the first three: see `controlPlaneZones`. The others lie ready as all of the plan does.
 */
export type SubnetPlan = ByTier<ByZone<string>>;

/** AWS takes no larger VPC; below /20 the public subnets would be too small for load balancers. */
const vpcPrefix = { shortest: 16, longest: 20 };
/** With three, two are left when one fails; for more than six the plan keeps no slots. */
const zoneCount = { fewest: 3, most: 6 };

const controlPlanePrefix = 28;
const slot: ByTier<(vpc: Cidr, index: number) => Cidr> = {
  private: (vpc, index) => subdivide(vpc, vpc.prefix + 3, index),
  data: (vpc, index) => smallSlot(vpc, index),
  public: (vpc, index) => smallSlot(vpc, 6 + index),
  "control-plane": (vpc, index) => {
    // A slot of a /20 holds four /28 only, so they are counted on from the thirteenth slot, into the next one.
    const from = (smallSlot(vpc, 12).first - vpc.first) / 2 ** (32 - controlPlanePrefix);
    return subdivide(vpc, controlPlanePrefix, from + index);
  },
};

/** The address blocks of all subnets, by tier and zone. */
export function subnetPlan(cidr: string, zones: readonly string[]): SubnetPlan {
  const vpc = parseCidr(cidr);
  const findings = [...blockFindings(cidr, vpc), ...zoneFindings(zones)];
  if (!vpc || findings.length > 0) throw new ConfigError("Subnet plan", findings);
  const plan = tiers.map((tier): [Tier, ByZone<string>] => [
    tier,
    byZone(zones, (zone) => formatCidr(slot[tier](vpc, zones.indexOf(zone)))),
  ]);
  return Object.fromEntries(plan) as SubnetPlan;
}

/**
 * The subnets of pods in a block of their own, of length /p: eight slots of /p+3, one a zone, the last two kept free.
 * As with the other subnets, a zone's slot hangs on its place in the list.
 */
export function podPlan(cidr: string, zones: readonly string[]): ByZone<string> {
  const block = parseCidr(cidr);
  const findings = [...blockFindings(cidr, block, "pods"), ...zoneFindings(zones)];
  if (!block || findings.length > 0) throw new ConfigError("Subnet plan", findings);
  return byZone(zones, (zone) => formatCidr(subdivide(block, block.prefix + 3, zones.indexOf(zone))));
}

/** One of the sixteen slots in the last quarter of the VPC. */
function smallSlot(vpc: Cidr, index: number): Cidr {
  return subdivide(vpc, vpc.prefix + 6, 48 + index);
}

function blockFindings(cidr: string, vpc: Cidr | undefined, place = "cidr"): readonly Finding[] {
  const fits = vpc?.aligned && vpc.prefix >= vpcPrefix.shortest && vpc.prefix <= vpcPrefix.longest;
  if (fits) return [];
  return [
    {
      place,
      value: cidr,
      problem: `a VPC's block is an IPv4 block of /${vpcPrefix.shortest} to /${vpcPrefix.longest}, by its first address`,
      fix: "write it as in 10.20.0.0/16",
      code: "NETWORK_VPC_BLOCK",
    },
  ];
}

function zoneFindings(zones: readonly string[]): readonly Finding[] {
  const { fewest, most } = zoneCount;
  if (zones.length >= fewest && zones.length <= most && new Set(zones).size === zones.length) return [];
  return [
    {
      place: "zones",
      value: zones,
      problem: `a network spans ${fewest} to ${most} zones, each named once`,
      fix: "list the zones' names; append new ones at the end, since a subnet's addresses hang on its zone's place",
      code: "NETWORK_ZONES",
    },
  ];
}
