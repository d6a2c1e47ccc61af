import { type Changes, findingsOn, validated } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const delegated = (more: object) => ({ "dns.zone": { source: "create", delegated: true, ...more } });
const acme = (more: object = {}) => ({ "dns.acme": { email: "certificates@tideline.example", ...more } });
const closed: Changes = { "network.nat": "none", runners: "in-vpc" };

describe("dns", () => {
  it.each<Refusal>([
    [
      "signatures before the zone is delegated",
      { "dns.zone": { source: "create", delegated: false, dnssec: true } },
      [
        "dns.zone.dnssec is true: a zone is signed once it is delegated. Fix: leave it out until the parent zone names this zone's servers and delegated is true. [ENV_DNSSEC_UNDELEGATED]",
      ],
    ],
    [
      "signatures in China",
      {
        ...delegated({ dnssec: true }),
        aws: { accountId: "111122223333", region: "cn-north-1", partition: "aws-cn" },
        "network.zones": ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
        rootAdministrators: ["arn:aws-cn:iam::111122223333:role/a"],
        people: {},
        "teams.0.developers": [],
        "teams.1.developers": [],
      },
      [
        "dns.zone.dnssec is true: the platform signs zones in AWS's commercial regions alone. Fix: leave it out. [ENV_DNSSEC_PARTITION]",
        "databaseUsers.rootCertificate: the platform does not know the root certificate of RDS in cn-north-1. Fix: copy rds-ca-rsa2048-g1 from https://truststore.pki.rds.amazonaws.com/cn-north-1/cn-north-1-bundle.pem. [ENV_DATABASE_ROOT]",
      ],
    ],
    [
      "a private zone whose source is not said",
      { "dns.privateZone": {} },
      [
        'dns.privateZone.source: it is missing, and there is no default for it. Fix: add source, one of create, existing, as in source: "create". [ENV_MISSING]',
      ],
    ],
    [
      "a contact that is no mail address",
      acme({ email: "platform team" }),
      [
        'dns.acme.email is "platform team": the contact of an ACME account is a mail address. Fix: write it as in certificates@example.com. [ENV_ACME_EMAIL]',
      ],
    ],
    [
      "an issuer whose name Kubernetes refuses",
      acme({ servers: { LetsEncrypt: "https://acme.example.com/directory" } }),
      [
        'dns.acme.servers.LetsEncrypt is "https://acme.example.com/directory": the name of an issuer starts with a letter and has up to 52 lower-case letters, digits and single hyphens. Fix: write it as in letsencrypt-production. [ENV_ACME_NAME]',
      ],
    ],
    [
      "a directory without TLS",
      acme({ servers: { internal: "http://acme.example.com/directory" } }),
      [
        'dns.acme.servers.internal is "http://acme.example.com/directory": the directory of an ACME server is an HTTPS address without port or credentials. Fix: write it as in https://acme-v02.api.letsencrypt.org/directory. [ENV_ACME_SERVER]',
      ],
    ],
    [
      "no server at all",
      acme({ servers: {} }),
      [
        "dns.acme.servers is {}: certificates come from at least one ACME server. Fix: name one, or leave servers out to get Let's Encrypt's. [ENV_ACME_NONE]",
      ],
    ],
    [
      "an authority behind no way out",
      { ...closed, ...acme() },
      [
        'dns.acme is {"email":"certificates@tideline.example"}: without NAT, cert-manager reaches no ACME server. Fix: leave it out, or choose a NAT gateway. [ENV_ACME_UNREACHABLE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a signed zone that is delegated", delegated({ dnssec: true })],
    ["a private zone of the same domain", { "dns.privateZone": { source: "create" } }],
    [
      "a private zone of its own domain, that is there already",
      { "dns.privateZone": { source: "existing", zoneId: "Z0123456789ABC", domain: "corp.internal" } },
    ],
    ["an authority of one's own", acme({ servers: { corporate: "https://ca.tideline.example/acme/directory" } })],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

  it("takes Let's Encrypt, for production and for tests, where no server is named", () => {
    expect(validated(acme()).dns.acme?.servers).toEqual({
      "letsencrypt-production": "https://acme-v02.api.letsencrypt.org/directory",
      "letsencrypt-staging": "https://acme-staging-v02.api.letsencrypt.org/directory",
    });
  });
});

describe("internal apps", () => {
  it.each<Refusal>([
    [
      "one without a private zone for its name",
      { "apps.0.exposure": "internal" },
      [
        'apps[0].exposure (web) is "internal": an internal app has a subdomain, and the environment a private zone for its name. Fix: add dns.privateZone, as in privateZone: { source: "create" }. [ENV_APP_INTERNAL]',
      ],
    ],
    [
      "one without a name",
      { "apps.1.exposure": "internal", "dns.privateZone": { source: "create" } },
      [
        'apps[1].exposure (catalog) is "internal": an internal app has a subdomain, and the environment a private zone for its name. Fix: add subdomain, or leave exposure out: without a subdomain an app is reached inside the cluster only. [ENV_APP_INTERNAL]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it("accepts one with a name in the private zone", () => {
    expect(findingsOn({ "apps.0.exposure": "internal", "dns.privateZone": { source: "create" } })).toEqual([]);
  });
});

describe("ingress", () => {
  it.each<Refusal>([
    [
      "TLS that is out of date",
      { "ingress.tlsPolicy": "ELBSecurityPolicy-2016-08" },
      [
        'ingress.tlsPolicy is "ELBSecurityPolicy-2016-08": the choices are ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "public load balancers that nobody reaches",
      { "ingress.publicCidrs": [] },
      [
        "ingress.publicCidrs is []: a public load balancer is reached from at least one block. Fix: name one, or leave publicCidrs out to let everybody in. [ENV_INGRESS_NOBODY]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it("accepts blocks of customers and of offices", () => {
    expect(findingsOn({ ingress: { publicCidrs: ["203.0.113.0/24"], internalCidrs: ["10.64.0.0/12"] } })).toEqual([]);
  });
});

describe("waf", () => {
  it.each<Refusal>([
    [
      "a limit below what AWS WAF counts",
      { "waf.rateLimit.requests": 5 },
      [
        "waf.rateLimit.requests is 5: an address may send 10 to 2000000000 requests in five minutes, a whole number. Fix: write a number such as 2000. [ENV_RATE_LIMIT]",
      ],
    ],
    [
      "a web ACL that nothing can put before a load balancer",
      { ...closed, "waf.enabled": true },
      [
        "waf.enabled is true: without NAT, the load balancer controller reaches no AWS WAF. Fix: leave it out, or choose a NAT gateway. [ENV_WAF_UNREACHABLE]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["none", { "waf.enabled": false }],
    ["none where nothing leads to it", closed],
    ["groups that only count", { "waf.managedRules": { common: "count", sqlInjection: "off" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
