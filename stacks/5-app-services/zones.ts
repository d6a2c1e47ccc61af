import type { Keyed } from "../../constructs/contracts/contract";
import { Certificate } from "../../constructs/delivery/certificate";
import { DnsZone } from "../../constructs/delivery/dns-zone";
import { PrivateZone } from "../../constructs/delivery/private-zone";
import { ZoneSigning } from "../../constructs/delivery/zone-signing";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

export interface Zones {
  readonly zone: DnsZone;
  readonly privateZone: PrivateZone | undefined;
  readonly certificate: Certificate;
  /** What the parent zone has to hold; empty while the zone is not signed. */
  readonly dsRecord: string;
}

/** What the zones take from managed-infrastructure. */
export interface ZoneSurroundings {
  readonly vpcId: string;
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
}

/** The zones of the environment's domain, the one for the world with its certificate and signatures. */
export function declareZones(stack: PlatformStack, { vpcId, keyArns }: ZoneSurroundings): Zones {
  const { dns } = stack.environment;
  const zone = new DnsZone(stack, "dns", dns);
  const certificate = new Certificate(stack, "certificate", { zone });
  const signing =
    dns.zone.source === "create" && dns.zone.dnssec
      ? new ZoneSigning(stack, "dns-signing", { zoneId: zone.zoneId, keyArn: keyArns.at("dnssec") })
      : undefined;
  const privateZone =
    dns.privateZone &&
    new PrivateZone(stack, "private-dns", {
      domain: dns.privateZone.domain ?? dns.domain,
      zone: dns.privateZone,
      vpcId,
    });
  return { zone, privateZone, certificate, dsRecord: signing?.dsRecord ?? "" };
}

/** Whether the VPC asks the private zone for names of the public one, and finds none of the public one's own. */
export function hidesPublicZone({ zone, privateZone }: Zones): boolean {
  if (!privateZone) return false;
  return zone.domain === privateZone.domain || zone.domain.endsWith(`.${privateZone.domain}`);
}
