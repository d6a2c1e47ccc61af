import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { contractsRead, stateAccess } from "../../../constructs/permissions/state";
import { statePolicies } from "../../../constructs/permissions/state-policies";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";
import { boundaries } from "../../../stacks/boundaries";
import { lint } from "../../proofs/support/lint";
import { type Call, decide } from "../identity/support/iam";

const environment = loadEnvironment("example-s3");
const stacks = platform({ environment }).resolveAll();
const reads = contractsRead(stacks);
const account = "222233334444";
const policies = need(statePolicies(environment, reads));

const bucket = (stack: StackId) => `arn:aws:s3:::larkfield-states-${stack}`;
const stateOf = (stack: StackId) => `${bucket(stack)}/${stack}.tfstate`;
const deployer = (name: string) => `arn:aws:iam::${account}:role/strata/example-s3/deployers/strata-example-s3-${name}`;
const administrator = `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PlatformRoot_1a2b`;
const breakGlass = `arn:aws:iam::${account}:role/strata/example-s3/root/strata-example-s3-people-break-glass`;
const kms = (resource: string) => `arn:aws:kms:eu-west-1:${account}:${resource}`;

const everyone: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Sid: "All", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

const encrypted = (stack: StackId) => ({
  "s3:x-amz-server-side-encryption": "aws:kms",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": kms(`alias/strata/example-s3/state/${stack}`),
});

/** What the bucket leaves to a principal whose own policies allow everything. */
function inBucket(stack: StackId, principal: string | undefined, { context = {}, ...call }: Call, guarded = policies) {
  const base = { "aws:SecureTransport": "true", ...(principal && { "aws:PrincipalArn": principal }) };
  const all = { ...base, ...(call.action === "s3:PutObject" && encrypted(stack)), ...context };
  return decide([everyone, need(guarded[stack]).bucketPolicy], { ...call, context: all });
}

/** What the key's policy gives; it is the account that it names, so that the principal's own policies have to as well. */
function byKey(stack: StackId, principal: string, action: string, service = "s3") {
  const context = { "aws:PrincipalArn": principal, "kms:ViaService": `${service}.eu-west-1.amazonaws.com` };
  return decide([need(policies[stack]).keyPolicy], { action, resource: kms("key/1"), context });
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("example-s3 keeps its states in S3");
  return value;
}

describe("who reads whose state", () => {
  it("is what the finished stacks read, and what stacks/boundaries.ts says that they may", () => {
    for (const stack of stackIds) expect(reads(stack)).toEqual(boundaries[stack].reads);
    const access = need(stateAccess(environment, reads));
    expect(access.apps.reads.map((store) => store.object)).toEqual([
      "managed-infrastructure.tfstate",
      "kubernetes-cluster.tfstate",
      "app-services.tfstate",
    ]);
  });

  it.each(["demo", "example-hcp"])("is no matter of S3 in %s", (name) => {
    expect(stateAccess(loadEnvironment(name), reads)).toBeUndefined();
    expect(statePolicies(loadEnvironment(name), reads)).toBeUndefined();
  });

  it("takes the region of the states, where that is another", () => {
    const elsewhere = { ...environment, state: { kind: "s3", region: "eu-central-1" } as const };
    expect(need(stateAccess(elsewhere, reads)).apps.region).toBe("eu-central-1");
    expect(JSON.stringify(need(statePolicies(elsewhere, reads)).apps)).not.toContain("eu-west-1.amazonaws");
  });
});

