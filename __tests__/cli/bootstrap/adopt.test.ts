import { adopt } from "../../../cli/bootstrap/adopt";
import { type AccountState, account, awsError, emptyAccount, session, wanted } from "./support/account";

/** Buckets and keys that belong to no stack, whose next change set takes them in. */
const orphaned = (state: Partial<AccountState> = {}) =>
  emptyAccount({ stores: true, outcome: ["IMPORT_IN_PROGRESS", "IMPORT_COMPLETE"], ...state });

it("what belongs to no stack is taken in as it is, without a tag, and then brought to what is wanted", async () => {
  const one = orphaned();
  const { apis } = one;
  const inputs: Parameters<typeof apis.cloudFormation.createChangeSet>[0][] = [];
  const cloudFormation = {
    ...apis.cloudFormation,
    createChangeSet: (input: (typeof inputs)[number]) => {
      inputs.push(input);
      return apis.cloudFormation.createChangeSet(input);
    },
    executeChangeSet: async (input: Parameters<typeof apis.cloudFormation.executeChangeSet>[0]) => {
      await apis.cloudFormation.executeChangeSet(input);
      one.state.statuses = ["IMPORT_COMPLETE"];
      one.state.changes = [];
    },
  };
  const run = session(one, { aws: { ...apis, cloudFormation } });
  expect((await adopt(run)).output).toBe(`${wanted.stack}: nothing to change.\n`);
  expect(inputs.map(({ ChangeSetType }) => ChangeSetType)).toEqual(["IMPORT", "UPDATE"]);
  expect(inputs[0]?.Tags).toBeUndefined();
  expect(inputs[0]?.ResourcesToImport).toHaveLength(26);
  expect(inputs[0]?.ResourcesToImport).toContainEqual({
    LogicalResourceId: "AppsStateBucketPolicy",
    ResourceType: "AWS::S3::BucketPolicy",
    ResourceIdentifier: { Bucket: "larkfield-states-apps" },
  });
  const { Resources } = JSON.parse(inputs[0]?.TemplateBody ?? "{}");
  expect(Resources.AppsStateBucket).toEqual({
    Type: "AWS::S3::Bucket",
    DeletionPolicy: "Retain",
    UpdateReplacePolicy: "Retain",
    Properties: { BucketName: "larkfield-states-apps" },
  });
  expect(one.calls).toContain("setStackPolicy");
  expect(run.shown[0]?.split("\n")[0]).toBe(`${wanted.stack} takes in, as they are:`);
});

it("a bucket without its key is a riddle that somebody has to solve first", async () => {
  const one = orphaned();
  const describeKey = async () => {
    throw awsError("NotFoundException", "no such key");
  };
  const { apis } = one;
  await expect(adopt(session(one, { aws: { ...apis, kms: { ...apis.kms, describeKey } } }))).rejects.toThrow(
    "platform bootstrap --adopt: of the state of identity there is only one of bucket larkfield-states-identity and KMS alias alias/strata/example-s3/state/identity",
  );
  expect(one.calls).toEqual([]);
});

it.each([
  ["where there is a stack", account(), `there is a stack ${wanted.stack} already`],
  ["where there is nothing to take in", emptyAccount(), `there is nothing that ${wanted.stack} could take in`],
])("nothing is taken in %s", async (_, one, message) => {
  await expect(adopt(session(one))).rejects.toThrow(`platform bootstrap --adopt: ${message}`);
  expect(one.calls).toEqual([]);
});

it("nothing is taken in without a yes, and no stack is left behind", async () => {
  const one = orphaned();
  const asked = session(one);
  const declined = { ...asked, dialogue: { ...asked.dialogue, confirm: async () => false } };
  await expect(adopt(declined)).rejects.toThrow("platform bootstrap --adopt: nothing was taken in");
  expect(one.calls).toEqual(["createChangeSet IMPORT", "deleteChangeSet", "deleteStack"]);
});
