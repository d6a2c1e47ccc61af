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
      metrics: { port: 8080 },
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
    {
      // Stories and guides, which search finds: a web app on database and cache.
      name: "magazine",
      team: "storefront",
      image: { tag: "6.3.1" },
      pipeline: { github: { owner: "tideline-outdoor", repository: "magazine" } },
      subdomain: "magazine",
      replicas: { minimum: 2, maximum: 4 },
      scaling: { cpuPercent: 65, memoryPercent: 80 },
      resources: { cpu: "250m", memory: "512Mi" },
      settings: { LOG_LEVEL: "info", PICTURES: "/pictures" },
      files: { mountPath: "/etc/magazine", contents: { "theme.yaml": "title: Tideline Magazine\nstories: 12\n" } },
      volumes: [{ kind: "scratch", name: "pictures", mountPath: "/pictures", sizeLimit: "2Gi" }],
      initContainers: [{ name: "unpack", command: ["magazine", "unpack", "/pictures"], mounts: ["pictures"] }],
      sideCars: [
        {
          name: "thumbnails",
          image: { tag: "thumbnails-1.4.0" },
          resources: { cpu: "50m", memory: "128Mi" },
          settings: { WATCH: "/pictures" },
          mounts: ["pictures"],
        },
      ],
      uses: { databases: [{ name: "orders", access: "read-write" }], caches: ["sessions"] },
    },
    {
      // Takes money through a provider on the internet, whose key a rotation changes here.
      name: "payments",
      team: "storefront",
      image: { tag: "3.0.4" },
      settings: { LOG_LEVEL: "info" },
      secrets: [
        {
          name: "card-processor",
          version: "b7a3f6c2-4c1d-4e0a-9f57-2f6d0c9b1e44",
          variables: { CARD_PROCESSOR_KEY: "api-key" },
          files: { mountPath: "/etc/card-processor", contents: { "ca.pem": "certificate-authority" } },
        },
      ],
      outside: [{ name: "card-processor" }],
      calledBy: ["storefront/checkout"],
    },
    {
      // Finds products; each pod has a copy of the index.
      kind: "stateful-service",
      name: "search",
      team: "storefront",
      image: { tag: "2.9.0" },
      port: 9200,
      resources: { cpu: "250m", memory: "1Gi" },
      probes: { startup: { kind: "http", path: "/_cluster/health", failureThreshold: 120 } },
      storage: [{ name: "index", mountPath: "/var/lib/search", size: "20Gi" }],
      calledBy: ["storefront/catalog"],
    },
    {
      // Prices in other currencies, at hand on every node.
      kind: "daemon-service",
      name: "rates",
      team: "storefront",
      image: { tag: "1.1.0" },
      port: 8200,
      resources: { cpu: "50m", memory: "64Mi" },
      outside: [{ name: "central-bank" }],
      calledBy: ["storefront/web", "storefront/checkout"],
    },
    {
      // Takes paid orders to the warehouses.
      kind: "worker",
      name: "dispatch",
      team: "fulfilment",
      image: { tag: "4.8.0" },
      replicas: { minimum: 2, maximum: 6 },
      // By what each pod has in hand, and not by CPU: it mostly waits for the warehouses.
      metrics: { port: 9464 },
      scaling: { cpuPercent: 80, metrics: [{ kind: "pods", name: "dispatch_orders_in_hand", average: "25" }] },
      resources: { cpu: "200m", memory: "256Mi" },
      probes: { liveness: { kind: "exec", command: ["dispatch", "alive"], periodSeconds: 30 } },
      settings: { LOG_LEVEL: "info" },
      shutdown: { finishSeconds: 120 },
      uses: {
        databases: [{ name: "orders", access: "read-write" }],
        queues: [{ name: "placed-orders", access: "receive" }],
      },
    },
    {
      kind: "scheduled-job",
      name: "stock-report",
      team: "fulfilment",
      image: { tag: "1.3.0" },
      schedule: "30 5 * * 1-5",
      timeZone: "Europe/Berlin",
      deadlineSeconds: 1800,
      settings: { RECIPIENTS: "warehouses@tideline.example" },
      uses: { databases: ["orders"] },
    },
    {
      // Brings the tables of the orders to what this version of the app needs.
      kind: "job",
      name: "order-tables",
      team: "fulfilment",
      image: { tag: "7.2.0" },
      args: ["migrate", "--to", "7.2.0"],
      uses: { databases: [{ name: "orders", access: "own" }] },
    },
  ],
});
