import { check } from "../../../cli/bootstrap/check";
import { sameJson } from "../../../cli/bootstrap/same-json";
import { account, emptyAccount, session, wanted } from "./support/account";

const { stack } = wanted;
const differences = (output: string) => output.split("\n").filter((line) => line.startsWith("  - "));

it("a check of what was never made names all of it", async () => {
  const { output, exitCode } = await check(session(emptyAccount({ services: [] })));
  expect(exitCode).toBe(2);
  expect(differences(output)).toEqual([
    `  - there is no stack ${stack}`,
    ...wanted.stores.flatMap(({ bucket, keyAlias }) => [
      `  - bucket ${bucket}: there is none`,
      `  - key ${keyAlias}: there is none`,
    ]),
    "  - bucket larkfield-states-state-access-logs: there is none",
    "  - the account has no AWSServiceRoleForAutoScaling",
    "  - the account has no AWSServiceRoleForEC2Spot",
  ]);
  expect(output.split("\n").at(-2)).toBe(
    "A root administrator mends it: ENVIRONMENT=example-s3 npx platform bootstrap",
  );
});

it.each(["UPDATE_ROLLBACK_FAILED", "UPDATE_IN_PROGRESS"])(
  "a check tells of a stack that is %s, and does not wait",
  async (status) => {
    const { output } = await check(session(account({ statuses: [status] })));
    expect(differences(output)).toEqual([`  - ${stack} is ${status}`]);
  },
);

it("a check compares templates by what they say, not by how", async () => {
  const one = account();
  const deployed = JSON.parse(wanted.template);
  delete deployed.Resources.AppsStateKeyAlias;
  deployed.Resources.Old = deployed.Resources.AppsStateBucket;
  const TemplateBody = JSON.stringify(deployed, null, 2);
  const { apis } = one;
  const cloudFormation = { ...apis.cloudFormation, getTemplate: async () => ({ TemplateBody }) };
  const { output } = await check(session(one, { aws: { ...apis, cloudFormation } }));
  expect(differences(output)).toEqual([
    "  - template: Old is deployed and not wanted any more",
    "  - template: AppsStateKeyAlias is not deployed",
  ]);
});

it("a check sees what was changed by hand", async () => {
  const one = account();
  const { apis } = one;
  const kms = {
    ...apis.kms,
    getKeyRotationStatus: async () => ({ KeyRotationEnabled: false }),
    getKeyPolicy: async () => ({ Policy: '{"Version":"2012-10-17","Statement":[]}' }),
  };
  const s3 = { ...apis.s3, getPublicAccessBlock: async () => ({}) };
  const { output } = await check(session(one, { aws: { ...apis, kms, s3 } }));
  expect(differences(output).slice(0, 3)).toEqual([
    "  - bucket larkfield-states-identity: public access is not blocked",
    "  - key alias/strata/example-s3/state/identity: its policy is another",
    "  - key alias/strata/example-s3/state/identity: it is not rotated",
  ]);
});

it.each([
  ["a list of one and its member", { Principal: { AWS: ["*"] } }, { Principal: { AWS: "*" } }, true],
  ["lists in another order", { Action: ["b", "a"] }, { Action: ["a", "b"] }, true],
  ["fields in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ["another member", { Action: ["a", "b"] }, { Action: ["a", "c"] }, false],
  ["a member more", { Action: ["a"] }, { Action: ["a", "b"] }, false],
  ["another effect", { Effect: "Deny" }, { Effect: "Allow" }, false],
])("policies with %s: the same is %s", (_, one, other, same) => expect(sameJson(one, other)).toBe(same));