describe("the bucket of app-services", () => {
  const stack = "app-services";
  const [plan, apply, reader] = [deployer("app-services-plan"), deployer("app-services-apply"), deployer("apps-plan")];
  const strangers = [deployer("identity-apply"), deployer("cluster-services-apply"), breakGlass, undefined];
  const [state, lock] = [stateOf(stack), `${stateOf(stack)}.tflock`];
  const record = `${state}.applies/20261128T080143Z-12.json`;

  it.each([
    ["s3:GetObject", state, [plan, apply, reader, administrator]],
    ["s3:PutObject", state, [apply, administrator]],
    ["s3:DeleteObject", state, [administrator]],
    ["s3:GetObject", lock, [plan, apply, administrator]],
    ["s3:PutObject", lock, [plan, apply, administrator]],
    ["s3:DeleteObject", lock, [plan, apply, administrator]],
    ["s3:GetObject", record, [plan, apply, administrator]],
    ["s3:DeleteObject", record, [administrator]],
    ["s3:DeleteObjectVersion", record, [administrator]],
    ["s3:GetObject", `${bucket(stack)}/else`, [plan, apply, administrator]],
    ["s3:ListBucket", bucket(stack), [plan, apply, administrator]],
    ["s3:GetObjectVersion", state, [administrator]],
    ["s3:DeleteObjectVersion", state, [administrator]],
    ["s3:PutObjectAcl", state, [administrator]],
    ["s3:PutBucketPolicy", bucket(stack), [administrator]],
    ["s3:DeleteBucketPolicy", bucket(stack), [administrator]],
    ["s3:PutBucketVersioning", bucket(stack), [administrator]],
    ["s3:PutLifecycleConfiguration", bucket(stack), [administrator]],
    ["s3:PutReplicationConfiguration", bucket(stack), [administrator]],
    ["s3:PutEncryptionConfiguration", bucket(stack), [administrator]],
    ["s3:DeleteBucket", bucket(stack), [administrator]],
    ["s3:ListBucketVersions", bucket(stack), [administrator]],
  ] as const)("leaves %s on %s to the few who do it", (action, resource, allowed) => {
    for (const principal of [plan, apply, reader, administrator, ...strangers]) {
      const expected = allowed.some((one) => one === principal) ? "allowed" : "denied";
      expect([principal, inBucket(stack, principal, { action, resource })]).toEqual([principal, expected]);
    }
  });

  it.each([
    "s3:GetBucketPolicy",
    "s3:GetBucketVersioning",
    "s3:GetEncryptionConfiguration",
    "s3:GetBucketPublicAccessBlock",
  ])("lets everyone read its settings, as far as their own policies do: %s", (action) => {
    for (const principal of [plan, reader, deployer("identity-plan"), breakGlass]) {
      expect(inBucket(stack, principal, { action, resource: bucket(stack) })).toBe("allowed");
    }
  });

  it("takes new records of the own apply role and of administrators, and nobody's over one that is there", () => {
    const put = { action: "s3:PutObject", resource: record };
    for (const principal of [plan, apply, reader, administrator, ...strangers]) {
      const expected = [apply, administrator].some((one) => one === principal) ? "allowed" : "denied";
      const once = { ...put, context: { "s3:if-none-match": "*" } };
      expect([principal, inBucket(stack, principal, once)]).toEqual([principal, expected]);
      expect([principal, inBucket(stack, principal, put)]).toEqual([principal, "denied"]);
    }
  });

  it("takes no plain HTTP, not even from administrators", () => {
    const context = { "aws:SecureTransport": "false" };
    for (const principal of [apply, administrator]) {
      expect(inBucket(stack, principal, { action: "s3:GetObject", resource: state, context })).toBe("denied");
      expect(inBucket(stack, principal, { action: "s3:GetBucketPolicy", resource: bucket(stack), context })).toBe(
        "denied",
      );
    }
  });

  describe("encryption", () => {
    const header = "s3:x-amz-server-side-encryption";
    const put = (context: Call["context"], guarded = policies) =>
      inBucket(stack, apply, { action: "s3:PutObject", resource: state, context }, guarded);
    const withKey = (key: string) => ({ [`${header}-aws-kms-key-id`]: key });
    const missing = { [header]: undefined, [`${header}-aws-kms-key-id`]: undefined } as unknown as Call["context"];

    it("is by KMS, with a key that the request names", () => {
      expect(put({})).toBe("allowed");
      expect(put({ [header]: "AES256" })).toBe("denied");
      expect(put({ [header]: "aws:kms:dsse" })).toBe("denied");
      expect(put(missing)).toBe("denied");
      expect(put({ [`${header}-aws-kms-key-id`]: undefined } as unknown as Call["context"])).toBe("denied");
    });

    it("is with the own alias, or with a key of this account while the own key's id is unknown", () => {
      expect(put(withKey(kms("alias/strata/example-s3/state/apps")))).toBe("denied");
      expect(put(withKey("arn:aws:kms:eu-west-1:999999999999:key/1"))).toBe("denied");
      expect(put(withKey("arn:aws:kms:us-east-1:222233334444:key/1"))).toBe("denied");
      expect(put(withKey(kms("key/1")))).toBe("allowed");
    });

    it("is with the own key alone, by alias or by id, once that is known", () => {
      const known = need(statePolicies(environment, reads, { "app-services": kms("key/1") }));
      expect(put({}, known)).toBe("allowed");
      expect(put(withKey(kms("key/1")), known)).toBe("allowed");
      expect(put(withKey(kms("key/2")), known)).toBe("denied");
    });
  });
});

