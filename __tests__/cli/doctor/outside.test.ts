import type { Check } from "../../../cli/doctor/check";
import { charts } from "../../../cli/doctor/checks/charts";
import { cluster } from "../../../cli/doctor/checks/cluster";
import { delegation } from "../../../cli/doctor/checks/delegation";
import { clusterQuotas } from "../../../cli/doctor/checks/quotas/cluster";
import { identityQuotas } from "../../../cli/doctor/checks/quotas/identity";
import { judged } from "../../../cli/doctor/checks/quotas/judged";
import { networkQuotas } from "../../../cli/doctor/checks/quotas/network";
import { signatures } from "../../../cli/doctor/checks/signatures";
import { emptyLedger } from "../../../constructs/ledger/ledger";
import { context, demo, offline } from "./support";

type Situation = NonNullable<Parameters<typeof context>[0]>;
const line = (status: string, text: string) => expect.objectContaining({ status, text });
const look = async (check: Check, situation: Situation) => check.run(context(situation));

describe("cluster", () => {
  const endpoint = "https://0A1B.gr7.eu-central-1.eks.amazonaws.com";
  const data = Buffer.from("PEM").toString("base64");
  const described = (more: object = {}) => ({
    "eks describe-cluster": {
      cluster: {
        name: "strata-demo",
        status: "ACTIVE",
        version: "1.35",
        endpoint,
        certificateAuthority: { data },
        ...more,
      },
    },
  });
  const servers = { [endpoint]: 200 };
  const well = [
    line("ok", "strata-demo is active"),
    line("ok", "it runs Kubernetes 1.35"),
    line("ok", "its API answers from here"),
  ];

  it("that is well, asked with its own authority", async () => {
    const asked = context({ answers: described(), servers });
    expect(await cluster.run(asked)).toEqual(well);
    expect(asked.requests).toEqual([{ authority: "PEM" }]);
  });

  it("whose API turns strangers away is reachable", async () => {
    expect(await look(cluster, { answers: described(), servers: { [endpoint]: 401 } })).toEqual(well);
  });

  it.each<[string, object, number, string, string]>([
    ["being made", { status: "CREATING" }, 0, "warning", "strata-demo is CREATING"],
    ["that failed", { status: "FAILED" }, 0, "problem", "strata-demo is FAILED"],
    [
      "of an older version",
      { version: "1.34" },
      1,
      "warning",
      "it runs Kubernetes 1.34, and the environment says 1.35",
    ],
    ["of a newer version", { version: "1.36" }, 1, "problem", "it runs Kubernetes 1.36, and the environment says 1.35"],
    [
      "with a finding of EKS",
      { health: { issues: [{ code: "Ec2SubnetNotFound", message: "no subnet" }] } },
      1,
      "problem",
      "EKS reports Ec2SubnetNotFound: no subnet",
    ],
    ["without an address", { endpoint: undefined }, 2, "skipped", "its API has no address yet"],
  ])("%s", async (_, more, index, status, text) => {
    expect((await look(cluster, { answers: described(more), servers }))[index]).toEqual(line(status, text));
  });

  it("whose API is silent or broken is a problem, and a private one is to be asked from within", async () => {
    const silent = (await look(cluster, { answers: described() }))[2];
    expect(silent).toEqual(line("problem", "its API does not answer from here (ECONNREFUSED)"));
    const broken = (await look(cluster, { answers: described(), servers: { [endpoint]: 503 } }))[2];
    expect(broken).toEqual(line("problem", "its API answers with HTTP status 503"));
    const environment = { ...demo, cluster: { ...demo.cluster, endpoint: { access: "private" } } } as const;
    expect((await look(cluster, { answers: described(), environment }))[2]).toMatchObject({ status: "warning" });
  });

  it.each<[string, Situation, string]>([
    [
      "is not there yet",
      { answers: { "eks describe-cluster": "ResourceNotFoundException" } },
      "there is no strata-demo yet",
    ],
    ["may not be looked at", {}, "these credentials may not call aws eks describe-cluster"],
    [
      "can't be asked about",
      { answers: { "eks describe-cluster": offline } },
      "offline: AWS does not answer from here (eks describe-cluster)",
    ],
    [
      "answers oddly",
      { answers: { "eks describe-cluster": "Throttling" } },
      "aws eks describe-cluster says Throttling: AWS says no",
    ],
    ["has no role to ask as", { deployAs: "plan", stack: "apps" }, "the role of apps can't be assumed"],
  ])("that %s is skipped", async (_, situation, text) => {
    expect(await look(cluster, situation)).toEqual([line("skipped", text)]);
  });
});

