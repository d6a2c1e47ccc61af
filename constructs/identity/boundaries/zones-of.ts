import type { DnsSettings } from "../../../environments/schema/dns";
import type { BoundaryContext } from "./boundary-context";

/**
 * What boundaries know of the environment's zones: ids that it gives, so that what is deployed changes no boundary. Only to
 * give up a zone takes the id of the one that was made, and so a root administrator.
 */
export function zonesOf(
  { domain, zone, privateZone }: DnsSettings,
  /** Id of the zone that was made of a domain, public or private; undefined as long as nobody knows. */
  made: (domain: string, kind: "public" | "private") => string | undefined,
): Pick<
  BoundaryContext,
  | "domain"
  | "zoneId"
  | "privateDomain"
  | "privateZoneId"
  | "makesZones"
  | "signsZone"
  | "signedZoneId"
  | "deletableZoneIds"
> {
  const privateDomain = privateZone && (privateZone.domain ?? domain);
  const deletable = [
    ...(zone.source === "create" && zone.deletable ? [made(domain, "public")] : []),
    ...(privateZone?.source === "create" && privateZone.deletable ? [made(privateDomain ?? domain, "private")] : []),
  ];
  return {
    domain,
    zoneId: zone.source === "existing" ? zone.zoneId : undefined,
    privateDomain,
    privateZoneId: privateZone?.source === "existing" ? privateZone.zoneId : undefined,
    makesZones: zone.source === "create" || privateZone?.source === "create",
    signsZone: zone.source === "create" && zone.dnssec,
    signedZoneId: zone.source === "create" && zone.dnssec ? made(domain, "public") : undefined,
    deletableZoneIds: deletable.filter((id) => id !== undefined),
  };
}
