import type { CustomObject } from "./custom-objects";

export interface AcmeIssuersOptions {
  /** Addresses of ACME directories, by the names of the issuers. */
  readonly servers: Readonly<Record<string, string>>;
  /** Who is told of certificates that run out. */
  readonly email: string;
  /** Names of this domain and below it are certified, and no others. */
  readonly domain: string;
  /** Route 53 id of its public zone, in which challenges are answered. */
  readonly zoneId: string;
}

/**
 * Issuers for all namespaces, which prove a name by a record in the zone. cert-manager makes the key of an account when it
 * registers it, in a Secret of its own namespace, and writes records as its Pod Identity role: no key passes through here.
 *
 * Source: cert-manager/cert-manager at `v1.21.1`, deploy/crds/cert-manager.io_clusterissuers.yaml and
 * pkg/issuer/acme/dns/route53; cert-manager/website, content/docs/configuration/acme/dns01/route53.md.
 */
export function acmeIssuers({ servers, email, domain, zoneId }: AcmeIssuersOptions): readonly CustomObject[] {
  return Object.entries(servers).map(([name, server]) => ({
    apiVersion: "cert-manager.io/v1",
    kind: "ClusterIssuer",
    metadata: { name },
    spec: {
      acme: {
        server,
        email,
        privateKeySecretRef: { name: `acme-account-${name}` },
        solvers: [{ selector: { dnsZones: [domain] }, dns01: { route53: { hostedZoneID: zoneId } } }],
      },
    },
  }));
}