describe("charts", () => {
  const all = { "https://": 200 };

  it("from everywhere answer", async () => {
    expect(await look(charts, { servers: all })).toEqual([
      line("ok", expect.stringMatching(/^\d+ repositories answer$/)),
    ]);
  });

  it("from a registry are there, though it asks to sign in", async () => {
    const servers = { "https://public.ecr.aws/v2/": 401, "https://quay.io/v2/": 401, ...all };
    expect(await look(charts, { servers })).toHaveLength(1);
  });

  it("from where nothing, or an error answers, are problems", async () => {
    const servers = {
      "https://kyverno.github.io": 404,
      "https://quay.io/v2/": { kind: "unanswered", reason: "ETIMEDOUT" },
      ...all,
    } as const;
    expect(await look(charts, { servers })).toEqual([
      line("ok", expect.any(String)),
      line("problem", "https://kyverno.github.io/kyverno/ answers with HTTP status 404"),
      line("problem", "oci://quay.io/jetstack/charts does not answer (ETIMEDOUT)"),
    ]);
  });

  it("are skipped without a network, and behind a proxy", async () => {
    expect(await look(charts, {})).toEqual([line("skipped", "offline: no repository answers from here")]);
    const [behind] = await look(charts, { env: { HTTPS_PROXY: "http://user:secret@proxy:3128" } });
    expect(behind).toMatchObject({ status: "skipped", text: expect.stringMatching(/^HTTPS_PROXY is set/) });
    expect(behind?.text).not.toContain("secret");
  });

  it("of the repository alone need nobody", async () => {
    expect(await look(charts, { stack: "apps" })).toEqual([line("ok", "all charts lie in the repository")]);
  });
});

const { dns } = demo;
if (dns.zone.source !== "create") throw new Error("the demo makes no zone");
const delegated = { ...demo, dns: { ...dns, zone: { ...dns.zone, delegated: true, dnssec: true } } };
const servers = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.com"];
const zone = { Id: "/hostedzone/Z1", Name: `${dns.domain}.`, Config: { PrivateZone: false } };
const zones = (...HostedZones: object[]) => ({ "route53 list-hosted-zones-by-name": { HostedZones } });
const own = { ...zones(zone), "route53 get-hosted-zone": { DelegationSet: { NameServers: [...servers].reverse() } } };
const named = (...records: string[]) => ({ nameServers: { kind: "answered", records } }) as const;

