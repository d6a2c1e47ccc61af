import { defineEnvironment } from "./schema";

/** Permission sets of IAM Identity Center become roles under this path; the last letters of their names are AWS's choice. */
const permissionSet = (name: string) =>
  `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${name}_*`;

/**
 * Tideline sells boots, tents and kayaks online. This is its platform with states in local files, so that a first run
 * needs no account: the place to try things out.
 */
export default defineEnvironment({
  name: "demo",
  aws: {
    accountId: "111122223333",
    region: "eu-central-1",
    tags: { "cost-center": "4711", owner: "platform@tideline.example" },
  },
  state: { kind: "local" },
  runners: "public",
  ci: { github: { owner: "tideline-outdoor", repository: "platform" } },

  rootAdministrators: [permissionSet("PlatformRoot")],
  people: {
    breakGlass: [permissionSet("PlatformBreakGlass")],
    operators: [permissionSet("PlatformOperator")],
    databaseAdministrators: [permissionSet("DatabaseAdministrator")],
    auditors: [permissionSet("SecurityAudit"), "arn:aws:iam::444455556666:role/audit/config-collector"],
  },

  network: {
    cidr: "10.20.0.0/16",
    zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    // Warehouses and offices, over the company's VPN.
    reservedCidrs: ["10.64.0.0/12", "192.168.0.0/16"],
    flowLogRetentionDays: 90,
  },
  cluster: {
    version: "1.35",
    endpoint: { access: "public", allowedCidrs: ["203.0.113.0/24"] },
    logRetentionDays: 90,
  },
  autoscaling: {
    nodePools: [
      {
        name: "general",
        limits: { cpu: "64", memory: "256Gi" },
        budgets: [
          { nodes: "10%" },
          // While customers shop nothing moves that runs well.
          { nodes: "0", reasons: ["Drifted", "Underutilized"], schedule: "0 7 * * mon-sat", duration: "14h" },
        ],
      },
      {
        // Counting stock and scaling pictures can start over; whoever can't never lands here.
        name: "interruptible",
        capacity: ["spot"],
        architectures: ["amd64", "arm64"],
        limits: { cpu: "32", memory: "128Gi" },
        labels: { "tideline.example/price": "low" },
        taints: [{ key: "tideline.example/interruptible", value: "true", effect: "NoSchedule" }],
        consolidateAfter: "1m",
      },
    ],
  },
  dns: { domain: "shop.tideline.example", zone: { source: "create", delegated: false } },

  databases: [{ name: "orders", engineVersion: "17.5", instanceClass: "db.r7g.large" }],
  caches: [{ name: "sessions", engineVersion: "8.1", nodeType: "cache.m7g.large" }],
  queues: [{ name: "placed-orders", team: "fulfilment", sharedWith: ["storefront"] }],
  teamBuckets: [{ name: "product-images", team: "storefront" }],
  tables: [
    {
      name: "reviews",
      team: "storefront",
      partitionKey: { name: "productId" },
      sortKey: { name: "writtenAt" },
      indexes: [{ name: "by-author", partitionKey: { name: "authorId" } }],
    },
  ],

  teams: [
    {
      name: "storefront",
      developers: [permissionSet("StorefrontDeveloper")],
      quota: { cpu: "24", memory: "48Gi", pods: 120 },
    },
    {
      name: "fulfilment",
      developers: [permissionSet("FulfilmentDeveloper")],
      // One repository holds all of the team's apps.
      pipeline: { github: { owner: "tideline-outdoor", repository: "fulfilment" } },
    },
  ],
  apps: [
    {
      name: "web",
      team: "storefront",
      image: { digest: "sha256:8e179e167eec3ed6ae493f99d3161bfd1e7c7b90864879259e400ef64971bddf" },
      pipeline: { github: { owner: "tideline-outdoor", repository: "web-shop", environment: "demo" } },
      subdomain: "www",
      replicas: { minimum: 3, maximum: 12 },
      resources: { cpu: "500m", memory: "512Mi" },
      settings: { LOG_LEVEL: "info", CATALOG_URL: "http://catalog.storefront:8080" },
      uses: { caches: ["sessions"] },
    },
    {
      name: "catalog",
      team: "storefront",
      image: { tag: "2.14.0" },
      replicas: { minimum: 2, maximum: 8 },
      resources: { cpu: "250m", memory: "512Mi" },
      settings: { LOG_LEVEL: "info" },
      uses: {
        databases: [{ name: "orders", access: "read" }],
        caches: ["sessions"],
        buckets: [{ name: "product-images", access: "read-write" }],
        tables: [{ name: "reviews", access: "read-write" }],
      },
      calledBy: ["storefront/web", "storefront/checkout"],
    },
    {
      name: "checkout",
      team: "storefront",
      image: { digest: "sha256:3d59d9dcb6dccbe5198824fa3f9c0f7228beb8b08de8e30bf961148532746242" },
      port: 9090,
      subdomain: "checkout",
      replicas: { minimum: 3, maximum: 10 },
      resources: { cpu: "500m", memory: "768Mi" },
      settings: { LOG_LEVEL: "info", CURRENCY: "EUR" },
      uses: {
        databases: [{ name: "orders", access: "read-write" }],
        caches: ["sessions"],
        queues: [{ name: "placed-orders", access: "send" }],
      },
      calledBy: ["storefront/web"],
    },
    {
      name: "orders",
      team: "fulfilment",
      image: { digest: "sha256:aef973b7fc274a1d89d4d33a435865dc2bca2ad102a179ff8d8cc778ce41b868" },
      resources: { cpu: "250m", memory: "512Mi" },
      settings: { LOG_LEVEL: "info", WAREHOUSE: "hamburg" },
      // Whose tables they are; the other apps of the database find them here.
      uses: { databases: [{ name: "orders", access: "own" }], queues: [{ name: "placed-orders", access: "receive" }] },
      calledBy: ["storefront/checkout", "fulfilment/tracking"],
    },
    {
      name: "tracking",
      team: "fulfilment",
      image: { tag: "1.7.2" },
      healthPath: "/health/ready",
      subdomain: "tracking",
      settings: { LOG_LEVEL: "info", ORDERS_URL: "http://orders.fulfilment:8080" },
      calledBy: ["storefront/web"],
    },
  ],
});
