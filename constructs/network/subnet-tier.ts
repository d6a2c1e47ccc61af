import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { tierAcl } from "./tier-acl";
import { type ByZone, byZone, type SubnetKind } from "./tiers";

export interface SubnetTierProps {
  readonly tier: SubnetKind;
  readonly vpcId: string;
  /** Address block of the VPC. */
  readonly vpcCidr: string;
  /** First part of `Name` tags. */
  readonly name: string;
  /** Address blocks of the subnets, by zone. */
  readonly blocks: ByZone<string>;
  /**
   * One route table for every subnet, where each zone has a way out of its own, one for the tier, or those of another
   * tier, whose ways these subnets go as well.
   * @default "tier"
   */
  readonly routeTables?: "zone" | "tier" | SubnetTier;
  /** Tags on the subnets, by which controllers find them. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The subnets of one tier, one a zone, with their route tables and their network ACL. The route tables hold no route
 * but the VPC's own: a way out is added by who knows of one.
 */
export class SubnetTier extends Construct {
  readonly subnetIds: ByZone<string>;
  /** Route table of each zone; one and the same for all where the tier has one. */
  readonly routeTableIds: ByZone<string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SubnetTierProps,
  ) {
    super(scope, id);
    const zones = Object.keys(props.blocks);
    this.subnetIds = byZone(zones, (zone) => this.subnet(zone).id);
    this.routeTableIds = this.routeTables(zones);
    for (const zone of zones) this.associate(zone);
    const { tier, vpcId, vpcCidr, name } = props;
    tierAcl(this, "acl", { tier, vpcId, vpcCidr, name, subnetIds: Object.values(this.subnetIds) });
  }

  private subnet(zone: string): Subnet {
    const { vpcId, blocks, tags } = this.props;
    return new Subnet(this, zone, {
      vpcId,
      availabilityZone: zone,
      cidrBlock: blocks[zone],
      // Also in public subnets: what has a public address there, has one of its own (load balancers, NAT gateways).
      mapPublicIpOnLaunch: false,
      tags: { Name: this.nameOf(zone), ...tags },
    });
  }

  private routeTables(zones: readonly string[]): ByZone<string> {
    const { routeTables } = this.props;
    if (routeTables instanceof SubnetTier) return routeTables.routeTableIds;
    if (routeTables === "zone") return byZone(zones, (zone) => this.routeTable(`routes-${zone}`, zone).id);
    const shared = this.routeTable("routes").id;
    return byZone(zones, () => shared);
  }

  private routeTable(id: string, zone?: string): RouteTable {
    return new RouteTable(this, id, { vpcId: this.props.vpcId, tags: { Name: this.nameOf(zone) } });
  }

  private associate(zone: string): void {
    new RouteTableAssociation(this, `association-${zone}`, {
      subnetId: this.subnetIds[zone],
      routeTableId: this.routeTableIds[zone] ?? "",
    });
  }

  private nameOf(zone?: string): string {
    return [this.props.name, this.props.tier, zone].filter(Boolean).join("-");
  }
}