describe("delegation", () => {
  const parent = dns.domain.slice(dns.domain.indexOf(".") + 1);
  it.each<[string, Situation, string, string]>([
    [
      "as the environment says",
      { answers: own, dns: named(...servers), environment: delegated },
      "ok",
      `${parent} names the servers of ${dns.domain}`,
    ],
    [
      "that is missing, as it says",
      { answers: own, dns: named() },
      "warning",
      `the parent zone names no servers of ${dns.domain} yet`,
    ],
    [
      "that is missing",
      { answers: own, dns: named(), environment: delegated },
      "problem",
      `the parent zone names no servers of ${dns.domain}, though the environment says so`,
    ],
    [
      "to others",
      { answers: own, dns: named("ns.old.example"), environment: delegated },
      "problem",
      `the parent zone names ns.old.example for ${dns.domain}`,
    ],
    [
      "that the environment does not know of",
      { answers: own, dns: named(...servers) },
      "warning",
      `${parent} names the servers of ${dns.domain}, and the environment says it doesn't`,
    ],
    ["of no zone yet", { answers: zones(), dns: named() }, "skipped", `there is no zone ${dns.domain} yet`],
    [
      "of a zone for the VPC alone",
      { answers: zones({ ...zone, Config: { PrivateZone: true } }) },
      "skipped",
      `there is no zone ${dns.domain} yet`,
    ],
    [
      "of the next domain",
      { answers: zones({ ...zone, Name: "z.example." }) },
      "skipped",
      `there is no zone ${dns.domain} yet`,
    ],
    ["of one of two zones", { answers: zones(zone, zone) }, "skipped", `the account has 2 public zones ${dns.domain}`],
    ["without a network", { answers: own }, "skipped", "offline: public resolvers do not answer from here (ETIMEOUT)"],
    [
      "that may not be looked at",
      {},
      "skipped",
      "these credentials may not call aws route53 list-hosted-zones-by-name",
    ],
  ])("%s", async (_, situation, status, text) =>
    expect(await look(delegation, situation)).toEqual([line(status, text)]),
  );

  it("says which record the parent has to hold", async () => {
    const [found] = await look(delegation, { answers: own, dns: named() });
    expect(found?.fix).toBe(
      `have ${parent} hold an NS record ${dns.domain} with ${servers.join(", ")}, then write dns.zone.delegated: true`,
    );
  });

  it("is of the zone that the ledger knows, without a list of all", async () => {
    const known = { id: "Z9", of: dns.domain };
    const elements = { "aws_route53_zone.dns_zone": { known } };
    const ledger = { ...emptyLedger(demo), stacks: { "app-services": { elements, grants: {}, outputs: {} } } };
    const answers = { "route53 get-hosted-zone": "NoSuchHostedZone" };
    expect(await look(delegation, { ledger, answers })).toEqual([line("problem", "there is no zone Z9")]);
  });

  it("of a zone that was there before is expected", async () => {
    const environment = { ...demo, dns: { ...dns, zone: { source: "existing", zoneId: "Z7" } } } as const;
    expect((await look(delegation, { answers: own, dns: named(), environment }))[0]).toMatchObject({
      status: "problem",
    });
  });
});

describe("signatures", () => {
  const record = "12345 13 2 0A1B2C";
  const signed = (more: object = {}) => ({
    ...own,
    "route53 get-dnssec": {
      Status: { ServeSignature: "SIGNING" },
      KeySigningKeys: [
        { Status: "ACTIVE", DSRecord: record },
        { Status: "INACTIVE", DSRecord: "9 13 2 FF" },
      ],
      ...more,
    },
  });
  const held = (...records: string[]) => ({ signers: { kind: "answered", records } }) as const;

  it.each<[string, Situation, string, string]>([
    [
      "whose key the parent knows",
      { answers: signed(), dns: held("1 8 2 AA", record.toLowerCase()) },
      "ok",
      "tideline.example holds the DS record of shop.tideline.example",
    ],
    [
      "that nobody looks at",
      { answers: signed(), dns: held() },
      "warning",
      "tideline.example has no DS record for shop.tideline.example: nobody looks at its signatures",
    ],
    [
      "of another key",
      { answers: signed(), dns: held("9 13 2 FF") },
      "problem",
      "tideline.example holds the DS record of another key: resolvers refuse all of shop.tideline.example",
    ],
    [
      "that are not made",
      { answers: signed({ Status: { ServeSignature: "NOT_SIGNING" } }) },
      "problem",
      "shop.tideline.example is not signed (NOT_SIGNING)",
    ],
    ["without a network", { answers: signed() }, "skipped", "offline: no public resolver answers from here (ETIMEOUT)"],
    ["that are off", { environment: demo }, "skipped", "dns.zone.dnssec is off"],
  ])("%s", async (_, situation, status, text) => {
    expect(await look(signatures, { environment: delegated, ...situation })).toEqual([line(status, text)]);
  });
});

