import { X509Certificate } from "node:crypto";
import { rootCertificate } from "../../../../constructs/data/database-users/root-certificate";
import certificates from "../../../../constructs/data/database-users/root-certificates.json";

const regions = Object.keys(certificates);

it("knows the regions of the examples, and some thirty in all", () => {
  expect(regions.length).toBeGreaterThanOrEqual(30);
  expect(regions).toEqual(expect.arrayContaining(["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"]));
});

it.each(regions)("has the root of RDS in %s, which signed itself and lasts", (region) => {
  const certificate = new X509Certificate(rootCertificate(region) ?? "");
  expect(certificate.subject).toContain(`CN=Amazon RDS ${region} Root CA RSA2048 G1`);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(new Date(certificate.validTo).getFullYear()).toBeGreaterThan(2060);
});

it("knows none of other regions", () => {
  expect([rootCertificate("cn-north-1"), rootCertificate("constructor")]).toEqual([undefined, undefined]);
});
