import { ConfigError } from "../../constructs/errors";
import demo from "../../environments/demo";
import { defineEnvironment } from "../../environments/schema";
import { validateEnvironment } from "../../environments/schema/validate";
import { changed, findingsOn, linesOf } from "./broken";

const minimal = defineEnvironment({
  name: "small",
  aws: { accountId: "111122223333", region: "eu-central-1" },
  state: { kind: "local" },
  rootAdministrators: ["arn:aws:iam::111122223333:role/platform/root-administrator"],
  network: { cidr: "10.0.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] },
  cluster: { version: "1.35" },
  dns: { domain: "example.com", zone: { source: "create", delegated: false } },
});

const poolDefaults = {
  capacity: ["on-demand"],
  architectures: ["amd64"],
  instanceCategories: ["c", "m", "r"],
  minimumGeneration: 6,
  instanceSizes: ["large", "xlarge", "2xlarge", "4xlarge"],
  labels: {},
  taints: [],
  expireAfter: "336h",
  terminationGracePeriod: "1h",
  consolidationPolicy: "WhenEmptyOrUnderutilized",
  consolidateAfter: "5m",
  budgets: [{ nodes: "10%" }],
};

it("fills in the documented defaults", () => {
  const nodes = { instanceTypes: ["m7i.large"], operatingSystem: "AL2023", maxUnavailable: "33%", minimum: 3 };
  expect(validateEnvironment(minimal, "small")).toEqual({
    name: "small",
    production: true,
    aws: { accountId: "111122223333", region: "eu-central-1", partition: "aws", tags: {} },
    rootAdministrators: ["arn:aws:iam::111122223333:role/platform/root-administrator"],
    runners: "in-vpc",
    people: { breakGlass: [], operators: [], databaseAdministrators: [], auditors: [] },
    ci: {},
    state: { kind: "local", folder: "state" },
    emulator: undefined,
    network: {
      cidr: "10.0.0.0/16",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      nat: "per-zone",
      reachable: { accounts: [], buckets: [] },
      reservedCidrs: [],
      flowLogRetentionDays: 365,
    },
    cluster: {
      version: "1.35",
      supportType: "STANDARD",
      endpoint: { access: "private" },
      login: "aws-command",
      serviceCidr: "172.20.0.0/16",
      systemNodes: { ...nodes, maximum: 6, diskGiB: 50, side: "a" },
      workerNodes: null,
      logRetentionDays: 365,
    },
    autoscaling: {
      enabled: true,
      nodes: { operatingSystem: "AL2023", diskGiB: 80 },
      spotToSpotConsolidation: false,
      nodePools: [{ name: "general", limits: { cpu: "100", memory: "400Gi" }, ...poolDefaults }],
    },
    logs: { applicationRetentionDays: 90, systemRetentionDays: 90, nodeRetentionDays: 90 },
    monitoring: {
      kind: "prometheus",
      retentionDays: 15,
      storageGiB: 50,
      memory: "2Gi",
      replicas: 2,
      alerts: {},
    },
    images: {
      retention: { untaggedDays: 14, unusedDays: 180, archivedDays: 365 },
      pullThroughCache: [],
      scanning: "unmanaged",
    },
    buckets: { deletedBackupDays: 30, accessLogRetentionDays: 365 },
    backups: { schedules: [{ name: "daily", cron: "15 2 * * *", retentionDays: 30 }], excludedTeams: [] },
    fileStorage: { enabled: false, throughput: "elastic", backups: true },
    guardDuty: { detector: "none" },
    mesh: { kind: "none" },
    policies: { mode: "enforce", modes: {}, exceptions: [] },
    dns: { domain: "example.com", zone: { source: "create", delegated: false, deletable: false, dnssec: false } },
    ingress: { tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06", publicCidrs: ["0.0.0.0/0"], internalCidrs: [] },
    waf: {
      managedRules: { ipReputation: "block", common: "block", knownBadInputs: "block", sqlInjection: "block" },
      rateLimit: { requests: 2000, action: "block" },
      logged: "matched",
      logRetentionDays: 90,
    },
    databases: [],
    caches: [],
    databaseUsers: {
      postgresqlImage: "public.ecr.aws/docker/library/postgres:17.11-bookworm",
      awsCliImage: "public.ecr.aws/aws-cli/aws-cli:2.34.56",
    },
    queues: [],
    teamBuckets: [],
    tables: [],
    teams: [],
    apps: [],
  });
});

it("fills in the documented defaults of a group of worker nodes, where one is asked for", () => {
  const { cluster } = validateEnvironment({ ...minimal, cluster: { version: "1.35", workerNodes: {} } }, "small");
  expect(cluster.workerNodes).toEqual({ ...cluster.systemNodes, maximum: 12, diskGiB: 80 });
});

it("fills in the documented defaults of list items and of what is optional", () => {
  const { databases, caches, teams, apps, ci, state } = validateEnvironment(
    {
      ...minimal,
      databases: [{ name: "main", engineVersion: "17.5", instanceClass: "db.r7g.large" }],
      caches: [{ name: "main", engineVersion: "8.1", nodeType: "cache.m7g.large" }],
      teams: [{ name: "web" }],
      apps: [{ name: "shop", team: "web", image: { tag: "1" } }],
      ci: { github: { owner: "tideline", repository: "platform" }, gitlab: { project: "tideline/platform" } },
      state: { kind: "hcp-terraform", organization: "tideline", project: "Platform" },
    },
    "small",
  );
  expect(databases).toEqual([
    {
      name: "main",
      engineVersion: "17.5",
      instanceClass: "db.r7g.large",
      instances: 2,
      backupRetentionDays: 14,
      backupWindow: "01:00-02:00",
      maintenanceWindow: "sun:03:00-sun:04:00",
      logRetentionDays: 365,
      deletionProtection: true,
    },
  ]);
  expect(caches).toEqual([
    {
      name: "main",
      engineVersion: "8.1",
      nodeType: "cache.m7g.large",
      replicas: 1,
      snapshotRetentionDays: 7,
      snapshotWindow: "01:00-02:00",
      maintenanceWindow: "sun:03:00-sun:04:00",
      logRetentionDays: 365,
    },
  ]);
  expect(teams).toEqual([
    {
      name: "web",
      appsStack: "shared",
      developers: [],
      quota: { cpu: "16", memory: "32Gi", pods: 100, storage: "200Gi" },
    },
  ]);
  expect(apps).toEqual([
    {
      kind: "web-service",
      name: "shop",
      team: "web",
      image: { tag: "1" },
      port: 8080,
      healthPath: "/healthz",
      exposure: "public",
      probes: {},
      replicas: { minimum: 2, maximum: 6 },
      scaling: { metrics: [] },
      rollout: { kind: "rolling", maxSurge: "25%", maxUnavailable: "0" },
      shutdown: {},
      secrets: [],
      volumes: [],
      initContainers: [],
      sideCars: [],
      outside: [],
      tolerations: [],
      nodeLabels: {},
      resources: { cpu: "100m", memory: "128Mi" },
      settings: {},
      uses: { databases: [], caches: [], queues: [], buckets: [], tables: [] },
      calledBy: [],
    },
  ]);
  expect(ci).toEqual({
    github: { owner: "tideline", repository: "platform", provider: "create" },
    gitlab: { url: "https://gitlab.com", project: "tideline/platform", provider: "create" },
  });
  expect(state).toEqual({
    kind: "hcp-terraform",
    organization: "tideline",
    project: "Platform",
    hostname: "app.terraform.io",
    provider: "create",
    terraformVersion: "1.11.4",
    healthAssessments: true,
  });
});

it("fills in what queues, buckets and tables leave out", () => {
  const { queues, teamBuckets, tables } = validateEnvironment(
    {
      ...minimal,
      teams: [{ name: "web" }],
      queues: [{ name: "mails", team: "web" }],
      teamBuckets: [{ name: "images", team: "web" }],
      tables: [{ name: "carts", team: "web", partitionKey: { name: "id" } }],
    },
    "small",
  );
  expect(queues).toEqual([
    {
      name: "mails",
      team: "web",
      sharedWith: [],
      fifo: false,
      visibilityTimeoutSeconds: 30,
      retentionDays: 4,
      maximumReceives: 5,
    },
  ]);
  expect(teamBuckets).toEqual([{ name: "images", team: "web", sharedWith: [], deletedObjectDays: 30 }]);
  expect(tables).toEqual([
    {
      name: "carts",
      team: "web",
      sharedWith: [],
      partitionKey: { name: "id", type: "S" },
      indexes: [],
      recoveryDays: 35,
      deletionProtection: true,
    },
  ]);
});

it("gives an app that only names a thing the least access to it", () => {
  const [, catalog] = validateEnvironment(
    changed({
      "apps.1.uses": {
        databases: ["orders"],
        queues: ["placed-orders"],
        buckets: [{ name: "product-images" }],
        tables: ["reviews"],
      },
    }),
    "demo",
  ).apps;
  expect(catalog?.uses).toEqual({
    databases: [{ name: "orders", access: "read" }],
    caches: [],
    queues: [{ name: "placed-orders", access: "send" }],
    buckets: [{ name: "product-images", access: "read" }],
    tables: [{ name: "reviews", access: "read" }],
  });
});

it("leaves what the author wrote untouched", () => {
  const before = structuredClone(demo);
  validateEnvironment(demo, "demo");
  expect(demo).toEqual(before);
});

it("reports many faults at once, each of them once, in the order of the sections", () => {
  const changes = {
    helm: {},
    name: "Demo",
    aws: { acountId: "1", accountId: 111122223333, region: "mars" },
    rootAdministrators: [],
    runners: "nowhere",
    "network.cidr": "172.20.0.0/14",
    "cluster.version": "1.29",
    "apps.4.port": 80,
    "apps.1.uses.caches": ["basket"],
    "apps.4.team": "nobody",
    "apps.3.calledBy": [],
  };
  expect(findingsOn(changes).map((line) => `${line.split(/ is |: /)[0]} ${line.match(/\[\w+\]$/)?.[0]}`)).toEqual([
    "helm [ENV_UNKNOWN_KEY]",
    "name [ENV_NAME_SHAPE]",
    "aws.accountId [ENV_TYPE]",
    "aws.region [ENV_REGION]",
    "aws.acountId [ENV_UNKNOWN_KEY]",
    "rootAdministrators [ENV_NO_ROOT_ADMINISTRATOR]",
    "runners [ENV_CHOICE]",
    "network.cidr [ENV_VPC_CIDR_SIZE]",
    "cluster.version [ENV_KUBERNETES_VERSION]",
    "cluster.serviceCidr [ENV_CIDR_OVERLAP]",
    "apps[1].uses.caches[0] (catalog) [ENV_APP_CACHE]",
    "apps[4].port (tracking) [ENV_PORT]",
    "apps[4].team (tracking) [ENV_APP_TEAM]",
  ]);
});

it("says the same every time", () => {
  const changes = { rootAdministrators: [], "aws.region": "mars", "network.zones": [] };
  expect(findingsOn(changes)).toEqual(findingsOn(changes));
});

it("counts the problems under the subject, in the whole message", () => {
  const act = () => validateEnvironment(changed({ "apps.4.port": 80 }), "environments/demo.ts");
  expect(act).toThrow(ConfigError);
  expect(act).toThrow(
    /^environments\/demo\.ts: 1 problem\n {2}- apps\[4\]\.port \(tracking\) is 80: .+\. Fix: .+\. \[ENV_PORT\]$/,
  );
});

it.each([
  ["undefined", undefined, "default export: the default export is undefined"],
  ["null", null, "default export is null: the default export is null"],
  ["a text", "demo", 'default export is "demo": the default export is a text'],
  ["a list", [], "default export is []: the default export is a list"],
  ["a function", () => demo, "default export: the default export is a function"],
])("refuses %s in place of an environment", (_, input, start) => {
  expect(linesOf(() => validateEnvironment(input, "environments/demo.ts"))).toEqual([
    `${start}, and an environment is an object. Fix: write export default defineEnvironment({ ... }). [ENV_NOT_AN_OBJECT]`,
  ]);
});

it("survives an environment that refers to itself", () => {
  const endless: Record<string, unknown> = { ...demo };
  endless.dns = endless;
  expect(linesOf(() => validateEnvironment(endless, "x"))[0]).toBe(
    'dns.domain: it is missing, and there is no default for it. Fix: add domain, as in domain: "shop.example.com". [ENV_MISSING]',
  );
});

it("refuses a file whose environment has another name", () => {
  expect(linesOf(() => validateEnvironment(demo, "environments/prod.ts", "prod"))).toEqual([
    'name is "demo": the file is called prod.ts, and an environment has the name of its file, so that no two share states and roles. Fix: write "prod", or rename the file. [ENV_NAME_OF_FILE]',
  ]);
  expect(linesOf(() => validateEnvironment(demo, "environments/demo.ts", "demo"))).toEqual([]);
});
