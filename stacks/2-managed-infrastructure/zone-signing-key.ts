import { ZoneSigningKey } from "../../constructs/delivery/zone-signing-key";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/**
 * The key that signs the environment's zone, where it is to be signed; by its purpose. app-services, which has the zone,
 * hands it to Route 53.
 */
export function zoneSigningKey(stack: PlatformStack): Readonly<Record<string, string>> {
  const { aws, dns, rootAdministrators } = stack.environment;
  const { names } = stack;
  if (dns.zone.source !== "create" || !dns.zone.dnssec) return {};
  const { arn } = new ZoneSigningKey(stack, "dns-signing", {
    ...aws,
    alias: names.keyAlias("dnssec"),
    administrators: [names.deployerRoleArn(stack.id, "apply"), ...rootAdministrators],
    signers: [names.deployerRoleArn("app-services", "apply"), ...rootAdministrators],
  });
  return { dnssec: arn };
}
