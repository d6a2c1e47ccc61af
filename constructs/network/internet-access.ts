import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import type { SubnetTier } from "./subnet-tier";
import { byZone } from "./tiers";

/** One NAT gateway in every zone, one for all (a zone's failure then cuts off the others too), or none. */
export type NatMode = "per-zone" | "single" | "none";

export interface InternetAccessProps {
  readonly vpcId: string;
  /** First part of `Name` tags. */
  readonly name: string;
  /** Zones, in their fixed order: the first one holds the NAT gateway of mode `single`. */
  readonly zones: readonly string[];
  readonly nat: NatMode;
  /** Subnets that the internet can reach, and that hold the NAT gateways. */
  readonly publicTier: SubnetTier;
  /** Subnets that can reach the internet through NAT. */
  readonly privateTier: SubnetTier;
}

/** The ways to the internet: both ways for the public tier, outwards for the private tier, none for the others. */
export class InternetAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: InternetAccessProps,
  ) {
    super(scope, id);
    const way = this.publicRoute();
    const gateways = byZone(this.natZones, (zone) => this.natGateway(zone, way));
    for (const zone of props.zones) {
      const gateway = gateways[zone] ?? gateways[this.natZones[0] ?? ""];
      if (gateway) this.privateRoute(zone, gateway);
    }
  }

  private get natZones(): readonly string[] {
    const { nat, zones } = this.props;
    return { "per-zone": zones, single: zones.slice(0, 1), none: [] }[nat];
  }

  private publicRoute(): Route {
    const { vpcId, name, zones, publicTier } = this.props;
    const gateway = new InternetGateway(this, "gateway", { vpcId, tags: { Name: name } });
    const [zone = ""] = zones;
    return new Route(this, "public-route", {
      routeTableId: publicTier.routeTableIds[zone] ?? "",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
  }

  /** A NAT gateway without a way to the internet does not come up: hence the dependency. */
  private natGateway(zone: string, way: Route): NatGateway {
    const { name, publicTier } = this.props;
    const tags = { Name: `${name}-nat-${zone}` };
    const address = new Eip(this, `nat-address-${zone}`, { domain: "vpc", tags, dependsOn: [way] });
    return new NatGateway(this, `nat-${zone}`, {
      allocationId: address.allocationId,
      subnetId: publicTier.subnetIds[zone],
      tags,
      dependsOn: [way],
    });
  }

  private privateRoute(zone: string, gateway: NatGateway): void {
    new Route(this, `private-route-${zone}`, {
      routeTableId: this.props.privateTier.routeTableIds[zone] ?? "",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: gateway.id,
    });
  }
}