describe("the key of app-services", () => {
  const stack = "app-services";

  it.each([
    [deployer("app-services-plan"), ["kms:Decrypt", "kms:GenerateDataKey"]],
    [deployer("app-services-apply"), ["kms:Decrypt", "kms:GenerateDataKey"]],
    [deployer("apps-plan"), ["kms:Decrypt"]],
    [deployer("apps-apply"), ["kms:Decrypt"]],
    [administrator, ["kms:Decrypt", "kms:GenerateDataKey"]],
    [deployer("cluster-services-apply"), []],
    [deployer("identity-apply"), []],
    [breakGlass, []],
  ] as const)("is used by %s, through S3 alone: %j", (principal, allowed) => {
    for (const action of [
      "kms:Decrypt",
      "kms:GenerateDataKey",
      "kms:Encrypt",
      "kms:CreateGrant",
      "kms:ReEncryptFrom",
    ]) {
      const expected = allowed.some((one) => one === action) ? "allowed" : "denied";
      expect([action, byKey(stack, principal, action)]).toEqual([action, expected]);
      expect(byKey(stack, principal, action, "ec2")).toBe("denied");
    }
  });

  it.each([
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:DisableKey",
    "kms:UpdateAlias",
    "kms:DeleteAlias",
    "kms:CreateAlias",
    "kms:TagResource",
  ])("is changed by root administrators alone: %s", (action) => {
    expect(byKey(stack, administrator, action)).toBe("allowed");
    for (const name of ["app-services-apply", "managed-infrastructure-apply", "identity-apply", "apps-plan"]) {
      expect(byKey(stack, deployer(name), action)).toBe("denied");
    }
    expect(byKey(stack, breakGlass, action)).toBe("denied");
  });
});

describe.each(stackIds)("the policies of %s", (stack) => {
  const { bucketPolicy, keyPolicy } = policies[stack];

  it("name nobody but the account or everyone, since KMS and S3 refuse who does not exist yet", () => {
    const root = { AWS: [`arn:aws:iam::${account}:root`] };
    for (const { Principal, Condition } of keyPolicy.Statement) {
      expect(Principal).toEqual(root);
      expect(Condition ?? {}).not.toHaveProperty("StringNotEquals");
    }
    for (const { Principal, Effect, Condition } of bucketPolicy.Statement) {
      expect([Principal, Effect]).toEqual([{ AWS: ["*"] }, "Deny"]);
      expect(Condition).toBeDefined();
    }
  });

  it("leave its root administrators everything", () => {
    expect(inBucket(stack, administrator, { action: "s3:PutBucketPolicy", resource: bucket(stack) })).toBe("allowed");
    expect(byKey(stack, administrator, "kms:PutKeyPolicy")).toBe("allowed");
  });

  it("hold no unresolved token, fit AWS's limits, and name each statement once", () => {
    for (const document of [bucketPolicy, keyPolicy]) {
      expect(JSON.stringify(document)).not.toMatch(/\$\{|TfToken/);
      // 20 KB for a bucket's, 32 KB for a key's.
      expect(JSON.stringify(document).length).toBeLessThan(20_480);
      const sids = document.Statement.map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
    }
  });

  it("agree with AWS's service authorization data, wildcards of denials aside", async () => {
    const exact = [...bucketPolicy.Statement, ...keyPolicy.Statement].filter(
      ({ Action = ["*"] }) => !/\*/.test(Action.join()),
    );
    expect(exact.length).toBeGreaterThan(5);
    const statements = exact.map(({ Action = [], Resource = [], Condition }) => ({
      Action,
      // In the policy of a key, `*` is that key.
      Resource: Resource.map((resource) => (resource === "*" ? kms("key/1") : resource)),
      ...(Condition && { Condition }),
    }));
    expect(await lint(statements)).toEqual([]);
  });
});
