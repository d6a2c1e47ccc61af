import { TerraformOutput } from "cdktf";
import { Certificate } from "../../../constructs/delivery/certificate";
import { DnsZone, type ZoneSource } from "../../../constructs/delivery/dns-zone";
import { synthesize } from "../../support/synthesize";

function certificate(source: ZoneSource) {
  const output = synthesize((stack) => {
    const zone = new DnsZone(stack, "dns", { domain: "shop.example", zone: source });
    const { arn } = new Certificate(stack, "certificate", { zone });
    new TerraformOutput(stack, "arn", { value: arn, staticId: true });
  });
  return { output, arn: output.json.output?.arn.value };
}

const inUse: readonly [string, ZoneSource, string][] = [
  ["an existing zone", { source: "existing", zoneId: "Z0123456789ABC" }, "Z0123456789ABC"],
  ["a delegated zone", { source: "create", delegated: true }, `\${aws_route53_zone.dns_zone.zone_id}`],
];

describe.each(inUse)("in %s", (_, source, zoneId) => {
  const { output, arn } = certificate(source);

  it("covers the domain and one level below it, and is proven by DNS", () => {
    expect(output.only("aws_acm_certificate")).toMatchObject({
      domain_name: "shop.example",
      subject_alternative_names: ["*.shop.example"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  });

  it("has one record as the proof of both names, under an address that no plan has to compute", () => {
    const proof = "tolist(aws_acm_certificate.certificate_certificate.domain_validation_options).0";
    const record = output.only("aws_route53_record");
    expect(record).toMatchObject({
      zone_id: zoneId,
      name: `\${${proof}.resource_record_name}`,
      type: `\${${proof}.resource_record_type}`,
      records: [`\${${proof}.resource_record_value}`],
      allow_overwrite: true,
    });
    expect(record).not.toHaveProperty("for_each");
    expect(record).not.toHaveProperty("count");
  });

  it("is handed over when it is valid, not when it is requested", () => {
    expect(output.only("aws_acm_certificate_validation")).toMatchObject({
      certificate_arn: `\${aws_acm_certificate.certificate_certificate.arn}`,
      validation_record_fqdns: [`\${aws_route53_record.certificate_proof.fqdn}`],
    });
    expect(arn).toBe(`\${aws_acm_certificate_validation.certificate_validation.certificate_arn}`);
  });
});

it("is not even requested before the zone is delegated, and its ARN is empty", () => {
  const { output, arn } = certificate({ source: "create", delegated: false });
  expect(output.types).toEqual(["aws_route53_zone"]);
  expect(arn).toBe("");
});
