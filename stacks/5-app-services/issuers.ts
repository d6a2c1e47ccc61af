import type { ITerraformDependable } from "cdktf";
import { acmeIssuers } from "../../constructs/charts/acme-issuers";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { appServices } from "../../constructs/charts/namespaces";
import type { DnsZone } from "../../constructs/delivery/dns-zone";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** Where pods get certificates from, if anywhere: an authority looks for proofs in the zone, once the world finds it. */
export function declareIssuers(stack: PlatformStack, zone: DnsZone, after: readonly ITerraformDependable[]): void {
  const { acme } = stack.environment.dns;
  if (!acme || !zone.delegated) return;
  new CustomObjects(stack, "issuers", {
    name: "issuers",
    namespace: appServices,
    objects: acmeIssuers({ ...acme, domain: zone.domain, zoneId: zone.zoneId }),
    after,
  });
}
