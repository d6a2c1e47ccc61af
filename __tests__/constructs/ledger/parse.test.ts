import { fingerprint } from "../../../constructs/ledger/fingerprint";
import type { Ledger } from "../../../constructs/ledger/ledger";
import { parseLedger } from "../../../constructs/ledger/parse";
import { ledgerText } from "../../../constructs/ledger/tidy";
import { environmentNames, loadEnvironment } from "../../../environments/load";
import { recordedLedger } from "../../support/deployed";
import { configErrorOf } from "../../support/two-stacks";

const owner = { name: "demo", aws: { accountId: "111122223333", region: "eu-central-1" } };
const grant = { actions: ["rds:DeleteDBCluster"], resources: ["*"], because: "a test" };
const named = fingerprint(grant);
const ledger: Ledger = {
  format: 1,
  environment: "demo",
  accountId: "111122223333",
  region: "eu-central-1",
  stacks: {
    "app-services": {
      elements: {
        "aws_rds_cluster.orders": { grants: { read: [], change: [named] }, known: { id: "c-1", of: "orders" } },
      },
      grants: { [named]: grant },
      outputs: { database_names: { orders: "${aws_rds_cluster.orders.database_name}" } },
    },
  },
};

const withElement = (stack: string, address: string, element: unknown) => ({
  ...ledger,
  stacks: { [stack]: { elements: { [address]: element }, grants: {}, outputs: {} } },
});
const parsed = (content: unknown) => parseLedger(JSON.stringify(content), "ledger/demo.json", owner);
const said = (content: unknown) => configErrorOf(() => parsed(content)).message;

it("a ledger is read as it was written", () => {
  expect(parseLedger(ledgerText(ledger), "ledger/demo.json", owner)).toEqual(ledger);
});

it.each(environmentNames())("what is recorded of %s is read again", async (name) => {
  const environment = loadEnvironment(name);
  const ids = () => ({ id: "sg-0a1b2c3d", key_id: "0a-1b", zone_id: "Z01234", cluster_resource_id: "cluster-A1B2" });
  const recorded = await recordedLedger(environment, ids);
  expect(parseLedger(ledgerText(recorded), `ledger/${name}.json`, environment)).toEqual(recorded);
});

it.each([
  [
    "is no JSON",
    () => configErrorOf(() => parseLedger("{", "ledger/demo.json", owner)).message,
    /ledger\/demo\.json: it is no JSON: .*\. Fix: restore it from git, or after a merge take either side, then run npx platform permissions record\. \[LEDGER_BROKEN\]/,
  ],
  [
    "is of a later format",
    () => said({ ...ledger, format: 2 }),
    /ledger\/demo\.json format is 2: this checkout reads formats up to 1\. Fix: use the revision that wrote it, or a later one\. \[LEDGER_FORMAT\]/,
  ],
  [
    "is a copy of another environment's",
    () => said({ ...ledger, environment: "prod" }),
    /ledger\/demo\.json environment is "prod": the environment says demo, and a ledger of another would give its rights\. Fix: each environment has a ledger of its own: remove a copied one; what is deployed never moves\. \[LEDGER_OF_ANOTHER\]/,
  ],
  ["is another account's", () => said({ ...ledger, accountId: "444455556666" }), /\[LEDGER_OF_ANOTHER\]/],
  [
    "names a stack that there is not",
    () => said({ ...ledger, stacks: { network: ledger.stacks["app-services"] } }),
    /ledger\/demo\.json stacks.*\[LEDGER_SHAPE\]/,
  ],
  [
    "holds a grant that was edited",
    () =>
      said({
        ...ledger,
        stacks: {
          apps: { elements: {}, grants: { [named]: { ...grant, resources: ["arn:aws:rds:*:*:*"] } }, outputs: {} },
        },
      }),
    /stacks apps grants [0-9a-f]{12} is \["rds:DeleteDBCluster"\]: its name does not fit its content, so that somebody has edited it\. .*\[LEDGER_EDITED\]/,
  ],
  [
    "makes a pattern of an id",
    () => said(withElement("app-services", "aws_route53_zone.z", { known: { id: "?*", of: "x" } })),
    /known id: .*\[LEDGER_SHAPE\]/,
  ],
  [
    "declares a role outside of the environment's path",
    () => said(withElement("identity", "aws_iam_role.evil", { body: { path: "/", permissions_boundary: "x" } })),
    /identity elements aws_iam_role\.evil body: no stack declares such a thing: .*\[LEDGER_EDITED\]/,
  ],
  [
    "declares a role in the root of trust",
    () =>
      said(
        withElement("identity", "aws_iam_role.evil", {
          body: { path: "/strata/demo/root/", permissions_boundary: "x" },
        }),
      ),
    /\[LEDGER_EDITED\]/,
  ],
  [
    "declares a role without a boundary",
    () => said(withElement("identity", "aws_iam_role.evil", { body: { path: "/strata/demo/apps/x/" } })),
    /\[LEDGER_EDITED\]/,
  ],
  [
    "attaches a policy that the platform never does",
    () =>
      said(
        withElement("identity", "aws_iam_role_policy_attachment.evil", {
          body: { role: "x", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        }),
      ),
    /\[LEDGER_EDITED\]/,
  ],
  [
    "declares a role in another stack than identity",
    () =>
      said(
        withElement("apps", "aws_iam_role.evil", { body: { path: "/strata/demo/apps/x/", permissions_boundary: "x" } }),
      ),
    /\[LEDGER_EDITED\]/,
  ],
  [
    "declares something of another provider",
    () => said(withElement("managed-infrastructure", "random_password.evil", { body: {} })),
    /\[LEDGER_EDITED\]/,
  ],
  [
    "grants everything",
    () =>
      said({
        ...ledger,
        stacks: { apps: { elements: {}, grants: { abc: { actions: ["*"], resources: ["*"] } }, outputs: {} } },
      }),
    /ledger\/demo\.json stacks apps grants abc actions 0: .*\[LEDGER_SHAPE\]/,
  ],
  [
    "names a grant that it does not hold",
    () => said({ ...ledger, stacks: { apps: { ...ledger.stacks["app-services"], grants: {} } } }),
    /elements aws_rds_cluster\.orders is "[0-9a-f]{12}": it names a grant that the file does not hold\. .*\[LEDGER_SHAPE\]/,
  ],
])("a ledger that %s is refused", (_, message, expected) => expect(message()).toMatch(expected));
