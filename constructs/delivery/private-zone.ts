import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { removal, waiveRemoval } from "./dns-zone";

/** Where a private zone comes from. */
export type PrivateZoneSource =
  /** Made here. `deletable`: whether it may be deleted with every record in it, by default false. */
  | { readonly source: "create"; readonly deletable?: boolean }
  /** One that is there, and associated with the VPC. */
  | { readonly source: "existing"; readonly zoneId: string };

export interface PrivateZoneProps {
  readonly domain: string;
  readonly zone: PrivateZoneSource;
  /** The one VPC that sees a zone that is made. Its DNS support and host names have to be on. */
  readonly vpcId: string;
}

/** The Route 53 zone of a domain that only the VPC sees. */
export class PrivateZone extends Construct {
  readonly domain: string;
  readonly zoneId: string;

  constructor(scope: Construct, id: string, { domain, zone, vpcId }: PrivateZoneProps) {
    super(scope, id);
    this.domain = domain;
    this.zoneId = zone.source === "existing" ? zone.zoneId : this.make(vpcId, zone);
  }

  private make(vpcId: string, zone: { readonly deletable?: boolean }): string {
    const created = new Route53Zone(this, "zone", {
      name: this.domain,
      comment: `Internal hosts below ${this.domain}`,
      vpc: [{ vpcId }],
      ...removal(zone),
    });
    waiveRemoval(created, zone);
    return created.zoneId;
  }
}
