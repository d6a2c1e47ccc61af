import { appPolicies } from "../../../constructs/identity/app-permissions";
import { namesOf } from "../../../constructs/names";

const names = namesOf({ name: "demo", aws: { accountId: "111122223333", region: "eu-central-1", partition: "aws" } });

it("an app signs in to the caches that it names, as its own user and as no other", () => {
  const uses = { caches: ["sessions", "carts"] };
  expect(appPolicies(names, { team: "storefront", name: "web", uses }).caches?.Statement).toEqual([
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

it("an app without a cache may do nothing", () => {
  expect(appPolicies(names, { team: "storefront", name: "catalog", uses: { caches: [] } })).toEqual({});
});
