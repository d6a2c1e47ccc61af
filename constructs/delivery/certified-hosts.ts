import type { DnsSettings } from "../../environments/schema/dns";
import type { Exposure } from "../names";

/** Domain below which hosts of this kind are. */
export function domainOf({ domain, privateZone }: DnsSettings, exposure: Exposure): string {
  return exposure === "internal" ? (privateZone?.domain ?? domain) : domain;
}

/**
 * Whether the domain's certificate is there and covers hosts of this kind. ACM certifies what the world can look up, so that
 * a private zone with a domain of its own has hosts without TLS.
 */
export function certified(dns: DnsSettings, exposure: Exposure): boolean {
  const delegated = dns.zone.source === "existing" || dns.zone.delegated;
  return delegated && domainOf(dns, exposure) === dns.domain;
}
