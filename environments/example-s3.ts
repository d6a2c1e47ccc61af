import { defineEnvironment } from "./schema";

/** Roles that people get through IAM Identity Center. */
const permissionSet = (name: string) =>
  `arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}_*`;

/**
 * Production as most teams will run it: one bucket and one key for each state, a private Kubernetes endpoint, CI on
 * runners inside the VPC, and a zone that was there before.
 */
export default defineEnvironment({
  name: "example-s3",
  aws: { accountId: "222233334444", region: "eu-west-1", tags: { "cost-center": "2040" } },
  state: { kind: "s3", bucketPrefix: "larkfield-states" },
  runners: "in-vpc",
  ci: {
    github: {
      owner: "larkfield-energy",
      repository: "platform",
      provider: "existing",
      immutableIds: { owner: "204811735", repository: "1021774309" },
    },
  },

  rootAdministrators: [permissionSet("PlatformRoot"), "arn:aws:iam::222233334444:role/break-glass/platform-root"],
  people: {
    breakGlass: [permissionSet("PlatformBreakGlass")],
    operators: [permissionSet("PlatformOperator")],
    databaseAdministrators: [permissionSet("DatabaseAdministrator")],
    auditors: [permissionSet("SecurityAudit")],
  },

  network: {
    cidr: "10.128.0.0/16",
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    reservedCidrs: ["10.0.0.0/10"],
    // Images and logs weigh most at the NAT gateways; roles, keys and secrets stay off the internet.
    endpoints: ["ecr.api", "ecr.dkr", "eks-auth", "kms", "logs", "secretsmanager", "sts"],
  },
  cluster: {
    version: "1.35",
    systemNodes: { instanceTypes: ["m7g.large", "m6g.large"], minimum: 3, maximum: 9, diskGiB: 80 },
    // What the apps need by night; what the morning brings runs on the nodes below.
    workerNodes: { instanceTypes: ["m7i.xlarge", "m6i.xlarge"], minimum: 6, maximum: 24, diskGiB: 120 },
  },
  autoscaling: {
    nodes: { releaseVersion: "1.35.6-20260714", diskGiB: 120 },
    spotToSpotConsolidation: true,
    nodePools: [
      {
        name: "peak",
        capacity: ["on-demand", "spot"],
        instanceCategories: ["m", "r"],
        minimumGeneration: 5,
        instanceSizes: ["xlarge", "2xlarge", "4xlarge"],
        limits: { cpu: "200", memory: "800Gi" },
        weight: 10,
        expireAfter: "168h",
        terminationGracePeriod: "30m",
        budgets: [{ nodes: "20%" }],
      },
      {
        // Models of the grid keep it all in memory; when one is done its node goes.
        name: "models",
        instanceFamilies: ["r7i", "r8i"],
        instanceCategories: ["r"],
        limits: { cpu: "64", memory: "512Gi" },
        taints: [{ key: "larkfield.example/models", effect: "NoSchedule" }],
        consolidationPolicy: "WhenEmpty",
      },
    ],
  },
  // Whoever is on call, and a service outside that speaks up when monitoring itself has gone quiet.
  monitoring: {
    kind: "prometheus",
    retentionDays: 30,
    storageGiB: 100,
    alerts: {
      snsTopicArn: "arn:aws:sns:eu-west-1:222233334444:on-call",
      heartbeat: { secretName: "alert-heartbeat" },
    },
  },
  images: {
    pullThroughCache: [
      { registry: "ecr-public" },
      { registry: "kubernetes" },
      {
        registry: "docker-hub",
        secretArn: "arn:aws:secretsmanager:eu-west-1:222233334444:secret:ecr-pullthroughcache/docker-hub-q8ZfT2",
      },
    ],
    scanning: "enhanced",
  },
  // Regulators may ask for three months of anything.
  buckets: { deletedBackupDays: 90, accessLogRetentionDays: 400 },
  backups: {
    schedules: [
      { name: "daily", cron: "30 1 * * *", retentionDays: 90 },
      // What was typed wrong at noon is had back from eleven.
      { name: "hourly", cron: "50 * * * *", retentionDays: 3 },
    ],
  },
  // Meter firmware, which many pods hand out.
  fileStorage: { enabled: true },
  guardDuty: { detector: "create", runtimeMonitoring: "automatic" },
  dns: {
    domain: "meters.larkfield.example",
    zone: { source: "existing", zoneId: "Z08114732QX6P4T1LARKF" },
    privateZone: { source: "existing", zoneId: "Z0925381KQ2M7V5LARKP" },
    acme: { email: "certificates@larkfield.example" },
  },
  // Control rooms reach what is internal over the company's network.
  ingress: { tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", internalCidrs: ["10.0.0.0/10"] },
  // Meters send their readings all at the full hour, many from behind one address.
  waf: { rateLimit: { requests: 20_000 } },

  databases: [
    { name: "readings", engineVersion: "17.5", instanceClass: "db.r7g.2xlarge", instances: 3, backupRetentionDays: 35 },
    { name: "billing", engineVersion: "16.9", instanceClass: "db.r7g.large", backupRetentionDays: 35 },
  ],
  caches: [{ name: "tariffs", engineVersion: "8.1", nodeType: "cache.r7g.large", replicas: 2 }],
  // Corrections of one meter have to be booked in their order.
  queues: [
    { name: "corrections", team: "metering", sharedWith: ["billing"], fifo: true, visibilityTimeoutSeconds: 120 },
  ],
  // Tax offices may ask for ten years.
  teamBuckets: [{ name: "invoices", team: "billing", deletedObjectDays: 90, expireDays: 3650 }],

  teams: [
    {
      name: "metering",
      developers: [permissionSet("MeteringDeveloper")],
      quota: { cpu: "40", memory: "96Gi", pods: 200, storage: "500Gi" },
    },
    { name: "billing", developers: [permissionSet("BillingDeveloper")] },
  ],
  apps: [
    {
      name: "intake",
      team: "metering",
      image: { digest: "sha256:5c894ebe68cc8550df05c75424ce5cbcd1e0b6cffe30c4c1a048d930f4eeca53" },
      pipeline: { github: { owner: "larkfield-energy", repository: "intake", branch: "release" } },
      subdomain: "intake",
      replicas: { minimum: 6, maximum: 30 },
      resources: { cpu: "1", memory: "1Gi" },
      // Meters report all at once: before the CPU notices, the rate of what comes in does.
      metrics: { port: 9464 },
      scaling: { cpuPercent: 70, metrics: [{ kind: "pods", name: "intake_readings_per_second", average: "400" }] },
      uses: { databases: [{ name: "readings", access: "own" }], queues: [{ name: "corrections", access: "receive" }] },
    },
    {
      name: "portal",
      team: "billing",
      image: { tag: "2026.31.1" },
      subdomain: "my",
      uses: { databases: ["billing"], caches: ["tariffs"], buckets: ["invoices"] },
    },
    {
      name: "invoices",
      team: "billing",
      image: { digest: "sha256:779265d08b36b73ca49acef9d2b53b3402d0312910a8eef27c3168da04a325f0" },
      resources: { cpu: "500m", memory: "1Gi" },
      uses: {
        databases: [{ name: "billing", access: "own" }, "readings"],
        queues: ["corrections"],
        buckets: [{ name: "invoices", access: "read-write" }],
      },
      calledBy: ["billing/portal"],
    },
  ],
});
