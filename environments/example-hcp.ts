import { defineEnvironment } from "./schema";

/** Roles that people get through IAM Identity Center, whose home is another region than the platform's. */
const permissionSet = (name: string) =>
  `arn:aws:iam::333344445555:role/aws-reserved/sso.amazonaws.com/us-east-1/AWSReservedSSO_${name}_*`;

/**
 * States and runs in HCP Terraform: one workspace for each stack, agents inside the VPC, roles chosen by the workspaces.
 * The zone was created here and is delegated by now.
 */
export default defineEnvironment({
  name: "example-hcp",
  aws: { accountId: "333344445555", region: "us-west-2" },
  state: {
    kind: "hcp-terraform",
    organization: "quillstone",
    project: "Platform",
    agentPool: "platform-vpc",
    notificationUrl: "https://hooks.quillstone.example/platform/drift",
  },
  runners: "in-vpc",

  rootAdministrators: [permissionSet("PlatformRoot")],
  people: {
    breakGlass: [permissionSet("PlatformBreakGlass")],
    operators: [permissionSet("PlatformOperator")],
    auditors: ["arn:aws:iam::666677778888:role/security/auditor"],
  },

  network: {
    cidr: "100.64.0.0/16",
    zones: ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"],
    nat: "single",
    pods: { cidr: "100.65.0.0/16" },
    reservedCidrs: ["10.0.0.0/8"],
    flowLogRetentionDays: 30,
  },
  cluster: {
    version: "1.36",
    workerNodes: { operatingSystem: "Bottlerocket", instanceTypes: ["m7i.xlarge"], minimum: 4, maxUnavailable: "1" },
    logRetentionDays: 30,
  },
  // The load is as even as the publishing house's days.
  autoscaling: { enabled: false },
  images: { pullThroughCache: [{ registry: "quay" }] },
  // The organization has turned GuardDuty on in all of its accounts.
  guardDuty: { detector: "existing", detectorId: "9ec4b1f2a07d4e6885c3d2b1a0f9e8d7" },
  // The company's own registry, which scans what it takes in.
  policies: { allowedRegistries: ["registry.quillstone.example/tools"] },
  dns: { domain: "staging.quillstone.example", zone: { source: "create", delegated: true } },

  databases: [
    {
      name: "library",
      team: "publishing",
      engineVersion: "17.5",
      instanceClass: "db.serverless",
      capacity: { minimum: 2, maximum: 32 },
    },
  ],
  caches: [{ name: "previews", team: "publishing", engineVersion: "8.0", nodeType: "cache.m7g.large" }],
  queues: [{ name: "renderings", team: "publishing" }],
  tables: [
    {
      name: "drafts",
      team: "publishing",
      partitionKey: { name: "documentId" },
      sortKey: { name: "revision", type: "N" },
      timeToLive: "expiresAt",
      capacity: { reads: 20, writes: 10 },
      recoveryDays: 14,
    },
  ],

  teams: [
    {
      name: "publishing",
      developers: [permissionSet("PublishingDeveloper")],
      pipeline: { gitlab: { project: "quillstone/publishing", provider: "existing" } },
    },
  ],
  apps: [
    {
      name: "editor",
      team: "publishing",
      image: { digest: "sha256:9baa144a453e4a875a5bea21883be0431194037db7e39f17a6afd8589fbf94ba" },
      subdomain: "write",
      metrics: { port: 9464 },
      uses: {
        databases: [{ name: "library", access: "own" }],
        caches: ["previews"],
        queues: [{ name: "renderings", access: "send-receive" }],
        tables: [{ name: "drafts", access: "read-write" }],
      },
    },
    {
      name: "renderer",
      team: "publishing",
      image: {
        reference:
          "registry.quillstone.example/tools/renderer:4.2.0@sha256:fe9999693637e5664e81485cd8aec06381ca95af262e0e520b0299333ebb3377",
      },
      resources: { cpu: "1", memory: "2Gi" },
      // How many wait, the editor tells.
      scaling: { cpuPercent: 70, metrics: [{ kind: "external", name: "editor_renderings_waiting", average: "5" }] },
      calledBy: ["publishing/editor"],
    },
  ],
});