describe("quotas", () => {
  it.each([
    ["with room", { used: 100, own: 40, declared: 50 }, "ok", "roles: 100 of 1000, 110 with all that is declared"],
    [
      "nearly full",
      { used: 790, own: 40, declared: 60 },
      "warning",
      "roles: 790 of 1000, 810 with all that is declared",
    ],
    [
      "that would be full",
      { used: 990, own: 0, declared: 11 },
      "problem",
      "roles: 990 of 1000, 1001 with all that is declared",
    ],
    ["of what goes", { used: 100, own: 60, declared: 50 }, "ok", "roles: 100 of 1000, 100 with all that is declared"],
  ])("%s", (_, usage, status, text) => {
    expect(judged({ what: "roles", quota: 1000, fix: "ask", ...usage })).toMatchObject({ status, text });
  });

  const summary = {
    Roles: 990,
    RolesQuota: 1000,
    Policies: 0,
    PoliciesQuota: 1500,
    InstanceProfiles: 1,
    InstanceProfilesQuota: 1000,
  };

  it("of IAM count what is the environment's own once", async () => {
    const Roles = Array.from({ length: 48 }, () => ({}));
    const answers = { "iam get-account-summary": { SummaryMap: summary }, "iam list-roles": { Roles } };
    const lines = await look(identityQuotas, { answers });
    expect(lines.map(({ status }) => status)).toEqual(["warning", "ok", "ok"]);
    const asStranger = await look(identityQuotas, { answers: { "iam get-account-summary": { SummaryMap: summary } } });
    expect(asStranger[0]).toMatchObject({ status: "problem" });
    expect(await look(identityQuotas, {})).toEqual([
      line("skipped", "these credentials may not call aws iam get-account-summary"),
    ]);
  });

  it("of the network are those of the account, and AWS's own where they can't be asked", async () => {
    const Tags = [{ Key: "strata:environment", Value: "demo" }];
    const answers = {
      "ec2 describe-vpcs": { Vpcs: [{}, { Tags }] },
      "ec2 describe-internet-gateways": { InternetGateways: [] },
      "ec2 describe-addresses": { Addresses: [{}, {}, {}] },
    };
    expect(await look(networkQuotas, { answers })).toEqual([
      line("ok", "VPCs: 2 of 5, 2 with all that is declared"),
      line("ok", "internet gateways: 0 of 5, 1 with all that is declared"),
      expect.objectContaining({ status: "problem", fix: expect.stringContaining("--quota-code L-0263D0A3") }),
    ]);
    const raised = { ...answers, "service-quotas get-service-quota": { Quota: { Value: 50 } } };
    expect((await look(networkQuotas, { answers: raised }))[2]).toEqual(
      line("ok", "elastic IP addresses: 3 of 50, 6 with all that is declared"),
    );
    expect(await look(networkQuotas, {})).toEqual([
      line("skipped", expect.stringMatching(/may not call aws ec2 describe/)),
    ]);
  });

  it("of EKS are the region's, and those of the cluster once it is there", async () => {
    const none = await look(clusterQuotas, { answers: { "eks list-clusters": { clusters: ["other"] } } });
    expect(none.map(({ text }) => text)).toEqual([
      "clusters: 1 of 100, 2 with all that is declared",
      expect.stringMatching(/^access entries: 0 of 3000, \d+ with/),
      expect.stringMatching(/^Pod Identity associations: 0 of 5000, \d+ with/),
    ]);
    const there = { "eks list-clusters": { clusters: ["strata-demo"] } };
    const full = {
      "eks list-access-entries": { accessEntries: Array(3000).fill("x") },
      "eks list-pod-identity-associations": "AccessDenied",
    };
    expect(await look(clusterQuotas, { answers: { ...there, ...full } })).toEqual([
      line("ok", "clusters: 1 of 100, 1 with all that is declared"),
      line("warning", "access entries: 3000 of 3000, 3000 with all that is declared"),
      line("skipped", "these credentials may not call aws eks list-pod-identity-associations"),
    ]);
  });
});
