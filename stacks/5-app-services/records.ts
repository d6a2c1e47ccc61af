import { Controller } from "../../constructs/charts/controller";
import { externalDns } from "../../constructs/charts/external-dns";
import { externalDnsTraffic } from "../../constructs/charts/external-dns-traffic";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { controllerIdentity } from "../controller-identity";
import { classesOf } from "./ingress-classes";
import type { Zones } from "./zones";

/**
 * Who writes the names of the apps: one in the zone for the world, and one in that of the VPC. Each names its zone, and so
 * goes before the zone does.
 */
export function declareRecords(stack: PlatformStack, { zone, privateZone }: Zones, addresses: ClusterAddresses): void {
  const { region } = stack.environment.aws;
  const common = { region, ownerId: stack.names.cluster };
  const open = Object.values(classesOf(stack, "public"));
  const internal = Object.values(classesOf(stack, "internal"));
  new Controller(stack, "external-dns", {
    chart: externalDns({
      ...common,
      zoneType: "public",
      zoneId: zone.zoneId,
      domain: zone.domain,
      ingressClasses: open.length > 0 ? open : [nobodys],
    }),
    traffic: externalDnsTraffic("external-dns", addresses),
    identity: controllerIdentity(stack.names, "external-dns"),
  });
  if (!privateZone) return;
  new Controller(stack, "external-dns-private", {
    chart: externalDns({
      ...common,
      zoneType: "private",
      zoneId: privateZone.zoneId,
      domain: privateZone.domain,
      // Public hosts as well: where the domains are one, the VPC sees no other zone.
      ingressClasses: open.length > 0 ? [...internal, ...open] : [nobodys],
    }),
    traffic: externalDnsTraffic("external-dns-private", addresses),
    identity: controllerIdentity(stack.names, "external-dns-private"),
  });
}

/** Without a class to look for, the program takes Ingresses of every class. */
const nobodys = "none";
