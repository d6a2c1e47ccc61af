import { allow, policyDocument, type Statement } from "../../../constructs/identity/policy-document";
import { deployedAccess } from "../../../constructs/ledger/deployed-access";
import { deployedLinks, deployedUsersOf } from "../../../constructs/ledger/deployed-links";
import { emptyLedger, type Ledger, type RecordedStack } from "../../../constructs/ledger/ledger";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { appsOf } from "../../../stacks/1-identity/wiring";

const environment = loadEnvironment("demo");
const recorded = (elements: RecordedStack["elements"]): RecordedStack => ({ elements, grants: {}, outputs: {} });
const policy = (...statements: readonly Statement[]) => ({
  body: { policy: JSON.stringify(policyDocument(...statements)) },
});
const sqs = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:strata-demo-${name}`;
const bucket = (name: string) => `arn:aws:s3:::strata-demo-111122223333-team-${name}`;
const table = (name: string) => `arn:aws:dynamodb:eu-central-1:111122223333:table/strata-demo-${name}`;

/** `tracking` was applied with a queue, a bucket and a table that the environment says nothing of any more. */
const stacks: Partial<Record<StackId, RecordedStack>> = {
  identity: recorded({
    "aws_iam_policy.apps_fulfilment-tracking_policy-queues": policy(
      allow("Send", "sqs:SendMessage", [sqs("both"), sqs("moves.fifo")]),
      allow("Receive", "sqs:ReceiveMessage", [sqs("both"), sqs("mails")]),
    ),
    "aws_iam_policy.apps_fulfilment-tracking_policy-buckets": policy(
      allow("Read", "s3:GetObject", [`${bucket("labels")}/*`, `${bucket("maps")}/*`]),
      allow("Write", "s3:PutObject", `${bucket("labels")}/*`),
    ),
    "aws_iam_policy.apps_fulfilment-tracking_policy-tables": policy(
      allow("Read", "dynamodb:GetItem", [table("parcels"), `${table("parcels")}/index/*`, table("stops")]),
      allow("Write", "dynamodb:PutItem", table("stops")),
    ),
  }),
  apps: recorded({
    "kubernetes_config_map_v1.fulfilment_tracking_settings": {
      uses: [
        "app-services aws_sqs_queue.queue-moves_queue",
        "app-services aws_s3_bucket.bucket-labels_bucket",
        "app-services aws_dynamodb_table.table-parcels_table",
        "app-services aws_rds_cluster.database-orders_cluster",
      ],
    },
    "kubernetes_config_map_v1.storefront_checkout_settings": {
      uses: ["app-services aws_rds_cluster.database-orders_cluster"],
    },
    "kubernetes_config_map_v1.storefront_web_settings": {
      uses: ["app-services aws_rds_cluster.database-orders-archive_cluster"],
    },
  }),
};
const ledger: Ledger = { ...emptyLedger(environment), stacks };

it("tells what an app's deployed pods know the address of", () => {
  expect(deployedLinks(ledger, "fulfilment", "tracking")).toEqual({
    databases: ["orders"],
    caches: [],
    queues: ["moves"],
    buckets: ["labels"],
    tables: ["parcels"],
  });
});

it("tells which apps' deployed pods know a database, and not those of one with a longer name", () => {
  expect(deployedUsersOf(ledger, "orders")).toEqual(["fulfilment/tracking", "storefront/checkout"]);
  expect(deployedUsersOf(ledger, "orders-archive")).toEqual(["storefront/web"]);
  expect(deployedUsersOf(undefined, "orders")).toEqual([]);
});

it("reads from the recorded policies what the role may do", () => {
  const access = deployedAccess(ledger, "fulfilment", "tracking");
  expect(["both", "moves", "mails", "unknown"].map(access.queue)).toEqual(["send-receive", "send", "receive", "send"]);
  expect([access.fifo("moves"), access.fifo("mails")]).toEqual([true, false]);
  expect(["labels", "maps", "unknown"].map(access.bucket)).toEqual(["read-write", "read", "read"]);
  expect(["stops", "parcels", "unknown"].map(access.table)).toEqual(["read-write", "read", "read"]);
});

it("keeps an app's rights on what its pods still use, and gives it no more", () => {
  const tracking = appsOf(environment, ledger).find(({ name }) => name === "tracking");
  expect(tracking?.uses).toEqual({
    databases: [{ name: "orders", access: "read" }],
    caches: [],
    queues: [{ name: "moves", access: "send", fifo: true }],
    buckets: [{ name: "labels", access: "read-write" }],
    tables: [{ name: "parcels", access: "read" }],
  });
});

it("follows the environment in what it declares", () => {
  const checkout = appsOf(environment, ledger).find(({ name }) => name === "checkout");
  expect(checkout?.uses.queues).toEqual([{ name: "placed-orders", access: "send", fifo: false }]);
});
