import type { NetworkSettings } from "../../network";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";

/** A subnet of somebody else's VPC, with the place where it is written. */
export interface NamedSubnet {
  readonly path: Path;
  readonly id: string;
  readonly cidr: string;
}

/** All subnets that the environment names; none where it makes them. */
export function namedSubnets(network: NetworkSettings): readonly NamedSubnet[] {
  return subnetsByTier(network).flatMap(([tier, byZone]) =>
    Object.entries(byZone).map(([zone, subnet]) => ({ path: ["network", "subnets", tier, zone], ...subnet })),
  );
}

function subnetsByTier(network: NetworkSettings) {
  return network.source === "existing" ? Object.entries(network.subnets).filter(([, byZone]) => byZone) : [];
}

export const subnetsInZones = sectionRule({
  code: "ENV_SUBNET_ZONES",
  states: "every tier of an existing network has a subnet in each zone of the list, and none elsewhere",
  needs: ["network"],
  *breaches({ network }) {
    for (const [tier, byZone] of subnetsByTier(network)) {
      for (const zone of network.zones.filter((zone) => !Object.hasOwn(byZone, zone))) {
        yield {
          path: ["network", "subnets", tier, zone],
          problem: "every tier has a subnet in each zone of network.zones, and here is none",
          fix: "name the zone's subnet, or take the zone out of network.zones",
        };
      }
      for (const zone of Object.keys(byZone).filter((zone) => !network.zones.includes(zone))) {
        yield {
          path: ["network", "subnets", tier, zone],
          problem: "the zone is none of network.zones",
          fix: `leave it out, or choose among ${network.zones.join(", ")}`,
        };
      }
    }
  },
});

/** Two tiers in one subnet would share its routes and its network ACL. */
export const subnetsDiffer = sectionRule({
  code: "ENV_SUBNET_REPEATED",
  states: "every subnet of an existing network has one tier and one zone",
  needs: ["network"],
  *breaches({ network }) {
    const subnets = namedSubnets(network);
    for (const [index, { path, id }] of subnets.entries()) {
      const first = subnets.findIndex((other) => other.id === id);
      if (first < index) {
        yield {
          path: [...path, "id"],
          problem: `the subnet is that of ${subnets[first]?.path.join(".")} already`,
          fix: "name a subnet of its own for each tier and zone",
        };
      }
    }
  },
});
