import { appPolicies } from "../../../constructs/identity/app-permissions";
import { namesOf } from "../../../constructs/names";

const names = namesOf({ name: "demo", aws: { accountId: "111122223333", region: "eu-central-1", partition: "aws" } });
const app = (uses: { databases?: string[]; caches?: string[] }, databaseId = (_: string) => "*") =>
  appPolicies(names, { team: "storefront", name: "web", uses: { databases: [], caches: [], ...uses } }, databaseId);

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
  expect(app({ databases: ["orders"] }).databases?.Statement).toEqual([
    {
      Sid: "SignIn",
      Effect: "Allow",
      Action: ["rds-db:connect"],
      Resource: ["arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/demo_storefront_web"],
    },
  ]);
});

it("an app signs in to exactly the clusters whose ids are known", () => {
  const { databases } = app({ databases: ["orders", "carts"] }, (database) => `cluster-${database.toUpperCase()}`);
  expect(databases?.Statement[0]?.Resource).toEqual([
    "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-CARTS/demo_storefront_web",
    "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-ORDERS/demo_storefront_web",
  ]);
});

it("an app without datastores may do nothing", () => expect(app({})).toEqual({}));
