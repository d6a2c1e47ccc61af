import certificates from "./root-certificates.json";

/**
 * The root certificate of RDS in a region, as PEM; nothing where the platform knows none. RDS signs the certificates of a
 * region with that region's own authority, `rds-ca-rsa2048-g1`, whose root is valid for forty years. From AWS's bundle,
 * https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, as two independent copies of it agree upon (of three
 * young regions one copy alone).
 */
export function rootCertificate(region: string): string | undefined {
  const known: Readonly<Record<string, string>> = certificates;
  const body = Object.hasOwn(known, region) ? known[region] : undefined;
  if (body === undefined) return undefined;
  const lines = body.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
