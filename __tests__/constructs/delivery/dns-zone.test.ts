import { TerraformOutput } from "cdktf";
import { DnsZone, type ZoneSource } from "../../../constructs/delivery/dns-zone";
import { synthesize } from "../../support/synthesize";

function dnsZone(zone: ZoneSource) {
  let delegated: boolean | undefined;
  const output = synthesize((stack) => {
    const built = new DnsZone(stack, "dns", { domain: "shop.example", zone });
    ({ delegated } = built);
    new TerraformOutput(stack, "id", { value: built.zoneId, staticId: true });
    new TerraformOutput(stack, "servers", { value: built.nameServers, staticId: true });
  });
  return { output, delegated, zoneId: output.json.output?.id.value, servers: output.json.output?.servers.value };
}

describe("a created zone", () => {
  const { output, zoneId, servers } = dnsZone({ source: "create", delegated: false });

  it("is public, and stays as long as records are in it", () => {
    expect(output.only("aws_route53_zone")).toMatchObject({ name: "shop.example", force_destroy: false });
    expect(output.only("aws_route53_zone")).not.toHaveProperty("vpc");
  });

  it("goes with its records where the environment says so", () => {
    const deletable = dnsZone({ source: "create", delegated: true, deletable: true }).output;
    expect(deletable.only("aws_route53_zone").force_destroy).toBe(true);
  });

  it("goes after the one that takes its place, and after whoever writes to it has left", () => {
    expect(output.only("aws_route53_zone").lifecycle).toEqual({ create_before_destroy: true });
  });

  it("says its id and what its parent has to name", () => {
    expect(zoneId).toBe(`\${aws_route53_zone.dns_zone.zone_id}`);
    expect(servers).toBe(`\${aws_route53_zone.dns_zone.name_servers}`);
  });

  it.each([true, false])("is as delegated as it is said to be: %s", (delegated) => {
    expect(dnsZone({ source: "create", delegated }).delegated).toBe(delegated);
  });
});

describe("an existing zone", () => {
  const { output, delegated, zoneId, servers } = dnsZone({ source: "existing", zoneId: "Z0123456789ABC" });

  it("is its id and nothing to make or look up", () => {
    expect(output.types).toEqual([]);
    expect(output.json.data).toBeUndefined();
    expect(zoneId).toBe("Z0123456789ABC");
  });

  it("is in use already", () => expect(delegated).toBe(true));

  it("has an empty list of servers, and not no output", () => expect(servers).toEqual([]));
});
