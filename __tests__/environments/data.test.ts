import fs from "node:fs";
import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const serverless: Changes = { "databases.0.instanceClass": "db.serverless" };
/** In China the platform knows no root certificate. */
const inChina: Changes = {
  aws: { accountId: "111122223333", region: "cn-north-1", partition: "aws-cn" },
  "network.zones": ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
  rootAdministrators: ["arn:aws-cn:iam::111122223333:role/a"],
  people: {},
  "teams.0.developers": [],
  "teams.1.developers": [],
};
/** A certificate of the platform's own list stands for that of another region. */
const [, body = ""] = /"eu-west-1": "([^"]+)"/.exec(
  fs.readFileSync("constructs/data/database-users/root-certificates.json", "utf8"),
) ?? [""];
const pem = ["-----BEGIN CERTIFICATE-----", ...(body.match(/.{1,64}/g) ?? []), "-----END CERTIFICATE-----"].join("\n");

describe("databases and caches", () => {
  it.each<Refusal>([
    [
      "a serverless database without a capacity",
      serverless,
      [
        'databases[0].instanceClass (orders) is "db.serverless": a database of db.serverless scales within a capacity, and this one states none. Fix: add capacity, as in capacity: { minimum: 0.5, maximum: 16 }. [ENV_DATABASE_SERVERLESS]',
      ],
    ],
    [
      "a capacity of an instance class that has its own",
      { "databases.0.capacity": { minimum: 1, maximum: 2 } },
      [
        'databases[0].capacity (orders) is {"minimum":1,"maximum":2}: only db.serverless scales within a capacity, and this one is of db.r7g.large. Fix: leave it out, or write instanceClass: "db.serverless". [ENV_DATABASE_SERVERLESS]',
      ],
    ],
    [
      "capacities that are no half units, or too many",
      { ...serverless, "databases.0.capacity": { minimum: 0.7, maximum: 256.5 } },
      [
        "databases[0].capacity.minimum (orders) is 0.7: Aurora Serverless v2 scales between 0 and 256 capacity units, in steps of a half. Fix: write a number such as 0.5 or 16. [ENV_DATABASE_CAPACITY]",
        "databases[0].capacity.maximum (orders) is 256.5: Aurora Serverless v2 scales between 0 and 256 capacity units, in steps of a half. Fix: write a number such as 0.5 or 16. [ENV_DATABASE_CAPACITY]",
      ],
    ],
    [
      "a minimum above the maximum",
      { ...serverless, "databases.0.capacity": { minimum: 8, maximum: 4 } },
      [
        "databases[0].capacity.minimum (orders) is 8: the minimum is above the maximum, which is 4. Fix: lower the minimum or raise the maximum. [ENV_CAPACITY_RANGE]",
      ],
    ],
    [
      "no room at all",
      { ...serverless, "databases.0.capacity": { minimum: 0.5, maximum: 0.5 } },
      [
        "databases[0].capacity.maximum (orders) is 0.5: an instance has room for one capacity unit or more. Fix: write 1 or more. [ENV_CAPACITY_RANGE]",
      ],
    ],
    [
      "a database that pauses in production",
      { ...serverless, "databases.0.capacity": { minimum: 0, maximum: 4 } },
      [
        "databases[0].capacity.minimum (orders) is 0: in production a database does not pause when it is idle. Fix: write 0.5 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_CAPACITY]",
      ],
    ],
    [
      "windows that nobody can read, or that are too short or too long",
      {
        "databases.0.backupWindow": "1:00-2:00",
        "databases.0.maintenanceWindow": "sun:03:00-sun:03:30",
        "caches.0.snapshotWindow": "25:00-26:00",
        "caches.0.maintenanceWindow": "sun:03:00-tue:03:00",
      },
      [
        'databases[0].backupWindow (orders) is "1:00-2:00": a daily window is hh:mm-hh:mm in UTC and lasts an hour or more. Fix: write it as in "01:00-02:00". [ENV_DAILY_WINDOW]',
        'databases[0].maintenanceWindow (orders) is "sun:03:00-sun:03:30": a weekly window is ddd:hh:mm-ddd:hh:mm in UTC and lasts an hour to a day. Fix: write it as in "sun:03:00-sun:04:00". [ENV_WEEKLY_WINDOW]',
        'caches[0].snapshotWindow (sessions) is "25:00-26:00": a daily window is hh:mm-hh:mm in UTC and lasts an hour or more. Fix: write it as in "01:00-02:00". [ENV_DAILY_WINDOW]',
        'caches[0].maintenanceWindow (sessions) is "sun:03:00-tue:03:00": a weekly window is ddd:hh:mm-ddd:hh:mm in UTC and lasts an hour to a day. Fix: write it as in "sun:03:00-sun:04:00". [ENV_WEEKLY_WINDOW]',
      ],
    ],
    [
      "maintenance during the backup",
      { "databases.0.backupWindow": "03:30-04:30", "caches.0.maintenanceWindow": "mon:00:30-mon:01:30" },
      [
        'databases[0].maintenanceWindow (orders) is "sun:03:00-sun:04:00": it touches the daily backup, which is taken 03:30-04:30. Fix: choose hours that lie apart. [ENV_WINDOWS]',
        'caches[0].maintenanceWindow (sessions) is "mon:00:30-mon:01:30": it touches the daily backup, which is taken 01:00-02:00. Fix: choose hours that lie apart. [ENV_WINDOWS]',
      ],
    ],
    [
      "databases where nobody knows who signs for RDS",
      inChina,
      [
        "databaseUsers.rootCertificate: the platform does not know the root certificate of RDS in cn-north-1. Fix: copy rds-ca-rsa2048-g1 from https://truststore.pki.rds.amazonaws.com/cn-north-1/cn-north-1-bundle.pem. [ENV_DATABASE_ROOT]",
      ],
    ],
    [
      "a root that is none",
      { "databaseUsers.rootCertificate": "rds-ca-rsa2048-g1" },
      [
        'databaseUsers.rootCertificate is "rds-ca-rsa2048-g1": a root certificate is one certificate of an authority in PEM. Fix: copy it with its first and last line, -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----. [ENV_CERTIFICATE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a serverless database", { ...serverless, "databases.0.capacity": { minimum: 0.5, maximum: 256 } }],
    [
      "a database that pauses where nobody depends on it",
      { production: false, ...serverless, "databases.0.capacity": { minimum: 0, maximum: 1 } },
    ],
    [
      "windows over midnight",
      { "databases.0.backupWindow": "23:30-00:30", "caches.0.maintenanceWindow": "sun:23:30-mon:00:30" },
    ],
    ["databases whose root the author brings", { ...inChina, "databaseUsers.rootCertificate": pem }],
    ["images by digest", { databaseUsers: { awsCliImage: `registry.example/aws-cli@sha256:${"a".repeat(64)}` } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("queues, buckets and tables", () => {
  const manyIndexes = Array.from({ length: 21 }, (_, index) => ({ name: `i${index}`, partitionKey: { name: "a" } }));
  const table = { name: "carts", team: "storefront", partitionKey: { name: "id" } };

  it.each<Refusal>([
    [
      "numbers that SQS does not take",
      {
        "queues.0.visibilityTimeoutSeconds": 43201,
        "queues.0.retentionDays": 14,
        "queues.0.maximumReceives": 0,
      },
      [
        "queues[0].visibilityTimeoutSeconds (placed-orders) is 43201: a received message stays hidden for 0 to 43200 seconds, a whole number. Fix: write a number such as 30. [ENV_QUEUE_VISIBILITY]",
        "queues[0].retentionDays (placed-orders) is 14: a message waits for 1 to 13 days, a whole number: SQS keeps one for 14 days at most, in its queue and among the dead letters together. Fix: write a number such as 4. [ENV_QUEUE_RETENTION]",
        "queues[0].maximumReceives (placed-orders) is 0: a message is received 1 to 1000 times before it is a dead letter, a whole number. Fix: write a number such as 5. [ENV_QUEUE_RECEIVES]",
      ],
    ],
    [
      "days that S3 does not take",
      { "teamBuckets.0.deletedObjectDays": 0, "teamBuckets.0.expireDays": 0 },
      [
        "teamBuckets[0].deletedObjectDays (product-images) is 0: a deleted object is kept for 1 to 3650 days, a whole number. Fix: write a number such as 30. [ENV_DELETED_OBJECTS]",
        "teamBuckets[0].expireDays (product-images) is 0: an object is deleted after 1 to 3650 days, a whole number. Fix: write a number such as 90. [ENV_OBJECT_AGE]",
      ],
    ],
    [
      "names, indexes and numbers that DynamoDB does not take",
      {
        "tables.1": {
          ...table,
          partitionKey: { name: "an id" },
          indexes: manyIndexes,
          capacity: { reads: 0, writes: 40001 },
          recoveryDays: 36,
        },
      },
      [
        'tables[1].partitionKey.name (carts) is "an id": a name of an attribute has 1 to 255 letters, digits, hyphens, dots and underscores. Fix: write it as in orderId. [ENV_TABLE_ATTRIBUTE]',
        `tables[1].indexes (carts) is ${`${JSON.stringify(manyIndexes).slice(0, 117)}...`}: a table has 20 indexes at most. Fix: leave some out. [ENV_TABLE_INDEXES]`,
        "tables[1].capacity.reads (carts) is 0: a table with provisioned capacity has 1 to 40000 units, a whole number. Fix: write a number such as 10. [ENV_TABLE_CAPACITY]",
        "tables[1].capacity.writes (carts) is 40001: a table with provisioned capacity has 1 to 40000 units, a whole number. Fix: write a number such as 10. [ENV_TABLE_CAPACITY]",
        "tables[1].recoveryDays (carts) is 36: point-in-time recovery of DynamoDB reaches back 1 to 35 days, a whole number. Fix: write a number such as 35. [ENV_TABLE_RECOVERY]",
      ],
    ],
    [
      "keys that contradict each other",
      {
        "tables.1": {
          ...table,
          sortKey: { name: "id" },
          indexes: [{ name: "by-age", partitionKey: { name: "id", type: "N" }, sortKey: { name: "age", type: "N" } }],
        },
      },
      [
        'tables[1].indexes[0].partitionKey.type (carts) is "N": id is of type S in an earlier key of this table. Fix: write "S", or name another attribute. [ENV_TABLE_KEY_TYPES]',
        'tables[1].sortKey.name (carts) is "id": the sort key is another attribute than the partition key. Fix: name another attribute, or leave sortKey out. [ENV_TABLE_SORT_KEY]',
      ],
    ],
    [
      "names that stand there twice",
      {
        "queues.1": { name: "placed-orders", team: "storefront" },
        "teamBuckets.1": { name: "product-images", team: "fulfilment" },
        "tables.1": {
          ...table,
          name: "reviews",
          indexes: [
            { name: "one", partitionKey: { name: "a" } },
            { name: "one", partitionKey: { name: "b" } },
          ],
        },
      },
      [
        'queues[1].name is "placed-orders": placed-orders is taken by queues[0]. Fix: choose another one, or leave this entry out. [ENV_QUEUE_REPEATED]',
        'teamBuckets[1].name is "product-images": product-images is taken by teamBuckets[0]. Fix: choose another one, or leave this entry out. [ENV_BUCKET_REPEATED]',
        'tables[1].name is "reviews": reviews is taken by tables[0]. Fix: choose another one, or leave this entry out. [ENV_TABLE_REPEATED]',
        'tables[1].indexes[1].name (reviews) is "one": one is taken by indexes[0] of this table. Fix: choose another one, or leave this entry out. [ENV_INDEX_REPEATED]',
      ],
    ],
    [
      "a queue that is named as the dead letters of another, or as the platform's own",
      {
        "queues.1": { name: "placed-orders-dead-letter", team: "storefront" },
        "queues.2": { name: "interruptions", team: "storefront" },
      },
      [
        'queues[1].name is "placed-orders-dead-letter": the SQS queue name computed for the queue placed-orders-dead-letter, strata-demo-placed-orders-dead-letter, is also that of the dead letters of the queue placed-orders. Fix: rename one of the two. [ENV_NAME_COLLISION]',
        'queues[2].name is "interruptions": the SQS queue name computed for the queue interruptions, strata-demo-interruptions, is also that of the queue of interruptions. Fix: rename one of the two. [ENV_NAME_COLLISION]',
      ],
    ],
    [
      "safety that production does not go without",
      {
        "teamBuckets.0.deletedObjectDays": 6,
        "tables.0.recoveryDays": 6,
        "tables.0.deletionProtection": false,
      },
      [
        "teamBuckets[0].deletedObjectDays (product-images) is 6: in production a deleted object of a team's bucket is kept for seven days or more. Fix: write 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_DELETED_OBJECTS]",
        "tables[0].recoveryDays (reviews) is 6: in production point-in-time recovery of a table reaches back seven days or more. Fix: write 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_RECOVERY]",
        "tables[0].deletionProtection (reviews) is false: in production a table that an app uses is protected from deletion, and storefront/catalog uses this one. Fix: leave it out; to remove the table, first take it from the uses of all apps, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_TABLE]",
      ],
    ],
    [
      "states among the buckets of teams",
      { state: { kind: "s3", bucketPrefix: "strata-demo-111122223333-team" } },
      [
        'state.bucketPrefix is "strata-demo-111122223333-team": names of teams\' buckets begin with strata-demo-111122223333-team-. Fix: choose another prefix. [ENV_STATE_AMONG_BUCKETS]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "the least and the most",
      {
        "queues.0": {
          name: "placed-orders",
          team: "fulfilment",
          sharedWith: ["storefront"],
          fifo: true,
          visibilityTimeoutSeconds: 43200,
          retentionDays: 13,
          maximumReceives: 1000,
        },
        "tables.1": { ...table, capacity: { reads: 1, writes: 40000 }, recoveryDays: 7, timeToLive: "expires_at" },
      },
    ],
    ["a table that no app uses and that may go", { "tables.1": { ...table, deletionProtection: false } }],
    [
      "a queue with order beside one without",
      { "queues.1": { name: "placed-orders-2", team: "storefront", fifo: true } },
    ],
    ["another prefix of states", { state: { kind: "s3", bucketPrefix: "strata-demo-111122223333-tea" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("who uses what", () => {
  it.each<Refusal>([
    [
      "things that nobody has declared",
      { "apps.0.uses": { queues: ["placed-order"], buckets: ["pictures"], tables: [{ name: "review" }] } },
      [
        'apps[0].uses.queues[0] (web) is "placed-order": no queue has this name; there are placed-orders. Fix: write "placed-orders". [ENV_APP_QUEUE]',
        'apps[0].uses.buckets[0] (web) is "pictures": no team\'s bucket has this name; there are product-images. Fix: choose one of those, or declare it. [ENV_APP_BUCKET]',
        'apps[0].uses.tables[0] (web) is {"name":"review"}: no table has this name; there are reviews. Fix: write "reviews". [ENV_APP_TABLE]',
      ],
    ],
    [
      "owners that are no teams",
      {
        "databases.0.team": "shop",
        "caches.0.team": "storefronts",
        "queues.0.sharedWith": ["storefront", "nobody"],
      },
      [
        'databases[0].team (orders) is "shop": no team has this name; there are storefront, fulfilment. Fix: choose one of those, or declare it. [ENV_OWNER_TEAM]',
        'caches[0].team (sessions) is "storefronts": no team has this name; there are storefront, fulfilment. Fix: write "storefront". [ENV_OWNER_TEAM]',
        'queues[0].sharedWith[1] (placed-orders) is "nobody": no team has this name; there are storefront, fulfilment. Fix: choose one of those, or declare it. [ENV_OWNER_TEAM]',
      ],
    ],
    [
      "what belongs to another team",
      { "databases.0.team": "storefront", "queues.0.sharedWith": [] },
      [
        'apps[2].uses.queues[0] (checkout) is {"name":"placed-orders","access":"send"}: it belongs to the team fulfilment, and storefront/checkout is another team\'s. Fix: add "storefront" to its sharedWith, or leave it out here. [ENV_APP_NOT_OWNER]',
        'apps[3].uses.databases[0] (orders) is {"name":"orders","access":"own"}: it belongs to the team storefront, and fulfilment/orders is another team\'s. Fix: take the team away from it, or leave it out here. [ENV_APP_NOT_OWNER]',
      ],
    ],
    [
      "two levels of access to one thing",
      { "apps.1.uses.buckets": ["product-images", { name: "product-images", access: "read-write" }] },
      [
        'apps[1].uses.buckets[1] (catalog) is {"name":"product-images","access":"read-write"}: every entry of a list stands in it once. Fix: leave it out. [ENV_ENTRY_REPEATED]',
      ],
    ],
    [
      "an access that there is not",
      { "apps.1.uses.tables": [{ name: "reviews", access: "write" }] },
      [
        'apps[1].uses.tables[0].access (catalog) is "write": the choices are read, read-write. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "a number for a name",
      { "apps.1.uses.tables": [5] },
      [
        'apps[1].uses.tables[0] (catalog) is 5: it must be an object, and it is a number. Fix: write an object, as in { name: "reviews", access: "read" }. [ENV_TYPE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a cache of the team whose apps use it", { "caches.0.team": "storefront" }],
    ["a queue that is shared", { "queues.0.sharedWith": ["storefront"] }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
