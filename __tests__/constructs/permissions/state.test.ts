import { policyDocument } from "../../../constructs/identity/policy-document";
import { statePermissions } from "../../../constructs/permissions/state";
import type { DeployerAction, PlatformStackId as StackId } from "../../../constructs/stack/stack-id";
import { states, store } from "../identity/support/context";
import { decide } from "../identity/support/iam";

const as = (stack: StackId, action: DeployerAction) => [policyDocument(...statePermissions(states[stack], action))];
const state = (stack: StackId) => `arn:aws:s3:::${store(stack).bucket}/${stack}.tfstate`;
const key = "arn:aws:kms:eu-central-1:111122223333:key/1";
const throughS3 = (stack: StackId, service = "s3") => ({
  "kms:ResourceAliases": [store(stack).keyAlias],
  "kms:ViaService": `${service}.eu-central-1.amazonaws.com`,
});

describe("own state", () => {
  it.each([
    ["plan", "s3:GetObject", "allowed"],
    ["plan", "s3:PutObject", "denied"],
    ["apply", "s3:GetObject", "allowed"],
    ["apply", "s3:PutObject", "allowed"],
    ["apply", "s3:DeleteObject", "denied"],
    ["apply", "s3:DeleteObjectVersion", "denied"],
  ] as const)("%s, %s: %s", (role, action, verdict) => {
    expect(decide(as("apps", role), { action, resource: state("apps") })).toBe(verdict);
  });

  it.each(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])("a plan locks: %s", (action) => {
    expect(decide(as("apps", "plan"), { action, resource: `${state("apps")}.tflock` })).toBe("allowed");
  });

  it("is found in its bucket by its key, and nothing else is", () => {
    const list = (prefix: string) => ({
      action: "s3:ListBucket",
      resource: `arn:aws:s3:::${store("apps").bucket}`,
      context: { "s3:prefix": prefix },
    });
    expect(decide(as("apps", "plan"), list("apps.tfstate"))).toBe("allowed");
    expect(decide(as("apps", "plan"), list(""))).toBe("denied");
  });

  it.each(["kms:Decrypt", "kms:GenerateDataKey"])("is encrypted with its own key, through S3: %s", (action) => {
    const call = { action, resource: key };
    expect(decide(as("apps", "plan"), { ...call, context: throughS3("apps") })).toBe("allowed");
    expect(decide(as("apps", "plan"), { ...call, context: throughS3("apps", "ebs") })).toBe("denied");
    expect(decide(as("apps", "plan"), { ...call, context: throughS3("identity") })).toBe("denied");
    expect(decide(as("apps", "plan"), { ...call, context: {} })).toBe("denied");
  });
});

describe("records of the own applies", () => {
  const record = `${state("apps")}.applies/20261128T080143Z-12.json`;
  const once = { "s3:if-none-match": "*" };

  it.each([
    ["plan", "s3:GetObject", {}, "allowed"],
    ["plan", "s3:PutObject", once, "denied"],
    ["apply", "s3:GetObject", {}, "allowed"],
    ["apply", "s3:PutObject", once, "allowed"],
    ["apply", "s3:PutObject", {}, "denied"],
    ["apply", "s3:DeleteObject", {}, "denied"],
  ] as const)("%s, %s with %p: %s", (role, action, context, verdict) => {
    expect(decide(as("apps", role), { action, resource: record, context })).toBe(verdict);
  });

  it("are not read with a contract", () => {
    const resource = `${state("app-services")}.applies/20261128T080143Z-12.json`;
    expect(decide(as("apps", "apply"), { action: "s3:GetObject", resource })).toBe("denied");
  });
});

describe("states of contracts", () => {
  it.each(["plan", "apply"] as const)("are read and not written by %s", (role) => {
    const resource = state("app-services");
    expect(decide(as("apps", role), { action: "s3:GetObject", resource })).toBe("allowed");
    expect(decide(as("apps", role), { action: "s3:PutObject", resource })).toBe("denied");
    expect(decide(as("apps", role), { action: "s3:PutObject", resource: `${resource}.tflock` })).toBe("denied");
    const decrypt = { action: "kms:Decrypt", resource: key, context: throughS3("app-services") };
    expect(decide(as("apps", role), decrypt)).toBe("allowed");
    expect(decide(as("apps", role), { ...decrypt, action: "kms:GenerateDataKey" })).toBe("denied");
  });

  it("are those of the contracts that are read, and no others", () => {
    expect(decide(as("apps", "apply"), { action: "s3:GetObject", resource: state("identity") })).toBe("denied");
    expect(decide(as("identity", "apply"), { action: "s3:GetObject", resource: state("apps") })).toBe("denied");
  });
});
