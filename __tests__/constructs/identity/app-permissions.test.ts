import { type AppUses, appPolicies } from "../../../constructs/identity/app-permissions";
import { namesOf } from "../../../constructs/names";

const names = namesOf({ name: "demo", aws: { accountId: "111122223333", region: "eu-central-1", partition: "aws" } });
const user = { names, region: "eu-central-1", keyId: () => "*" };
const nothing: AppUses = { databases: [], caches: [], queues: [], buckets: [], tables: [] };
const app = (uses: Partial<AppUses>, databaseId = (_: string) => "*") =>
  appPolicies(user, { team: "storefront", name: "web", uses: { ...nothing, ...uses } }, databaseId);
const named = (...all: readonly string[]) => all.map((name) => ({ name }));
/** The use of a platform's key through one service, by its alias. */
const keyOf = (purpose: string, service: string, ...actions: readonly string[]) => ({
  Sid: "UseKey",
  Effect: "Allow",
  Action: actions,
  Resource: ["arn:aws:kms:eu-central-1:111122223333:key/*"],
  Condition: {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": [`alias/strata/demo/${purpose}`] },
    StringEquals: { "kms:ViaService": `${service}.eu-central-1.amazonaws.com` },
  },
});

it("an app signs in to the caches that it names, as its own user and as no other", () => {
  expect(app({ caches: ["sessions", "carts"] }).caches?.Statement).toEqual([
    {
      Sid: "SignIn",
      Effect: "Allow",
      Action: ["elasticache:Connect"],
      Resource: [
        "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:strata-demo-carts",
        "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:strata-demo-sessions",
        "arn:aws:elasticache:eu-central-1:111122223333:user:strata-demo-storefront-web",
      ],
    },
  ]);
});

it("an app signs in to databases as its own user and as no other", () => {
  expect(app({ databases: named("orders") }).databases?.Statement).toEqual([
    {
      Sid: "SignIn",
      Effect: "Allow",
      Action: ["rds-db:connect"],
      Resource: ["arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/demo_storefront_web"],
    },
  ]);
});

it("an app signs in to exactly the clusters whose ids are known", () => {
  const { databases } = app({ databases: named("orders", "carts") }, (database) => `cluster-${database.toUpperCase()}`);
  expect(databases?.Statement[0]?.Resource).toEqual([
    "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-CARTS/demo_storefront_web",
    "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-ORDERS/demo_storefront_web",
  ]);
});

it("an app without datastores may do nothing", () => expect(app({})).toEqual({}));

describe("queues", () => {
  const sqs = (queue: string) => `arn:aws:sqs:eu-central-1:111122223333:strata-demo-${queue}`;
  const find = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
  const send = (...queues: readonly string[]) => ({
    Sid: "Send",
    Effect: "Allow",
    Action: ["sqs:SendMessage", ...find],
    Resource: queues.map(sqs),
  });
  const receive = (...queues: readonly string[]) => ({
    Sid: "Receive",
    Effect: "Allow",
    Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", ...find],
    Resource: queues.map(sqs),
  });

  it("are sent to by who says so, and by nobody received from", () => {
    const { queues } = app({ queues: [{ name: "mails", access: "send", fifo: false }] });
    expect(queues?.Statement).toEqual([send("mails"), keyOf("queues", "sqs", "kms:Decrypt", "kms:GenerateDataKey")]);
  });

  it("are received from without the right to send", () => {
    const { queues } = app({ queues: [{ name: "meters", access: "receive", fifo: true }] });
    expect(queues?.Statement).toEqual([receive("meters.fifo"), keyOf("queues", "sqs", "kms:Decrypt")]);
  });

  it("are each used as far as the app says of it", () => {
    const { queues } = app({
      queues: [
        { name: "mails", access: "send", fifo: false },
        { name: "both", access: "send-receive", fifo: false },
      ],
    });
    expect(queues?.Statement.slice(0, 2)).toEqual([send("both", "mails"), receive("both")]);
  });
});

describe("buckets", () => {
  const bucket = (name: string, end = "") => `arn:aws:s3:::strata-demo-111122223333-team-${name}${end}`;

  it("are read without the right to write", () => {
    const { buckets } = app({ buckets: [{ name: "images", access: "read" }] });
    expect(buckets?.Statement).toEqual([
      { Sid: "List", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: [bucket("images")] },
      { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: [bucket("images", "/*")] },
      keyOf("objects", "s3", "kms:Decrypt"),
    ]);
  });

  it("are written where the app says so, and in no other bucket", () => {
    const { buckets } = app({
      buckets: [
        { name: "images", access: "read" },
        { name: "invoices", access: "read-write" },
      ],
    });
    expect(buckets?.Statement.slice(1)).toEqual([
      expect.objectContaining({ Sid: "Read", Resource: [bucket("images", "/*"), bucket("invoices", "/*")] }),
      {
        Sid: "Write",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: [bucket("invoices", "/*")],
      },
      {
        Sid: "ListUploads",
        Effect: "Allow",
        Action: ["s3:ListBucketMultipartUploads"],
        Resource: [bucket("invoices")],
      },
      keyOf("objects", "s3", "kms:Decrypt", "kms:GenerateDataKey"),
    ]);
  });
});

describe("tables", () => {
  const table = (name: string) => `arn:aws:dynamodb:eu-central-1:111122223333:table/strata-demo-${name}`;

  it("are read with their indexes, and written where the app says so", () => {
    const { tables } = app({
      tables: [
        { name: "reviews", access: "read" },
        { name: "carts", access: "read-write" },
      ],
    });
    expect(tables?.Statement).toEqual([
      {
        Sid: "Read",
        Effect: "Allow",
        Action: ["BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem", "Query", "Scan"].map(
          (action) => `dynamodb:${action}`,
        ),
        Resource: [table("carts"), `${table("carts")}/index/*`, table("reviews"), `${table("reviews")}/index/*`],
      },
      {
        Sid: "Write",
        Effect: "Allow",
        Action: ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"].map((action) => `dynamodb:${action}`),
        Resource: [table("carts")],
      },
      keyOf("tables", "dynamodb", "kms:Decrypt"),
    ]);
  });
});

it("an app uses a key by its id once it is known", () => {
  const known = appPolicies(
    { ...user, keyId: (purpose) => `id-of-${purpose}` },
    { team: "storefront", name: "web", uses: { ...nothing, tables: [{ name: "carts", access: "read" }] } },
    () => "*",
  );
  expect(known.tables?.Statement.at(-1)).toEqual({
    Sid: "UseKey",
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: ["arn:aws:kms:eu-central-1:111122223333:key/id-of-tables"],
    Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-central-1.amazonaws.com" } },
  });
});
