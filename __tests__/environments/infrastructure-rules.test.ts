import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const secret = (region = "eu-central-1", account = "111122223333", name = "ecr-pullthroughcache/docker-hub") =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
const secretRule =
  "the credentials of a registry stand in a secret of Secrets Manager whose name starts with ecr-pullthroughcache/. Fix: write its full ARN, as in arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf. [ENV_REGISTRY_SECRET]";
const choices = "ecr-public, kubernetes, quay, docker-hub, github";

describe("images", () => {
  it.each<Refusal>([
    [
      "images that go on the day they are pushed",
      { "images.retention.untaggedDays": 0 },
      [
        "images.retention.untaggedDays is 0: an image without a tag is kept for 1 to 3650 days, a whole number. Fix: write a number such as 14. [ENV_IMAGE_UNTAGGED]",
      ],
    ],
    [
      "an archive for what nodes still run",
      { "images.retention.unusedDays": 29 },
      [
        "images.retention.unusedDays is 29: an image that nobody pulls is kept at hand for 30 to 3650 days, a whole number: a node that has an image does not pull it, and lives for weeks. Fix: write a number such as 180. [ENV_IMAGE_UNUSED]",
      ],
    ],
    [
      "an archive that costs for longer than it keeps",
      { "images.retention.archivedDays": 89 },
      [
        "images.retention.archivedDays is 89: an image stays in the archive for 90 to 3650 days, a whole number: AWS bills 90 in any case. Fix: write a number such as 365. [ENV_IMAGE_ARCHIVED]",
      ],
    ],
    [
      "a registry that ECR can't copy",
      { "images.pullThroughCache": [{ registry: "docker" }] },
      [
        `images.pullThroughCache[0].registry is "docker": the choices are ${choices}. Fix: write one of them. [ENV_CHOICE]`,
      ],
    ],
    [
      "Docker Hub without credentials",
      { "images.pullThroughCache": [{ registry: "docker-hub" }] },
      [
        'images.pullThroughCache[0].secretArn: it is missing, and there is no default for it. Fix: add secretArn, as in secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/docker-hub-AbCdEf". [ENV_MISSING]',
      ],
    ],
    [
      "credentials that ECR's role can't read",
      { "images.pullThroughCache": [{ registry: "github", secretArn: secret(undefined, undefined, "github") }] },
      [`images.pullThroughCache[0].secretArn is "${secret(undefined, undefined, "github")}": ${secretRule}`],
    ],
    [
      "the name of a secret in the place of its ARN",
      { "images.pullThroughCache": [{ registry: "github", secretArn: "ecr-pullthroughcache/github" }] },
      [`images.pullThroughCache[0].secretArn is "ecr-pullthroughcache/github": ${secretRule}`],
    ],
    [
      "credentials of another region and another account",
      {
        "images.pullThroughCache": [
          { registry: "github", secretArn: secret("eu-west-1") },
          { registry: "docker-hub", secretArn: secret("eu-central-1", "444455556666") },
        ],
      },
      [
        `images.pullThroughCache[0].secretArn is "${secret("eu-west-1")}": the secret lies in eu-west-1 of the account 111122223333, and ECR reads it in eu-central-1 of 111122223333. Fix: put a copy of the secret there, and write its ARN. [ENV_REGISTRY_SECRET_PLACE]`,
        `images.pullThroughCache[1].secretArn is "${secret("eu-central-1", "444455556666")}": the secret lies in eu-central-1 of the account 444455556666, and ECR reads it in eu-central-1 of 111122223333. Fix: put a copy of the secret there, and write its ARN. [ENV_REGISTRY_SECRET_PLACE]`,
      ],
    ],
    [
      "a registry that stands in the list twice",
      { "images.pullThroughCache": [{ registry: "quay" }, { registry: "kubernetes" }, { registry: "quay" }] },
      [
        'images.pullThroughCache[2].registry is "quay": every registry stands in the list once. Fix: leave it out. [ENV_REGISTRY_REPEATED]',
      ],
    ],
    [
      "an environment whose copies would have too long a prefix",
      {
        name: "n".repeat(16),
        caches: [],
        databases: [],
        queues: [],
        teamBuckets: [],
        tables: [],
        apps: [],
        teams: [],
        "images.pullThroughCache": [{ registry: "quay" }],
      },
      [
        'name is "nnnnnnnnnnnnnnnn": the ECR pull through cache prefix computed from it, strata-nnnnnnnnnnnnnnnn/quay.io, has 31 characters, and 30 are allowed. Fix: shorten this name by 1 character, or leave its registry out of images.pullThroughCache. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a way of scanning that there is not",
      { "images.scanning": "continuous" },
      [
        'images.scanning is "continuous": the choices are unmanaged, basic, enhanced. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "all registries",
      {
        "images.pullThroughCache": [
          { registry: "ecr-public" },
          { registry: "kubernetes" },
          { registry: "quay" },
          { registry: "docker-hub", secretArn: secret() },
          { registry: "github", secretArn: secret(undefined, undefined, "ecr-pullthroughcache/teams/github") },
        ],
      },
    ],
    ["the shortest retention", { "images.retention": { untaggedDays: 1, unusedDays: 30, archivedDays: 90 } }],
    [
      "a prefix of 30 characters",
      {
        name: "n".repeat(15),
        caches: [],
        databases: [],
        queues: [],
        teamBuckets: [],
        tables: [],
        apps: [],
        teams: [],
        images: { pullThroughCache: [{ registry: "quay" }] },
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("buckets", () => {
  it.each<Refusal>([
    [
      "backups that are gone at once",
      { "buckets.deletedBackupDays": 0 },
      [
        "buckets.deletedBackupDays is 0: a deleted backup is kept for 1 to 3650 days, a whole number. Fix: write a number such as 30. [ENV_DELETED_BACKUPS]",
      ],
    ],
    [
      "backups that are gone within the week, in production",
      { "buckets.deletedBackupDays": 6 },
      [
        "buckets.deletedBackupDays is 6: in production a deleted backup is kept for seven days or more, so that its deletion can be noticed and undone. Fix: write 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_DELETED_BACKUPS]",
      ],
    ],
    [
      "logs that are never kept",
      { "buckets.accessLogRetentionDays": 0.5 },
      [
        "buckets.accessLogRetentionDays is 0.5: access logs are kept for 1 to 3650 days, a whole number. Fix: write a number such as 365. [ENV_ACCESS_LOG_RETENTION]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["seven days in production", { "buckets.deletedBackupDays": 7 }],
    ["less where nobody depends on it", { production: false, "buckets.deletedBackupDays": 1 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("fileStorage", () => {
  it("refuses a file system without backups in production", () => {
    expect(findingsOn({ fileStorage: { enabled: true, backups: false } })).toEqual([
      "fileStorage.backups is false: in production a file system is backed up. Fix: leave it out, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_FILE_BACKUPS]",
    ]);
  });

  it("refuses throughput that is bought by the number", () => {
    expect(findingsOn({ "fileStorage.throughput": "provisioned" })).toEqual([
      'fileStorage.throughput is "provisioned": the choices are elastic, bursting. Fix: write one of them. [ENV_CHOICE]',
    ]);
  });

  it.each<Acceptance>([
    ["a file system", { fileStorage: { enabled: true } }],
    [
      "one without backups where nobody depends on it",
      { production: false, fileStorage: { enabled: true, backups: false } },
    ],
    ["backups that are off where there is nothing to back up", { "fileStorage.backups": false }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

const inChina: Changes = {
  aws: { accountId: "111122223333", region: "cn-north-1", partition: "aws-cn" },
  "network.zones": ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
  // The platform does not know who signs for RDS there.
  databases: [],
  "apps.1.uses": {},
  "apps.2.uses": {},
  "apps.3.uses": {},
  rootAdministrators: ["arn:aws-cn:iam::111122223333:role/a"],
  people: {},
  "teams.0.developers": [],
  "teams.1.developers": [],
};

describe("guardDuty", () => {
  it.each<Refusal>([
    [
      "an id of another kind",
      { guardDuty: { detector: "existing", detectorId: "Z0123456789ABCDEFGHIJ" } },
      [
        'guardDuty.detectorId is "Z0123456789ABCDEFGHIJ": the id of a GuardDuty detector is 32 digits and letters from a to f. Fix: write the id that `aws guardduty list-detectors` shows. [ENV_DETECTOR_ID]',
      ],
    ],
    [
      "an existing detector without its id",
      { guardDuty: { detector: "existing" } },
      [
        'guardDuty.detectorId: it is missing, and there is no default for it. Fix: add detectorId, as in detectorId: "0123456789abcdef0123456789abcdef". [ENV_MISSING]',
      ],
    ],
    [
      "a detector that is neither made nor named",
      { guardDuty: { detector: "organization" } },
      [
        'guardDuty.detector is "organization": the choices are none, create, existing. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "monitoring that is merely on",
      { guardDuty: { detector: "create", runtimeMonitoring: "on" } },
      [
        'guardDuty.runtimeMonitoring is "on": the choices are off, automatic, manual. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "monitoring of nodes in China",
      { ...inChina, guardDuty: { detector: "create", runtimeMonitoring: "manual" } },
      [
        'guardDuty.runtimeMonitoring is "manual": GuardDuty does not watch what runs on nodes in China. Fix: leave it out; audit logs are read there as elsewhere. [ENV_RUNTIME_MONITORING]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a detector in China that reads audit logs", { ...inChina, guardDuty: { detector: "create" } }],
    ["a detector of its own", { guardDuty: { detector: "create", runtimeMonitoring: "automatic" } }],
    [
      "the organization's",
      {
        guardDuty: {
          detector: "existing",
          detectorId: "0123456789abcdef0123456789abcdef",
          runtimeMonitoring: "manual",
        },
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
