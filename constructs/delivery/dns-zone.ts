import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";

/** Where a zone comes from. */
export type ZoneSource =
  /** Made here. `delegated` says whether the parent zone names its servers already, so that the world can see it. */
  | {
      readonly source: "create";
      readonly delegated: boolean;
      /** Whether it may be deleted with every record in it. @default false */
      readonly deletable?: boolean;
      /** Whether it is signed: see `ZoneSigning`. @default false */
      readonly dnssec?: boolean;
    }
  /** One that is there and in use. */
  | { readonly source: "existing"; readonly zoneId: string };

export interface DnsZoneProps {
  readonly domain: string;
  readonly zone: ZoneSource;
}

/** The public Route 53 zone of a domain, made or existing: who uses it need not know which. */
export class DnsZone extends Construct {
  readonly domain: string;
  readonly zoneId: string;
  /** What the parent zone has to name; empty for an existing zone, whose parent does. */
  readonly nameServers: string[];
  /** Whether resolvers find this zone. As long as they don't, nothing may wait for a record of it. */
  readonly delegated: boolean;

  constructor(scope: Construct, id: string, { domain, zone }: DnsZoneProps) {
    super(scope, id);
    this.domain = domain;
    if (zone.source === "existing") {
      // Taken by its id, without a data source: a plan then needs no right to list the account's zones.
      this.zoneId = zone.zoneId;
      this.nameServers = [];
      this.delegated = true;
    } else {
      const created = new Route53Zone(this, "zone", {
        name: domain,
        comment: `Apps below ${domain}`,
        ...removal(zone),
      });
      waiveRemoval(created, zone);
      if (!zone.dnssec) {
        waive(
          created,
          "CKV2_AWS_38",
          "signing needs a record in the parent zone, which is not the platform's to write",
        );
      }
      waive(
        created,
        "CKV2_AWS_39",
        "Route 53 logs queries to us-east-1 only, outside of the platform's region and keys",
      );
      this.zoneId = created.zoneId;
      this.nameServers = created.nameServers;
      this.delegated = zone.delegated;
    }
  }
}

/**
 * How a zone goes. With records in it, it stays, unless told otherwise: they are somebody's, most of them external-dns's.
 * What is told otherwise is emptied first, and only when nobody writes to it any more: on removal external-dns goes before
 * the zone that it names; on a change of the domain the new zone is there, and external-dns has left the old one, before
 * the old one goes.
 */
export function removal({ deletable = false }: { readonly deletable?: boolean }) {
  return { forceDestroy: deletable, lifecycle: { createBeforeDestroy: true } };
}

/** Says that the environment has asked for a zone that goes with its records. */
export function waiveRemoval(zone: Route53Zone, { deletable = false }: { readonly deletable?: boolean }): void {
  if (deletable) waive(zone, "deletion-protection", "the environment says that the zone is deletable");
}
