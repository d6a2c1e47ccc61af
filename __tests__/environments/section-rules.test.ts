import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

/** Where the platform does not know who signs for RDS. */
const withoutDatabases: Changes = {
  databases: [],
  "apps.1.uses": {},
  "apps.2.uses": {},
  "apps.3.uses": {},
};

describe("partition", () => {
  it.each<Refusal>([
    [
      "a partition that is not the region's",
      {
        "aws.partition": "aws-us-gov",
        rootAdministrators: ["arn:aws-us-gov:iam::111122223333:role/a"],
        people: {},
        "teams.0.developers": [],
        "teams.1.developers": [],
      },
      [
        'aws.partition is "aws-us-gov": the region eu-central-1 lies in the partition aws. Fix: write partition: "aws", or choose another region. [ENV_PARTITION]',
      ],
    ],
    [
      "a region that is not the partition's",
      {
        "aws.region": "cn-north-1",
        "network.zones": ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
        ...withoutDatabases,
      },
      [
        'aws.partition is "aws": the region cn-north-1 lies in the partition aws-cn. Fix: write partition: "aws-cn", or choose another region. [ENV_PARTITION]',
      ],
    ],
    [
      "a state in another partition",
      { state: { kind: "s3", region: "us-gov-west-1" } },
      [
        'state.region is "us-gov-west-1": the region lies in the partition aws-us-gov, and the environment in aws. Fix: choose a region of the environment\'s own partition. [ENV_STATE_PARTITION]',
      ],
    ],
    [
      "principals of another partition",
      {
        rootAdministrators: ["arn:aws-cn:iam::111122223333:role/a"],
        "people.auditors": ["arn:aws-us-gov:iam::111122223333:role/b"],
        "teams.1.developers": ["arn:aws:iam::111122223333:role/c", "arn:aws-cn:iam::111122223333:role/d"],
      },
      [
        'rootAdministrators[0] is "arn:aws-cn:iam::111122223333:role/a": the principal belongs to the partition aws-cn, and the environment to aws. Fix: start it with arn:aws:. [ENV_PRINCIPAL_PARTITION]',
        'people.auditors[0] is "arn:aws-us-gov:iam::111122223333:role/b": the principal belongs to the partition aws-us-gov, and the environment to aws. Fix: start it with arn:aws:. [ENV_PRINCIPAL_PARTITION]',
        'teams[1].developers[1] (fulfilment) is "arn:aws-cn:iam::111122223333:role/d": the principal belongs to the partition aws-cn, and the environment to aws. Fix: start it with arn:aws:. [ENV_PRINCIPAL_PARTITION]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "a region of China with its partition",
      {
        aws: { accountId: "111122223333", region: "cn-north-1", partition: "aws-cn" },
        "network.zones": ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
        ...withoutDatabases,
        rootAdministrators: ["arn:aws-cn:iam::111122223333:role/a"],
        people: {},
        "teams.0.developers": [],
        "teams.1.developers": [],
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("network", () => {
  it.each<Refusal>([
    [
      "a zone of another region",
      { "network.zones": ["eu-central-1a", "eu-west-1b", "eu-central-1c"] },
      [
        'network.zones[1] is "eu-west-1b": eu-central-1 has no such availability zone. Fix: choose among eu-central-1a, eu-central-1b, eu-central-1c. [ENV_ZONE]',
      ],
    ],
    [
      "a zone that the region does not have",
      { "network.zones": ["eu-central-1a", "eu-central-1b", "eu-central-1d"] },
      [
        'network.zones[2] is "eu-central-1d": eu-central-1 has no such availability zone. Fix: choose among eu-central-1a, eu-central-1b, eu-central-1c. [ENV_ZONE]',
      ],
    ],
    [
      "zones that another region of the same size has",
      { "aws.region": "ca-central-1", "network.zones": ["ca-central-1a", "ca-central-1b", "ca-central-1c"] },
      [
        'network.zones[2] is "ca-central-1c": ca-central-1 has no such availability zone. Fix: choose among ca-central-1a, ca-central-1b, ca-central-1d. [ENV_ZONE]',
      ],
    ],
    [
      "a service block within the VPC's",
      { "cluster.serviceCidr": "10.20.128.0/20" },
      [
        'cluster.serviceCidr is "10.20.128.0/20": the block overlaps network.cidr, which is 10.20.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "a VPC block within the services'",
      { "network.cidr": "172.20.0.0/20" },
      [
        'cluster.serviceCidr is "172.20.0.0/16": the block overlaps network.cidr, which is 172.20.0.0/20. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "a reserved block that overlaps the VPC's",
      { "network.reservedCidrs": ["10.0.0.0/8"] },
      [
        'network.reservedCidrs[0] is "10.0.0.0/8": the block overlaps network.cidr, which is 10.20.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
    [
      "a reserved block that overlaps the services'",
      { "network.reservedCidrs": ["10.64.0.0/12", "172.20.255.0/24"] },
      [
        'network.reservedCidrs[1] is "172.20.255.0/24": the block overlaps cluster.serviceCidr, which is 172.20.0.0/16. Fix: move one of the two to a block that is free. [ENV_CIDR_OVERLAP]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "blocks that touch",
      { "network.reservedCidrs": ["10.19.0.0/16", "10.21.0.0/16"], "cluster.serviceCidr": "10.22.0.0/16" },
    ],
    ["reserved blocks that overlap one another", { "network.reservedCidrs": ["10.64.0.0/12", "10.64.0.0/16"] }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("emulator", () => {
  const emulator = { endpoint: "http://127.0.0.1:4566" };

  it.each<Refusal>([
    [
      "an emulator with states in HCP Terraform",
      { emulator, state: { kind: "hcp-terraform", organization: "tideline", project: "Platform" } },
      [
        'emulator is {"endpoint":"http://127.0.0.1:4566"}: HCP Terraform runs on machines of its own, which reach no emulator on this one. Fix: leave it out, or write state: { kind: "s3" }, which the emulator keeps as well. [ENV_EMULATOR_STATE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["an emulator with states in S3", { emulator, state: { kind: "s3" } }],
    ["an emulator with local states", { emulator }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("cluster", () => {
  it.each<Refusal>([
    [
      "a private endpoint and runners outside of the VPC",
      { "cluster.endpoint": { access: "private" } },
      [
        'runners is "public": cluster.endpoint is private, so Terraform outside of the VPC could not even plan kubernetes-cluster, cluster-services, app-services and apps. Fix: write runners: "in-vpc", or cluster.endpoint: { access: "public", allowedCidrs: [...] } with the runners\' addresses. [ENV_PRIVATE_ENDPOINT]',
      ],
    ],
    [
      "the endpoint by default and runners outside of the VPC",
      { "cluster.endpoint": undefined },
      [
        'runners is "public": cluster.endpoint is private, so Terraform outside of the VPC could not even plan kubernetes-cluster, cluster-services, app-services and apps. Fix: write runners: "in-vpc", or cluster.endpoint: { access: "public", allowedCidrs: [...] } with the runners\' addresses. [ENV_PRIVATE_ENDPOINT]',
      ],
    ],
    [
      "a minimum of nodes above the maximum",
      { "cluster.systemNodes": { minimum: 5, maximum: 4 } },
      [
        "cluster.systemNodes.minimum is 5: the minimum is above the maximum, which is 4. Fix: lower the minimum or raise the maximum. [ENV_NODE_RANGE]",
      ],
    ],
    [
      "a minimum of nodes above the default maximum",
      { "cluster.systemNodes": { minimum: 7 } },
      [
        "cluster.systemNodes.minimum is 7: the minimum is above the maximum, which is 6. Fix: lower the minimum or raise the maximum. [ENV_NODE_RANGE]",
      ],
    ],
    [
      "a minimum of worker nodes above the maximum, whatever the system nodes'",
      { "cluster.systemNodes": { minimum: 5, maximum: 9 }, "cluster.workerNodes": { minimum: 8, maximum: 7 } },
      [
        "cluster.workerNodes.minimum is 8: the minimum is above the maximum, which is 7. Fix: lower the minimum or raise the maximum. [ENV_NODE_RANGE]",
      ],
    ],
    [
      "a minimum of worker nodes above the default maximum",
      { "cluster.workerNodes": { minimum: 13 } },
      [
        "cluster.workerNodes.minimum is 13: the minimum is above the maximum, which is 12. Fix: lower the minimum or raise the maximum. [ENV_NODE_RANGE]",
      ],
    ],
    [
      "a minimum above the maximum in a group that leaves",
      { "cluster.systemNodes.leaving": { minimum: 4, maximum: 3 } },
      [
        "cluster.systemNodes.leaving.minimum is 4: the minimum is above the maximum, which is 3. Fix: lower the minimum or raise the maximum. [ENV_NODE_RANGE]",
      ],
    ],
    [
      "a side of a group that leaves, which is the other one by itself",
      { "cluster.systemNodes.leaving": { side: "b" } },
      [expect.stringMatching(/^cluster\.systemNodes\.leaving\.side\b.*\[ENV_UNKNOWN_KEY\]$/)],
    ],
    [
      "a minimum of replicas above the maximum",
      { "apps.4.replicas": { minimum: 4, maximum: 3 } },
      [
        "apps[4].replicas.minimum (tracking) is 4: the minimum is above the maximum, which is 3. Fix: lower the minimum or raise the maximum. [ENV_REPLICA_RANGE]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a private endpoint and runners inside the VPC", { "cluster.endpoint": { access: "private" }, runners: "in-vpc" }],
    ["a public endpoint and runners inside the VPC", { runners: "in-vpc" }],
    ["a minimum of nodes that is the maximum", { "cluster.systemNodes": { minimum: 4, maximum: 4 } }],
    ["a minimum of worker nodes that is the maximum", { "cluster.workerNodes": { minimum: 20, maximum: 20 } }],
    ["a minimum of replicas that is the maximum", { "apps.4.replicas": { minimum: 3, maximum: 3 } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("AMI releases", () => {
  const misspelt = (group: string, value: string, system: string, example: string) =>
    `cluster.${group}.releaseVersion is "${value}": a release of ${system} is written as in "${example}". Fix: copy it from \`aws eks describe-nodegroup\`, or leave it out for the latest one. [ENV_NODE_RELEASE]`;

  it.each<Refusal>([
    [
      "a release of Bottlerocket on AL2023",
      { "cluster.systemNodes.releaseVersion": "1.52.0-5d9bb4bc" },
      [misspelt("systemNodes", "1.52.0-5d9bb4bc", "AL2023", "1.35.8-20261102")],
    ],
    [
      "a release of AL2023 on Bottlerocket",
      { "cluster.workerNodes": { operatingSystem: "Bottlerocket", releaseVersion: "v1.52.0", minimum: 12 } },
      [misspelt("workerNodes", "v1.52.0", "Bottlerocket", "1.52.0-5d9bb4bc")],
    ],
    [
      "the same in a group that leaves",
      {
        "cluster.workerNodes": { minimum: 12, leaving: { operatingSystem: "Bottlerocket", releaseVersion: "v1.52.0" } },
      },
      [misspelt("workerNodes.leaving", "v1.52.0", "Bottlerocket", "1.52.0-5d9bb4bc")],
    ],
    [
      "a release of another Kubernetes version",
      { "cluster.systemNodes.releaseVersion": "1.34.9-20261102" },
      [
        'cluster.systemNodes.releaseVersion is "1.34.9-20261102": the release is made for another Kubernetes version than the cluster\'s, which is 1.35. Fix: choose a release that starts with 1.35., or leave it out for the latest one. [ENV_NODE_RELEASE_VERSION]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a release of AL2023", { "cluster.systemNodes.releaseVersion": "1.35.8-20261102" }],
    [
      "a release of Bottlerocket, which says nothing of Kubernetes",
      { "cluster.systemNodes": { operatingSystem: "Bottlerocket", releaseVersion: "1.52.0-5d9bb4bc" } },
    ],
    ["no worker nodes and no apps", { "cluster.workerNodes": null, apps: [] }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("production", () => {
  it.each<Refusal>([
    [
      "one database instance in production",
      { "databases.0.instances": 1 },
      [
        "databases[0].instances (orders) is 1: in production a database has two instances or more, so that one zone may fail. Fix: write 2 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_DATABASE]",
      ],
    ],
    [
      "six days of backups in production",
      { "databases.0.backupRetentionDays": 6 },
      [
        "databases[0].backupRetentionDays (orders) is 6: in production backups are kept for seven days or more, so that a fault of last week can be undone. Fix: write 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_BACKUPS]",
      ],
    ],
    [
      "no cache replica in production",
      { "caches.0.replicas": 0 },
      [
        "caches[0].replicas (sessions) is 0: in production a cache has one replica or more, since it can't fail over without. Fix: write 1 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_CACHE]",
      ],
    ],
    [
      "an unprotected database that an app uses in production",
      { "databases.0.deletionProtection": false },
      [
        "databases[0].deletionProtection (orders) is false: in production a database that an app uses is protected from deletion, and storefront/catalog uses this one. Fix: leave it out; to remove the database, first take it from the uses of all apps, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_PROTECTION]",
      ],
    ],
    [
      "no snapshots of a cache in production",
      { "caches.0.snapshotRetentionDays": 0 },
      [
        "caches[0].snapshotRetentionDays (sessions) is 0: in production a cache keeps snapshots for one day or more. Fix: write 1 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_SNAPSHOTS]",
      ],
    ],
    [
      "one replica of an app in production",
      { "apps.4.replicas.minimum": 1 },
      [
        "apps[4].replicas.minimum (tracking) is 1: in production an app has two replicas or more, so that a node may be drained. Fix: write 2 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_APP]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["one database instance outside of production", { production: false, "databases.0.instances": 1 }],
    ["two database instances in production", { "databases.0.instances": 2 }],
    ["six days of backups outside of production", { production: false, "databases.0.backupRetentionDays": 6 }],
    ["seven days of backups in production", { "databases.0.backupRetentionDays": 7 }],
    ["no cache replica outside of production", { production: false, "caches.0.replicas": 0 }],
    [
      "an unprotected database that no app uses any more",
      {
        "databases.0.deletionProtection": false,
        "apps.1.uses.databases": [],
        "apps.2.uses.databases": [],
        "apps.3.uses.databases": [],
      },
    ],
    ["an unprotected database outside of production", { production: false, "databases.0.deletionProtection": false }],
    ["a day of snapshots in production", { "caches.0.snapshotRetentionDays": 1 }],
    ["one cache replica in production", { "caches.0.replicas": 1 }],
    ["one replica of an app outside of production", { production: false, "apps.4.replicas.minimum": 1 }],
    ["two replicas of an app in production", { "apps.4.replicas.minimum": 2 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("names that stand twice", () => {
  it.each<Refusal>([
    [
      "a team twice",
      { "teams.2": { name: "storefront" } },
      [
        'teams[2].name is "storefront": storefront is taken by teams[0]. Fix: choose another one, or leave this entry out. [ENV_TEAM_REPEATED]',
      ],
    ],
    [
      "an app twice in a team",
      { "apps.5": { name: "tracking", team: "fulfilment", image: { tag: "2" } } },
      [
        'apps[5].name is "tracking": fulfilment/tracking is taken by apps[4]. Fix: choose another one, or leave this entry out. [ENV_APP_REPEATED]',
      ],
    ],
    [
      "a database twice",
      { "databases.1": { name: "orders", engineVersion: "17.5", instanceClass: "db.r7g.large" } },
      [
        'databases[1].name is "orders": orders is taken by databases[0]. Fix: choose another one, or leave this entry out. [ENV_DATABASE_REPEATED]',
      ],
    ],
    [
      "a cache twice",
      { "caches.1": { name: "sessions", engineVersion: "8.1", nodeType: "cache.m7g.large" } },
      [
        'caches[1].name is "sessions": sessions is taken by caches[0]. Fix: choose another one, or leave this entry out. [ENV_CACHE_REPEATED]',
      ],
    ],
    [
      "a subdomain twice",
      { "apps.4.subdomain": "www" },
      [
        'apps[4].subdomain (tracking) is "www": www is taken by apps[0]. Fix: choose another one, or leave this entry out. [ENV_SUBDOMAIN_REPEATED]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["an app of one name in two teams", { "apps.5": { name: "web", team: "fulfilment", image: { tag: "2" } } }],
    [
      "apps without a subdomain",
      { "apps.0.subdomain": undefined, "apps.2.subdomain": undefined, "apps.4.subdomain": undefined },
    ],
    [
      "a database and a cache of one name",
      { "caches.1": { name: "orders", engineVersion: "8.1", nodeType: "cache.m7g.large" } },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("reserved namespaces", () => {
  it.each<Refusal>([
    [
      "a team called default",
      { "teams.2": { name: "default" } },
      [
        'teams[2].name is "default": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
      ],
    ],
    [
      "a team called as a namespace of the platform",
      { "teams.2": { name: "cluster-services" } },
      [
        'teams[2].name is "cluster-services": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
      ],
    ],
    [
      "a team called as the other namespace of the platform",
      { "teams.2": { name: "app-services" } },
      [
        'teams[2].name is "app-services": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
      ],
    ],
    [
      "a team called as the namespace of the platform's agents",
      { "teams.2": { name: "node-agents" } },
      [
        'teams[2].name is "node-agents": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
      ],
    ],
    [
      "teams called as namespaces of Kubernetes",
      { "teams.2": { name: "kube-system" }, "teams.3": { name: "kube-anything" } },
      [
        'teams[2].name is "kube-system": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
        'teams[3].name is "kube-anything": a team\'s name is its namespace, and default, cluster-services, node-agents, app-services and all that start with kube- are taken. Fix: choose another name. [ENV_TEAM_RESERVED]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a team whose name only looks reserved", { "teams.2": { name: "kubelets" }, "teams.3": { name: "default-apps" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("names that nobody has", () => {
  it.each<Refusal>([
    [
      "an app of a mistyped team",
      { "apps.4.team": "fulfillment", "apps.3.calledBy": [] },
      [
        'apps[4].team (tracking) is "fulfillment": no team has this name; there are storefront, fulfilment. Fix: write "fulfilment". [ENV_APP_TEAM]',
      ],
    ],
    [
      "an app of a team that there is not",
      { "apps.4.team": "warehouse", "apps.3.calledBy": [] },
      [
        'apps[4].team (tracking) is "warehouse": no team has this name; there are storefront, fulfilment. Fix: choose one of those, or declare it. [ENV_APP_TEAM]',
      ],
    ],
    [
      "an app without any team in the environment",
      {
        teams: [],
        queues: [],
        teamBuckets: [],
        tables: [],
        apps: [{ name: "web", team: "storefront", image: { tag: "1" } }],
      },
      ['apps[0].team (web) is "storefront": no team has this name; there is none. Fix: declare it. [ENV_APP_TEAM]'],
    ],
    [
      "a mistyped database",
      { "apps.3.uses.databases": ["order"] },
      [
        'apps[3].uses.databases[0] (orders) is "order": no database has this name; there are orders. Fix: write "orders". [ENV_APP_DATABASE]',
      ],
    ],
    [
      "a database that there is not",
      { "apps.3.uses.databases": ["orders", "warehouse"] },
      [
        'apps[3].uses.databases[1] (orders) is "warehouse": no database has this name; there are orders. Fix: choose one of those, or declare it. [ENV_APP_DATABASE]',
      ],
    ],
    [
      "a cache that there is not",
      { "apps.3.uses.caches": ["basket"] },
      [
        'apps[3].uses.caches[0] (orders) is "basket": no cache has this name; there are sessions. Fix: choose one of those, or declare it. [ENV_APP_CACHE]',
      ],
    ],
    [
      "a database named as a cache",
      { "apps.3.uses.caches": ["orders"] },
      [
        'apps[3].uses.caches[0] (orders) is "orders": no cache has this name; there are sessions. Fix: choose one of those, or declare it. [ENV_APP_CACHE]',
      ],
    ],
    [
      "a mistyped caller",
      { "apps.4.calledBy": ["storefront/wep"] },
      [
        'apps[4].calledBy[0] (tracking) is "storefront/wep": no app has this name; there are storefront/web, storefront/catalog, storefront/checkout, fulfilment/orders, fulfilment/tracking. Fix: write "storefront/web". [ENV_APP_CALLER]',
      ],
    ],
    [
      "a caller of another team",
      { "apps.4.calledBy": ["fulfilment/web"] },
      [
        'apps[4].calledBy[0] (tracking) is "fulfilment/web": no app has this name; there are storefront/web, storefront/catalog, storefront/checkout, fulfilment/orders, fulfilment/tracking. Fix: choose one of those, or declare it. [ENV_APP_CALLER]',
      ],
    ],
    [
      "an app that is called by itself",
      { "apps.4.calledBy": ["storefront/web", "fulfilment/tracking"] },
      [
        'apps[4].calledBy[1] (tracking) is "fulfilment/tracking": an app is not among its own callers. Fix: leave it out: the pods of a stateful service reach each other anyway, and those of others have no need to. [ENV_APP_CALLS_ITSELF]',
      ],
    ],
    [
      "an app that is called by nobody but itself",
      { "apps.4.calledBy": ["fulfilment/tracking"] },
      [
        'apps[4].calledBy[0] (tracking) is "fulfilment/tracking": an app is not among its own callers. Fix: leave it out: the pods of a stateful service reach each other anyway, and those of others have no need to. [ENV_APP_CALLS_ITSELF]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("variables of databases and caches", () => {
  const reader = { name: "orders-reader", engineVersion: "17.5", instanceClass: "db.r7g.large" };

  it.each<Refusal>([
    [
      "settings that a database or a cache of the app brings, and shows no value",
      {
        "apps.2.settings": {
          DATABASE_ORDERS_HOST: "elsewhere",
          DATABASE_ORDERS_READER_HOST: "a",
          CACHE_SESSIONS_USER: "b",
        },
      },
      [
        "apps[2].settings.DATABASE_ORDERS_HOST (checkout): the database orders, which the app uses, sets this variable. Fix: rename the setting, or leave it out and use the value of the link. [ENV_SETTING_TAKEN]",
        "apps[2].settings.DATABASE_ORDERS_READER_HOST (checkout): the database orders, which the app uses, sets this variable. Fix: rename the setting, or leave it out and use the value of the link. [ENV_SETTING_TAKEN]",
        "apps[2].settings.CACHE_SESSIONS_USER (checkout): the cache sessions, which the app uses, sets this variable. Fix: rename the setting, or leave it out and use the value of the link. [ENV_SETTING_TAKEN]",
      ],
    ],
    [
      "a database named as the reader of another one",
      { "databases.1": reader },
      [
        'databases[1].name is "orders-reader": DATABASE_ORDERS_READER_HOST would stand for this database and for the readers of orders. Fix: choose another name. [ENV_DATABASE_READER]',
      ],
    ],
    [
      "a database named as the reader of one further down",
      { databases: [reader, { ...reader, name: "orders" }] },
      [
        'databases[0].name is "orders-reader": DATABASE_ORDERS_READER_HOST would stand for this database and for the readers of orders. Fix: choose another name. [ENV_DATABASE_READER]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["the variable of a database that the app does not use", { "apps.4.settings": { DATABASE_ORDERS_HOST: "a" } }],
    ["a setting that only begins so", { "apps.3.settings": { DATABASE_ORDERS_HOST_NAME: "a" } }],
    [
      "a reader without its writer",
      {
        databases: [
          { ...reader, name: "main-reader" },
          { ...reader, name: "orders" },
        ],
      },
    ],
    [
      "a cache named as the reader of another one",
      { "caches.1": { name: "sessions-reader", engineVersion: "8.1", nodeType: "cache.m7g.large" } },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("room on worker nodes", () => {
  const finding = (minimum: number, room: string, app: string, requests: string) =>
    `cluster.workerNodes.minimum is ${minimum}: so many nodes, with ${room} for pods on each, can't carry the apps' minimum of replicas, even over the zones, and one more pod for a rollout: none is left for ${app}, whose pods request ${requests}. Fix: choose larger instance types or raise the minimum, or lower what the apps request. [ENV_WORKERS_TOO_SMALL]`;
  const app = (name: string, minimum: number, resources: object) => ({
    ...{ name, team: "storefront", image: { tag: "1" }, replicas: { minimum, maximum: minimum }, resources },
  });
  const withoutPools = { "autoscaling.enabled": false };
  const onWorkers = (workerNodes: object, ...apps: readonly object[]) => ({
    ...withoutPools,
    "cluster.workerNodes": workerNodes,
    apps,
  });

  it.each<Refusal>([
    [
      "apps without nodes that take them",
      withoutPools,
      [
        "autoscaling.enabled is false: there are apps, and no other nodes take their pods. Fix: leave the entry out, or add cluster.workerNodes: {} for a group of worker nodes. [ENV_WORKERS_MISSING]",
      ],
    ],
    [
      "apps where every pool has a taint",
      { "autoscaling.nodePools.0.taints": [{ key: "a", effect: "NoExecute" }] },
      [
        "autoscaling.nodePools: there are apps, all pools have taints, and no other nodes take their pods. Fix: add a pool without taints, or cluster.workerNodes: {} for a group of worker nodes. [ENV_WORKERS_MISSING]",
      ],
    ],
    [
      "nodes that carry the minimum of replicas and no rollout",
      { ...withoutPools, "cluster.workerNodes": {} },
      [finding(3, "1700m CPU and 6963Mi", "storefront/web", "500m CPU and 512Mi")],
    ],
    [
      "a pod with more CPU than any node has",
      onWorkers({}, app("web", 2, { cpu: "1701m" })),
      [finding(3, "1700m CPU and 6963Mi", "storefront/web", "1701m CPU and 128Mi")],
    ],
    [
      "a pod with more memory than any node has",
      onWorkers({ instanceTypes: ["c7i.xlarge"] }, app("web", 2, { memory: "6964Mi" })),
      [finding(3, "3400m CPU and 6963Mi", "storefront/web", "100m CPU and 6964Mi")],
    ],
    [
      "a pod that fits one of the instance types only",
      onWorkers({ instanceTypes: ["r7i.2xlarge", "m7i-flex.xlarge"] }, app("web", 2, { memory: "14Gi" })),
      [finding(3, "3400m CPU and 13926Mi", "storefront/web", "100m CPU and 14Gi")],
    ],
    [
      "as many pods as there are nodes, each of which fills one",
      onWorkers({ minimum: 5 }, app("web", 5, { cpu: "1" })),
      [finding(5, "1700m CPU and 6963Mi", "storefront/web", "1 CPU and 128Mi")],
    ],
    [
      "room in a zone that has its share of the app already",
      onWorkers({}, app("small", 2, { cpu: "850m" }), app("large", 2, { cpu: "1700m" })),
      [finding(3, "1700m CPU and 6963Mi", "storefront/small", "850m CPU and 128Mi")],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a pod that fills a node, and a node more", onWorkers({}, app("web", 2, { cpu: "1700m", memory: "6963Mi" }))],
    ["no app", onWorkers({})],
    ["no app, and no nodes for any", { ...withoutPools, apps: [] }],
    ["apps that Karpenter's nodes carry", { "cluster.workerNodes": { minimum: 2 } }],
    [
      "apps on a pool that others avoid where they can",
      { "autoscaling.nodePools.0.taints": [{ key: "a", effect: "PreferNoSchedule" }] },
    ],
    ["two pods on a node", onWorkers({ minimum: 2 }, app("web", 3, { cpu: "850m" }))],
    [
      "pods that are even over the zones, though not over the nodes",
      onWorkers({ minimum: 4 }, app("one", 3, { cpu: "1" }), app("two", 3, { cpu: "700m" })),
    ],
    ["a family of unknown size", onWorkers({ instanceTypes: ["t3.large"] }, app("web", 2, { cpu: "4" }))],
    [
      "one family of unknown size among several",
      onWorkers({ instanceTypes: ["m7i.large", "c5n.large"] }, app("web", 2, { cpu: "4" })),
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

  it("says nothing of numbers that are wrong anyway", () => {
    const codes = (changes: Changes) => findingsOn(changes).map((line) => line.match(/\[\w+\]$/)?.[0]);
    expect(codes(onWorkers({ minimum: 1 }, app("web", 2, { cpu: "1700m" })))).toEqual(["[ENV_NODE_COUNT]"]);
    expect(codes(onWorkers({}, app("web", 2, { cpu: "x" }), app("app", 9, { cpu: "1" })))).toEqual(["[ENV_CPU]"]);
    expect(
      codes({ ...withoutPools, "cluster.workerNodes": {}, "apps.0.replicas": { minimum: 1e9, maximum: 1 } }),
    ).toEqual(["[ENV_REPLICAS]", "[ENV_REPLICA_RANGE]"]);
  });
});

describe("quota", () => {
  it.each<Refusal>([
    [
      "a CPU quota that its apps exceed",
      { "teams.0.quota.cpu": "12999m" },
      [
        "teams[0].quota.cpu (storefront) is \"12999m\": the team's apps request 13 at their maximum of replicas (web 12 x 500m, catalog 8 x 250m, checkout 10 x 500m). Fix: raise the quota to 13 or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
    [
      "a memory quota that its apps exceed",
      { "teams.0.quota.memory": "17Gi" },
      [
        "teams[0].quota.memory (storefront) is \"17Gi\": the team's apps request 17920Mi at their maximum of replicas (web 12 x 512Mi, catalog 8 x 512Mi, checkout 10 x 768Mi). Fix: raise the quota to 17920Mi or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
    [
      "a quota of pods that its apps exceed",
      { "teams.1.quota.pods": 11 },
      [
        "teams[1].quota.pods (fulfilment) is 11: the team's apps request 12 at their maximum of replicas (orders 6 x 1, tracking 6 x 1). Fix: raise the quota to 12 or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
    [
      "a default quota that its apps exceed",
      { "apps.3.resources.cpu": "4", "cluster.workerNodes.instanceTypes": ["m7i.2xlarge"] },
      [
        "teams[1].quota.cpu (fulfilment) is \"16\": the team's apps request 24600m at their maximum of replicas (orders 6 x 4, tracking 6 x 100m). Fix: raise the quota to 24600m or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a CPU quota that its apps just fill", { "teams.0.quota.cpu": "13" }],
    ["a memory quota that its apps just fill", { "teams.0.quota.memory": "17920Mi" }],
    ["a quota of pods that its apps just fill", { "teams.1.quota.pods": 12 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("computed names", () => {
  it.each<Refusal>([
    [
      "an environment whose name is too long for boundaries, and with that for the buckets of states",
      { name: "n".repeat(21), state: { kind: "s3" } },
      [
        'name is "nnnnnnnnnnnnnnnnnnnnn": it has 21 characters, and 20 are allowed, since permissions boundaries and buckets repeat it. Fix: shorten this name by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "one that is too long for everything, once",
      {
        name: "n".repeat(100),
        caches: [],
        databases: [],
        queues: [],
        teamBuckets: [],
        tables: [],
        apps: [],
        teams: [],
      },
      [
        'name is "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": it has 100 characters, and 20 are allowed, since permissions boundaries and buckets repeat it. Fix: shorten this name by 80 characters. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a bucket prefix that makes too long names",
      { state: { kind: "s3", bucketPrefix: "p".repeat(41) } },
      [
        'state.bucketPrefix is "ppppppppppppppppppppppppppppppppppppppppp": the S3 bucket name computed from it, ppppppppppppppppppppppppppppppppppppppppp-managed-infrastructure, has 64 characters, and 63 are allowed. Fix: shorten the prefix by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "an app whose role has a too long name",
      { "apps.4.name": "a".repeat(38), "apps.3.calledBy": [] },
      [
        "apps[4].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": the IAM role name computed from it, strata-demo-app-fulfilment-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, has 65 characters, and 64 are allowed. Fix: shorten this name, its team's or the environment's by 1 character. [ENV_NAME_LIMIT]",
      ],
    ],
    [
      "a team whose role and namespace have too long names",
      { "teams.2": { name: "t".repeat(64) } },
      [
        'teams[2].name is "tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt": the IAM role name computed from it, strata-demo-dev-tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt, has 80 characters, and 64 are allowed. Fix: shorten this name or the environment\'s by 16 characters. [ENV_NAME_LIMIT]',
        'teams[2].name is "tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt": the Kubernetes namespace computed from it, tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt, has 64 characters, and 63 are allowed. Fix: shorten this name by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "an app whose service and role have too long names",
      { "apps.4.name": "a".repeat(64), "apps.3.calledBy": [] },
      [
        "apps[4].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": the IAM role name computed from it, strata-demo-app-fulfilment-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, has 91 characters, and 64 are allowed. Fix: shorten this name, its team's or the environment's by 27 characters. [ENV_NAME_LIMIT]",
        'apps[4].name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": the Kubernetes service name computed from it, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, has 64 characters, and 63 are allowed. Fix: shorten this name by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "an app whose repository has a too long name",
      { "apps.4.name": "a".repeat(234), "apps.3.calledBy": [] },
      [
        "apps[4].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...: the IAM role name computed from it, strata-demo-app-fulfilment-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..., has 261 characters, and 64 are allowed. Fix: shorten this name, its team's or the environment's by 197 characters. [ENV_NAME_LIMIT]",
        "apps[4].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...: the ECR repository name computed from it, strata-demo/fulfilment/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..., has 257 characters, and 256 are allowed. Fix: shorten this name, its team's or the environment's by 1 character. [ENV_NAME_LIMIT]",
        'apps[4].name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...: the Kubernetes service name computed from it, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..., has 234 characters, and 63 are allowed. Fix: shorten this name by 171 characters. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "an app whose repository has a name of 256 characters, and its role and service too long ones",
      { "apps.4.name": "a".repeat(233), "apps.3.calledBy": [] },
      [
        "apps[4].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...: the IAM role name computed from it, strata-demo-app-fulfilment-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..., has 260 characters, and 64 are allowed. Fix: shorten this name, its team's or the environment's by 196 characters. [ENV_NAME_LIMIT]",
        'apps[4].name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...: the Kubernetes service name computed from it, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..., has 233 characters, and 63 are allowed. Fix: shorten this name by 170 characters. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a team whose path is too long",
      { "teams.2": { name: "t".repeat(500) } },
      [
        "teams[2].name is \"tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt...: the IAM role name computed from it, strata-demo-dev-ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt..., has 516 characters, and 64 are allowed. Fix: shorten this name or the environment's by 452 characters. [ENV_NAME_LIMIT]",
        "teams[2].name is \"tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt...: the IAM path computed from it, /strata/demo/pipelines/tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt..., has 524 characters, and 512 are allowed. Fix: shorten this name or the environment's by 12 characters. [ENV_NAME_LIMIT]",
        'teams[2].name is "tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt...: the Kubernetes namespace computed from it, ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt..., has 500 characters, and 63 are allowed. Fix: shorten this name by 437 characters. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a database whose instances have too long names",
      { "databases.1": { name: "d".repeat(50), engineVersion: "17.5", instanceClass: "db.r7g.large" } },
      [
        'databases[1].name is "dddddddddddddddddddddddddddddddddddddddddddddddddd": the RDS instance identifier computed from it, strata-demo-dddddddddddddddddddddddddddddddddddddddddddddddddd-2, has 64 characters, and 63 are allowed. Fix: shorten this name or the environment\'s by 1 character. [ENV_NAME_LIMIT]',
        'databases[1].name is "dddddddddddddddddddddddddddddddddddddddddddddddddd": the IAM role name computed from it, strata-demo-db-dddddddddddddddddddddddddddddddddddddddddddddddddd, has 65 characters, and 64 are allowed. Fix: shorten this name or the environment\'s by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a database whose tenth instance has a too long name",
      { "databases.1": { name: "d".repeat(49), engineVersion: "17.5", instanceClass: "db.r7g.large", instances: 10 } },
      [
        'databases[1].name is "ddddddddddddddddddddddddddddddddddddddddddddddddd": the RDS instance identifier computed from it, strata-demo-ddddddddddddddddddddddddddddddddddddddddddddddddd-10, has 64 characters, and 63 are allowed. Fix: shorten this name or the environment\'s by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a database whose cluster has a too long name",
      { "databases.1": { name: "d".repeat(52), engineVersion: "17.5", instanceClass: "db.r7g.large" } },
      [
        'databases[1].name is "dddddddddddddddddddddddddddddddddddddddddddddddddddd": the RDS cluster identifier computed from it, strata-demo-dddddddddddddddddddddddddddddddddddddddddddddddddddd, has 64 characters, and 63 are allowed. Fix: shorten this name or the environment\'s by 1 character. [ENV_NAME_LIMIT]',
        'databases[1].name is "dddddddddddddddddddddddddddddddddddddddddddddddddddd": the RDS instance identifier computed from it, strata-demo-dddddddddddddddddddddddddddddddddddddddddddddddddddd-2, has 66 characters, and 63 are allowed. Fix: shorten this name or the environment\'s by 3 characters. [ENV_NAME_LIMIT]',
        'databases[1].name is "dddddddddddddddddddddddddddddddddddddddddddddddddddd": the IAM role name computed from it, strata-demo-db-dddddddddddddddddddddddddddddddddddddddddddddddddddd, has 67 characters, and 64 are allowed. Fix: shorten this name or the environment\'s by 3 characters. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "a cache with a too long name",
      { "caches.1": { name: "c".repeat(29), engineVersion: "8.1", nodeType: "cache.m7g.large" } },
      [
        'caches[1].name is "ccccccccccccccccccccccccccccc": the ElastiCache replication group id computed from it, strata-demo-ccccccccccccccccccccccccccccc, has 41 characters, and 40 are allowed. Fix: shorten this name or the environment\'s by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
    [
      "two apps that get one role",
      {
        teams: [{ name: "a" }, { name: "a-b" }],
        queues: [],
        teamBuckets: [],
        tables: [],
        apps: [
          { name: "b-c", team: "a", image: { tag: "1" } },
          { name: "c", team: "a-b", image: { tag: "1" } },
        ],
      },
      [
        'apps[1].name is "c": the IAM role name computed for the app a-b/c, strata-demo-app-a-b-c, is also that of the app a/b-c. Fix: rename one of the two. [ENV_NAME_COLLISION]',
      ],
    ],
    [
      "an app that gets the role of a deployer",
      { "teams.2": { name: "services" }, "apps.5": { name: "plan", team: "services", image: { tag: "1" } } },
      [
        'apps[5].name is "plan": the IAM role name computed for the app services/plan, strata-demo-app-services-plan, is also that of the platform\'s role strata-demo-app-services-plan. Fix: rename one of the two. [ENV_NAME_COLLISION]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a name for which boundaries and buckets have just room", { name: "n".repeat(20), state: { kind: "s3" } }],
    ["a bucket prefix that makes names of 63 characters", { state: { kind: "s3", bucketPrefix: "p".repeat(40) } }],
    ["an app whose role has a name of 64 characters", { "apps.4.name": "a".repeat(37), "apps.3.calledBy": [] }],
    ["a team whose role has a name of 64 characters", { "teams.2": { name: "t".repeat(48) } }],
    [
      "a database whose instances have names of 63 characters",
      { "databases.1": { name: "d".repeat(49), engineVersion: "17.5", instanceClass: "db.r7g.large" } },
    ],
    [
      "a cache with a name of 40 characters",
      { "caches.1": { name: "c".repeat(28), engineVersion: "8.1", nodeType: "cache.m7g.large" } },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("reserved addresses", () => {
  it.each([
    "aws",
    "kubernetes",
    "helm",
    "backend",
    "contract",
    "identity",
    "managed-infrastructure",
    "kubernetes-cluster",
    "apps",
  ])("refuses a team called %s", (name) => {
    expect(findingsOn({ "teams.2": { name } })).toEqual([
      `teams[2].name is "${name}": the addresses of a team's apps begin with its name, and aws, kubernetes, helm, backend, contract, custom-objects-chart, identity, managed-infrastructure, kubernetes-cluster, cluster-services, app-services, apps are taken. Fix: choose another name. [ENV_TEAM_ADDRESS]`,
    ]);
  });

  it.each(["cluster-services", "app-services"])("leaves %s to the rule on namespaces", (name) => {
    expect(findingsOn({ "teams.2": { name } })).toEqual([expect.stringContaining("[ENV_TEAM_RESERVED]")]);
  });

  it.each<Acceptance>([
    ["teams whose names only begin so", { "teams.2": { name: "aws-costs" }, "teams.3": { name: "kubernetes-users" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
