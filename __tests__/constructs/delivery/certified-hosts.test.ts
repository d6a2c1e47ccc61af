import { certified, domainOf } from "../../../constructs/delivery/certified-hosts";
import type { DnsSettings } from "../../../environments/schema/dns";

const zone = (delegated: boolean): DnsSettings => ({
  domain: "shop.example",
  zone: { source: "create", delegated, deletable: false, dnssec: false },
});
const withOwn = {
  ...zone(true),
  privateZone: { source: "create" as const, deletable: false, domain: "corp.internal" },
};

it("no host is certified before the zone is delegated", () => {
  expect([certified(zone(false), "public"), certified(zone(false), "internal")]).toEqual([false, false]);
});

it("every host of the domain is, once it is delegated or was there before", () => {
  expect([certified(zone(true), "public"), certified(zone(true), "internal")]).toEqual([true, true]);
  expect(certified({ domain: "shop.example", zone: { source: "existing", zoneId: "Z1234567" } }, "public")).toBe(true);
});

it("internal hosts of another domain are not: nobody outside could prove them", () => {
  expect([domainOf(withOwn, "internal"), certified(withOwn, "internal")]).toEqual(["corp.internal", false]);
  expect([domainOf(withOwn, "public"), certified(withOwn, "public")]).toEqual(["shop.example", true]);
});
