import { sections } from "../../environments/schema/environment";
import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];

describe("missing", () => {
  it.each<Refusal>([
    [
      "no section at all",
      Object.fromEntries(
        [
          "name",
          "aws",
          "state",
          "runners",
          "ci",
          "rootAdministrators",
          "people",
          "network",
          "cluster",
          "dns",
          "databases",
          "caches",
          "queues",
          "teamBuckets",
          "tables",
          "teams",
          "apps",
        ].map((key) => [key, undefined]),
      ),
      [
        'name: it is missing, and there is no default for it. Fix: add name, as in name: "prod". [ENV_MISSING]',
        'aws: it is missing, and there is no default for it. Fix: add aws, as in aws: { accountId: "111122223333", region: "eu-central-1" }. [ENV_MISSING]',
        'rootAdministrators: it is missing, and there is no default for it. Fix: add rootAdministrators, as in rootAdministrators: ["arn:aws:iam::111122223333:role/platform/root-administrator"]. [ENV_MISSING]',
        'state: it is missing, and there is no default for it. Fix: add state, as in state: { kind: "local" }. [ENV_MISSING]',
        'network: it is missing, and there is no default for it. Fix: add network, as in network: { cidr: "10.20.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }. [ENV_MISSING]',
        'cluster: it is missing, and there is no default for it. Fix: add cluster, as in cluster: { version: "1.35" }. [ENV_MISSING]',
        'dns: it is missing, and there is no default for it. Fix: add dns, as in dns: { domain: "shop.example.com", zone: { source: "create", delegated: false } }. [ENV_MISSING]',
      ],
    ],
    [
      "no account",
      { "aws.accountId": undefined },
      [
        'aws.accountId: it is missing, and there is no default for it. Fix: add accountId, as in accountId: "111122223333". [ENV_MISSING]',
      ],
    ],
    [
      "an account that is undefined",
      { aws: { accountId: undefined, region: "eu-central-1" } },
      [
        'aws.accountId: it is missing, and there is no default for it. Fix: add accountId, as in accountId: "111122223333". [ENV_MISSING]',
      ],
    ],
    [
      "empty sections",
      { aws: {}, state: {}, network: {}, cluster: {}, dns: {} },
      [
        'aws.accountId: it is missing, and there is no default for it. Fix: add accountId, as in accountId: "111122223333". [ENV_MISSING]',
        'aws.region: it is missing, and there is no default for it. Fix: add region, as in region: "eu-central-1". [ENV_MISSING]',
        'state.kind: it is missing, and there is no default for it. Fix: add kind, one of local, s3, hcp-terraform, as in kind: "local". [ENV_MISSING]',
        'network.cidr: it is missing, and there is no default for it. Fix: add cidr, as in cidr: "10.20.0.0/16". [ENV_MISSING]',
        'network.zones: it is missing, and there is no default for it. Fix: add zones, as in zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"]. [ENV_MISSING]',
        'cluster.version: it is missing, and there is no default for it. Fix: add version, as in version: "1.35". [ENV_MISSING]',
        'dns.domain: it is missing, and there is no default for it. Fix: add domain, as in domain: "shop.example.com". [ENV_MISSING]',
        'dns.zone: it is missing, and there is no default for it. Fix: add zone, as in zone: { source: "create", delegated: false }. [ENV_MISSING]',
      ],
    ],
    [
      "empty list items",
      { databases: [{}], caches: [{}], teams: [{}], apps: [{}] },
      [
        'databases[0].name: it is missing, and there is no default for it. Fix: add name, as in name: "orders". [ENV_MISSING]',
        'databases[0].engineVersion: it is missing, and there is no default for it. Fix: add engineVersion, as in engineVersion: "17.5". [ENV_MISSING]',
        'databases[0].instanceClass: it is missing, and there is no default for it. Fix: add instanceClass, as in instanceClass: "db.r7g.large". [ENV_MISSING]',
        'caches[0].name: it is missing, and there is no default for it. Fix: add name, as in name: "sessions". [ENV_MISSING]',
        'caches[0].engineVersion: it is missing, and there is no default for it. Fix: add engineVersion, as in engineVersion: "8.1". [ENV_MISSING]',
        'caches[0].nodeType: it is missing, and there is no default for it. Fix: add nodeType, as in nodeType: "cache.m7g.large". [ENV_MISSING]',
        'teams[0].name: it is missing, and there is no default for it. Fix: add name, as in name: "storefront". [ENV_MISSING]',
        'apps[0].name: it is missing, and there is no default for it. Fix: add name, as in name: "web". [ENV_MISSING]',
        'apps[0].team: it is missing, and there is no default for it. Fix: add team, as in team: "storefront". [ENV_MISSING]',
        'apps[0].image: it is missing, and there is no default for it. Fix: add image, as in image: { tag: "1.0.0" }. [ENV_MISSING]',
      ],
    ],
    [
      "the rest of every choice",
      {
        state: { kind: "hcp-terraform" },
        "cluster.endpoint": { access: "public" },
        "dns.zone": { source: "existing" },
        ci: { github: { immutableIds: {} }, gitlab: {} },
        emulator: {},
      },
      [
        'ci.github.owner: it is missing, and there is no default for it. Fix: add owner, as in owner: "tideline". [ENV_MISSING]',
        'ci.github.repository: it is missing, and there is no default for it. Fix: add repository, as in repository: "platform". [ENV_MISSING]',
        'ci.github.immutableIds.owner: it is missing, and there is no default for it. Fix: add owner, as in owner: "65535001". [ENV_MISSING]',
        'ci.github.immutableIds.repository: it is missing, and there is no default for it. Fix: add repository, as in repository: "655350011". [ENV_MISSING]',
        'ci.gitlab.project: it is missing, and there is no default for it. Fix: add project, as in project: "tideline/platform/strata". [ENV_MISSING]',
        'state.organization: it is missing, and there is no default for it. Fix: add organization, as in organization: "tideline". [ENV_MISSING]',
        'state.project: it is missing, and there is no default for it. Fix: add project, as in project: "Platform". [ENV_MISSING]',
        'emulator.endpoint: it is missing, and there is no default for it. Fix: add endpoint, as in endpoint: "http://127.0.0.1:4566". [ENV_MISSING]',
        'cluster.endpoint.allowedCidrs: it is missing, and there is no default for it. Fix: add allowedCidrs, as in allowedCidrs: ["203.0.113.0/24"]. [ENV_MISSING]',
        'dns.zone.zoneId: it is missing, and there is no default for it. Fix: add zoneId, as in zoneId: "Z0123456789ABCDEFGHIJ". [ENV_MISSING]',
      ],
    ],
    [
      "a zone that does not say whether it is delegated",
      { "dns.zone": { source: "create" } },
      [
        "dns.zone.delegated: it is missing, and there is no default for it. Fix: add delegated, as in delegated: false. [ENV_MISSING]",
      ],
    ],
    [
      "an endpoint that does not say who reaches it",
      { "cluster.endpoint": {} },
      [
        'cluster.endpoint.access: it is missing, and there is no default for it. Fix: add access, one of private, public, as in access: "private". [ENV_MISSING]',
      ],
    ],
    [
      "a zone without a source",
      { "dns.zone": {} },
      [
        'dns.zone.source: it is missing, and there is no default for it. Fix: add source, one of create, existing, as in source: "create". [ENV_MISSING]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("unknown keys", () => {
  it.each<Refusal>([
    [
      "a mistyped section",
      { netwrk: {}, network: undefined },
      [
        "netwrk: an environment has no such key. Fix: write network. [ENV_UNKNOWN_KEY]",
        'network: it is missing, and there is no default for it. Fix: add network, as in network: { cidr: "10.20.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }. [ENV_MISSING]',
      ],
    ],
    [
      "a section that resembles none",
      { helm: {} },
      [
        `helm: an environment has no such key. Fix: leave it out, or choose among ${Object.keys(sections).join(", ")}. [ENV_UNKNOWN_KEY]`,
      ],
    ],
    [
      "a mistyped key",
      { "aws.acountId": "111122223333" },
      ["aws.acountId: aws has no such key. Fix: write accountId. [ENV_UNKNOWN_KEY]"],
    ],
    [
      "a key that resembles none",
      { "cluster.spot": true },
      [
        "cluster.spot: cluster has no such key. Fix: leave it out, or choose among version, supportType, endpoint, login, serviceCidr, systemNodes, workerNodes, logRetentionDays. [ENV_UNKNOWN_KEY]",
      ],
    ],
    [
      "a key in a list item, whose value is not shown",
      { "databases.0.password": "hunter2" },
      [
        "databases[0].password (orders): databases[0] (orders) has no such key. Fix: leave it out, or choose among name, team, engineVersion, instanceClass, capacity, instances, backupRetentionDays, backupWindow, maintenanceWindow, logRetentionDays, deletionProtection. [ENV_UNKNOWN_KEY]",
      ],
    ],
    [
      "a key of another choice",
      { "state.bucketPrefix": "tideline" },
      ["state.bucketPrefix: state has no such key. Fix: leave it out, or choose among kind, folder. [ENV_UNKNOWN_KEY]"],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("types", () => {
  it.each<Refusal>([
    [
      "a number in place of a text",
      { "aws.accountId": 111122223333 },
      [
        'aws.accountId is 111122223333: it must be a text, and it is a number. Fix: write a text, as in "111122223333". [ENV_TYPE]',
      ],
    ],
    [
      "a text in place of a number",
      { "apps.4.port": "8080" },
      ['apps[4].port (tracking) is "8080": it must be a number, and it is a text. Fix: write a number. [ENV_TYPE]'],
    ],
    [
      "a text in place of a list",
      { rootAdministrators: "arn:aws:iam::111122223333:role/a" },
      [
        'rootAdministrators is "arn:aws:iam::111122223333:role/a": it must be a list, and it is a text. Fix: write a list, as in ["arn:aws:iam::111122223333:role/platform/root-administrator"]. [ENV_TYPE]',
      ],
    ],
    [
      "a list in place of an object",
      { aws: [] },
      [
        'aws is []: it must be an object, and it is a list. Fix: write an object, as in { accountId: "111122223333", region: "eu-central-1" }. [ENV_TYPE]',
      ],
    ],
    [
      "an object in place of a list",
      { apps: {} },
      ["apps is {}: it must be a list, and it is an object. Fix: write a list. [ENV_TYPE]"],
    ],
    [
      "null in place of an object",
      { network: null },
      [
        'network is null: it must be an object, and it is null. Fix: write an object, as in { cidr: "10.20.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }. [ENV_TYPE]',
      ],
    ],
    [
      "a text in place of true or false",
      { production: "yes" },
      ['production is "yes": it must be true or false, and it is a text. Fix: write true or false. [ENV_TYPE]'],
    ],
    [
      "true in place of a text",
      { "cluster.version": true },
      ['cluster.version is true: it must be a text, and it is true. Fix: write a text, as in "1.35". [ENV_TYPE]'],
    ],
    [
      "a number that is not a number",
      { "databases.0.instances": Number.NaN },
      [
        'databases[0].instances (orders) is "NaN": it must be a number, and it is not a number. Fix: write a number. [ENV_TYPE]',
      ],
    ],
    [
      "infinitely many replicas",
      { "apps.4.replicas.maximum": Number.POSITIVE_INFINITY },
      [
        'apps[4].replicas.maximum (tracking) is "Infinity": it must be a number, and it is infinite. Fix: write a number. [ENV_TYPE]',
      ],
    ],
    [
      "a number in a list of texts",
      { "network.zones": ["eu-central-1a", 2, "eu-central-1c"] },
      ["network.zones[1] is 2: it must be a text, and it is a number. Fix: write a text. [ENV_TYPE]"],
    ],
    [
      "a setting that is a number, whose value is not shown",
      { "apps.4.settings": { DB_PIN: 4711 } },
      ["apps[4].settings.DB_PIN (tracking): it must be a text, and it is a number. Fix: write a text. [ENV_TYPE]"],
    ],
    [
      "a function in place of a text",
      { "dns.domain": () => "shop.example.com" },
      ['dns.domain: it must be a text, and it is a function. Fix: write a text, as in "shop.example.com". [ENV_TYPE]'],
    ],
    [
      "a big integer in place of a number",
      { "apps.4.port": 8080n },
      ['apps[4].port (tracking) is "8080": it must be a number, and it is a bigint. Fix: write a number. [ENV_TYPE]'],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("choices", () => {
  it.each<Refusal>([
    [
      "an operating system that no node runs",
      { "cluster.workerNodes.operatingSystem": "bottlerocket" },
      [
        'cluster.workerNodes.operatingSystem is "bottlerocket": the choices are AL2023, Bottlerocket. Fix: write Bottlerocket. [ENV_CHOICE]',
      ],
    ],
    [
      "a support that EKS does not sell",
      { "cluster.supportType": "LONG" },
      ['cluster.supportType is "LONG": the choices are STANDARD, EXTENDED. Fix: write one of them. [ENV_CHOICE]'],
    ],
    [
      "a mistyped choice",
      { runners: "in-vcp" },
      ['runners is "in-vcp": the choices are in-vpc, public. Fix: write in-vpc. [ENV_CHOICE]'],
    ],
    [
      "a choice that there is not",
      { "network.nat": "some" },
      ['network.nat is "some": the choices are per-zone, single, none. Fix: write one of them. [ENV_CHOICE]'],
    ],
    [
      "a kind of state that there is not",
      { state: { kind: "gcs" } },
      ['state.kind is "gcs": the choices are local, s3, hcp-terraform. Fix: write one of them. [ENV_CHOICE]'],
    ],
    [
      "a mistyped kind of state",
      { "state.kind": "loca" },
      ['state.kind is "loca": the choices are local, s3, hcp-terraform. Fix: write local. [ENV_CHOICE]'],
    ],
    [
      "a number in place of a choice",
      { "aws.partition": 7 },
      ["aws.partition is 7: the choices are aws, aws-cn, aws-us-gov. Fix: write one of them. [ENV_CHOICE]"],
    ],
    [
      "an OIDC provider that is neither",
      { "ci.github.provider": "none" },
      ['ci.github.provider is "none": the choices are create, existing. Fix: write one of them. [ENV_CHOICE]'],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("images", () => {
  it.each<Refusal>([
    [
      "a text in place of an image",
      { "apps.4.image": "nginx:1.29" },
      [
        'apps[4].image (tracking) is "nginx:1.29": an image is an object with exactly one of digest, tag and reference, a text. Fix: write it as in { tag: "1.0.0" }. [ENV_IMAGE]',
      ],
    ],
    [
      "an image named twice",
      { "apps.4.image": { tag: "1", digest: "sha256:0" } },
      [
        'apps[4].image (tracking) is {"tag":"1","digest":"sha256:0"}: an image is an object with exactly one of digest, tag and reference, a text. Fix: write it as in { tag: "1.0.0" }. [ENV_IMAGE]',
      ],
    ],
    [
      "an image named by a mistyped key",
      { "apps.4.image": { tga: "1" } },
      [
        'apps[4].image (tracking) is {"tga":"1"}: an image is an object with exactly one of digest, tag and reference, a text. Fix: write it as in { tag: "1.0.0" }. [ENV_IMAGE]',
      ],
    ],
    [
      "an image whose tag is a number",
      { "apps.4.image": { tag: 1 } },
      [
        'apps[4].image (tracking) is {"tag":1}: an image is an object with exactly one of digest, tag and reference, a text. Fix: write it as in { tag: "1.0.0" }. [ENV_IMAGE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});
