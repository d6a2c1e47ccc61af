import type { Ledger } from "../../../constructs/ledger/ledger";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";
import { type SynthesizedPlatform, synthesizePlatform } from "../../support/demo";
import { madeUpIds, recordedLedger } from "../../support/deployed";

const demo = loadEnvironment("demo");
let ledger: Ledger;
let recorded: SynthesizedPlatform;

beforeAll(async () => {
  ledger = await recordedLedger(demo);
  recorded = synthesized(demo, ledger);
});

const outputs = new Map<string, SynthesizedPlatform>();

/** The output of an environment, each once. `known`: the ledger, if there is one. */
function synthesized(environment: Environment, known: Ledger | undefined): SynthesizedPlatform {
  const key = JSON.stringify([environment, known]);
  const output = outputs.get(key) ?? synthesizePlatform({ environment, ledger: known });
  outputs.set(key, output);
  return output;
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

function allowing(role: { policies: { document: { Statement: Statement[] } }[] }, action: string): Statement[] {
  return role.policies.flatMap(({ document }) => document.Statement).filter(({ Action }) => Action.includes(action));
}

const apply = (stack: string) => recorded.file(`permissions/${stack}.json`).apply;
const idOf = (address: string) => madeUpIds(address);

describe("what the ledger knows narrows", () => {
  it("the use of a key to that key, without its alias", () => {
    const key = idOf("aws_kms_key.keys_images_key").key_id;
    expect(allowing(apply("managed-infrastructure"), "kms:CreateGrant")).toEqual([
      expect.objectContaining({
        Resource: [`arn:aws:kms:eu-central-1:111122223333:key/${key}`],
        Condition: {
          Bool: { "kms:GrantIsForAWSResource": "true" },
          StringEquals: { "kms:ViaService": "ecr.eu-central-1.amazonaws.com" },
        },
      }),
    ]);
  });

  it.each([
    ["ebs-csi", "permissions", "volumes"],
    ["velero", "permissions", "backups"],
    ["karpenter", "surroundings", "queues"],
  ])("the keys that %s (%s) uses to the one for %s, without its alias", (controller, part, purpose) => {
    const { policy } = recorded.identity.named("aws_iam_policy", `controllers_${controller}_policy-${part}`);
    const key = idOf(`aws_kms_key.keys_${purpose}_key`).key_id;
    expect(policy).toContain(`:key/${key}"`);
    expect(policy).not.toContain("kms:ResourceAliases");
    expect(policy).not.toContain(":key/*");
  });

  it("the zone's rights to that zone", () => {
    const zone = idOf("aws_route53_zone.dns_zone").zone_id;
    for (const action of [
      "route53:ChangeTagsForResource",
      "route53:UpdateHostedZoneComment",
      "route53:GetHostedZone",
    ]) {
      for (const { Resource } of allowing(apply("app-services"), action)) {
        expect([action, Resource]).toEqual([action, [`arn:aws:route53:::hostedzone/${zone}`]]);
      }
    }
  });

  it.each([
    ["ec2:RevokeSecurityGroupIngress", "security-group", "aws_default_security_group.network_defaults_security-group"],
    ["ec2:DeleteNetworkAclEntry", "network-acl", "aws_default_network_acl.network_defaults_network-acl"],
    ["ec2:ReplaceNetworkAclAssociation", "network-acl", "aws_default_network_acl.network_defaults_network-acl"],
  ])("%s on what is untagged to what was adopted", (action, type, address) => {
    const untagged = allowing(apply("managed-infrastructure"), action).filter(({ Condition }) =>
      JSON.stringify(Condition).includes('"Null":{"aws:ResourceTag/strata:environment":"true"'),
    );
    const arn = `arn:aws:ec2:eu-central-1:111122223333:${type}/${idOf(address).id}`;
    expect(untagged.map(({ Resource }) => Resource)).toEqual([[arn]]);
  });

  it("the databases that an app signs in to", () => {
    // The boundaries say the same of all databases, whatever is known.
    const policies = Object.values(recorded.identity.all("aws_iam_policy")).filter(
      ({ name, policy }) => policy.includes("rds-db:connect") && !name.includes("-boundary-"),
    );
    const cluster = idOf("aws_rds_cluster.database-orders_cluster").cluster_resource_id;
    expect(policies.length).toBeGreaterThan(2);
    for (const { policy } of policies) {
      const { Statement } = JSON.parse(policy) as { Statement: Statement[] };
      expect(Statement[0]?.Resource[0]).toMatch(
        new RegExp(`^arn:aws:rds-db:eu-central-1:111122223333:dbuser:${cluster}/demo_`),
      );
    }
  });

  it("the zone that controllers write to", () => {
    const { policy } = recorded.identity.named("aws_iam_policy", "controllers_external-dns_policy-permissions");
    expect(policy).toContain(idOf("aws_route53_zone.dns_zone").zone_id);
    expect(policy).not.toContain("hostedzone/*");
  });
});

it("an id is not taken for that of another thing under the same address", () => {
  const environment = { ...demo, dns: { ...demo.dns, domain: "other.tideline.example" } };
  const output = synthesized(environment, ledger);
  const [created] = allowing(
    output.file("permissions/app-services.json").apply,
    "route53:UpdateHostedZoneComment",
  ).filter(({ Resource }) => Resource.some((arn) => arn.endsWith("hostedzone/*")));
  expect(created).toBeDefined();
});

describe("a zone is deleted", () => {
  const deletion = (deletable: boolean, known: boolean) => {
    const zone = { source: "create" as const, delegated: false, deletable, dnssec: false };
    const environment = { ...demo, dns: { ...demo.dns, zone } };
    const app = synthesized(environment, known ? ledger : undefined);
    return allowing(app.file("permissions/app-services.json").apply, "route53:DeleteHostedZone");
  };

  it.each([
    ["where the environment says nothing", false, true],
    ["while its id is unknown", true, false],
  ])("by no deployer %s", (_, deletable, known) => expect(deletion(deletable, known)).toEqual([]));

  it("by app-services where the environment says so and its id is known", () => {
    const zone = idOf("aws_route53_zone.dns_zone").zone_id;
    expect(deletion(true, true).map(({ Resource }) => Resource)).toEqual([[`arn:aws:route53:::hostedzone/${zone}`]]);
  });
});

describe("a zone that the environment gives up", () => {
  it("may be asked whether it is signed: the provider does so before it empties one, and fails where it may not", async () => {
    const zone = { source: "create" as const, delegated: false, deletable: true, dnssec: false };
    const environment = { ...demo, dns: { ...demo.dns, zone } };
    const { apply } = synthesized(environment, ledger).file("permissions/app-services.json");
    const { zone_id: id } = idOf("aws_route53_zone.dns_zone");
    expect(allowing(apply, "route53:GetDNSSEC").map(({ Resource }) => Resource)).toEqual([
      [`arn:aws:route53:::hostedzone/${id}`],
    ]);
  });
});

describe("signatures", () => {
  const signed = { ...demo.dns.zone, source: "create" as const, delegated: true, deletable: false, dnssec: true };
  const environment = { ...demo, dns: { ...demo.dns, zone: signed } };
  const rights = (known: Ledger | undefined) =>
    allowing(
      synthesized(environment, known).file("permissions/app-services.json").apply,
      "route53:EnableHostedZoneDNSSEC",
    );

  it("are turned on by nobody while the zone's id is unknown: it could be every zone of the account", () => {
    expect(rights(undefined)).toEqual([]);
  });

  it("are those of the one zone once it is recorded", () => {
    const { zone_id: id } = idOf("aws_route53_zone.dns_zone");
    expect(rights(ledger).map(({ Resource }) => Resource)).toEqual([[`arn:aws:route53:::hostedzone/${id}`]]);
  });
});

it("two zones of one domain, one for the world and one for the VPC, are not taken for each other", async () => {
  const environment: Environment = {
    ...demo,
    dns: { ...demo.dns, privateZone: { source: "create", deletable: false } },
  };
  const recordedBoth = await recordedLedger(environment);
  const { identity } = synthesized(environment, recordedBoth);
  const zoneOf = (controller: string) =>
    identity
      .named("aws_iam_policy", `controllers_${controller}_policy-permissions`)
      .policy.match(/hostedzone\/([^"]+)/)[1];
  expect(zoneOf("external-dns")).toBe(idOf("aws_route53_zone.dns_zone").zone_id);
  expect(zoneOf("external-dns-private")).toBe(idOf("aws_route53_zone.private-dns_zone").zone_id);
});

it("with a ledger, synthesis gives the same output twice", () => {
  const text = () =>
    JSON.stringify(
      platform({ environment: demo, ledger })
        .resolveAll()
        .map(({ elements }) => elements.map(({ body }) => body)),
    );
  expect(text()).toBe(text());
});
