import { acmeIssuers } from "../../../constructs/charts/acme-issuers";

const issuers = acmeIssuers({
  servers: { production: "https://acme.example.com/directory", staging: "https://staging.example.com/directory" },
  email: "certificates@example.com",
  domain: "shop.example.com",
  zoneId: "Z1",
});

it("are one for each server, each with an account of its own", () => {
  expect(issuers.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
    ["ClusterIssuer", "production"],
    ["ClusterIssuer", "staging"],
  ]);
  expect(issuers[0]?.spec).toMatchObject({
    acme: {
      server: "https://acme.example.com/directory",
      email: "certificates@example.com",
      privateKeySecretRef: { name: "acme-account-production" },
    },
  });
});

it("prove names of the zone by records in it, as the pods' own role: there is no key anywhere", () => {
  for (const { spec } of issuers) {
    expect(spec).toMatchObject({
      acme: {
        solvers: [{ selector: { dnsZones: ["shop.example.com"] }, dns01: { route53: { hostedZoneID: "Z1" } } }],
      },
    });
  }
  expect(JSON.stringify(issuers)).not.toMatch(/accessKey|secretAccess/i);
});
