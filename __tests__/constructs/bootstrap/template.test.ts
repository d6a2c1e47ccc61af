import type { Resource, Template } from "../../../constructs/bootstrap/cloudformation";
import { expanded } from "../../../constructs/bootstrap/expanded";
import { serviceLinkedRoles } from "../../../constructs/bootstrap/service-linked-roles";
import { stackPolicy } from "../../../constructs/bootstrap/stack-policy";
import { bootstrapTags, bootstrapTemplate } from "../../../constructs/bootstrap/template";
import { templateLimit, templateText } from "../../../constructs/bootstrap/template-text";
import { statePolicies } from "../../../constructs/permissions/state-policies";
import { type StackId, stackIds, stacksBefore } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { lint } from "../../proofs/support/lint";
import { environmentOutput } from "../../support/demo";
import { decide } from "../identity/support/iam";

const environment = loadEnvironment("example-s3");
const written = environmentOutput("example-s3");
const template = expanded(written.file("bootstrap/template.json")) as Template;
const account = "222233334444";
const ids: Readonly<Record<StackId, string>> = {
  identity: "Identity",
  "managed-infrastructure": "ManagedInfrastructure",
  "kubernetes-cluster": "KubernetesCluster",
  "cluster-services": "ClusterServices",
  "app-services": "AppServices",
  apps: "Apps",
};

function of(logicalId: string): Resource {
  const found = template.Resources[logicalId];
  if (!found) throw new Error(`no ${logicalId}; there are: ${Object.keys(template.Resources).join(", ")}`);
  return found;
}

/** The template of another environment, with the most readers that a state can have. */
function templateOf(change: Partial<Environment>): Template {
  const changed = { ...environment, ...change };
  const policies = statePolicies(changed, stacksBefore);
  if (!policies) throw new Error("its states are not in S3");
  return bootstrapTemplate(changed, policies);
}

describe("each state", () => {
  it.each(stackIds)("%s has its bucket and its key under the policies that synth writes", (stack) => {
    const { state } = written.file(`permissions/${stack}.json`);
    const id = ids[stack];
    expect(of(`${id}StateBucketPolicy`).Properties).toEqual({
      Bucket: { Ref: `${id}StateBucket` },
      PolicyDocument: state.bucketPolicy,
    });
    expect(of(`${id}StateKey`).Properties.KeyPolicy).toEqual(state.keyPolicy);
  });

  it.each(stackIds)("%s lies where its backend looks for it, under the key that the backend names", (stack) => {
    const { s3 } = written[stack].json.terraform.backend;
    const id = ids[stack];
    expect(of(`${id}StateBucket`).Properties.BucketName).toBe(s3.bucket);
    const alias = of(`${id}StateKeyAlias`).Properties;
    expect(`arn:aws:kms:eu-west-1:${account}:${alias.AliasName}`).toBe(s3.kms_key_id);
    expect(alias.TargetKeyId).toEqual({ Ref: `${id}StateKey` });
  });

  it.each(stackIds)("%s is private, versioned, and encrypted with its own key", (stack) => {
    const { Properties } = of(`${ids[stack]}StateBucket`);
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(Properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] });
    expect(Properties.VersioningConfiguration).toEqual({ Status: "Enabled" });
    const KMSMasterKeyID = { "Fn::GetAtt": [`${ids[stack]}StateKey`, "Arn"] };
    expect(Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID }, BucketKeyEnabled: true },
      ],
    });
    expect(of(`${ids[stack]}StateKey`).Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
  });

  it.each(stackIds)(
    "%s keeps its last hundred versions whatever their age, and no current one ever expires",
    (stack) => {
      const { Rules } = of(`${ids[stack]}StateBucket`).Properties.LifecycleConfiguration as {
        Rules: readonly Record<string, unknown>[];
      };
      const reached = Rules.filter(({ Prefix }) => `${stack}.tfstate`.startsWith(String(Prefix)));
      expect(reached.map(({ NoncurrentVersionExpiration }) => NoncurrentVersionExpiration)).toEqual([
        { NoncurrentDays: 365, NewerNoncurrentVersions: 100 },
      ]);
      for (const rule of Rules)
        expect(Object.keys(rule).filter((key) => /^Expiration|Transition/.test(key))).toEqual([]);
      // The other one is of locks alone.
      expect(Rules.filter((rule) => !reached.includes(rule)).map(({ Prefix }) => Prefix)).toEqual([
        `${stack}.tfstate.tflock`,
      ]);
    },
  );

  it.each(stackIds)("%s has its access logged, once the bucket of logs lets S3 in", (stack) => {
    const { Properties, DependsOn } = of(`${ids[stack]}StateBucket`);
    expect(Properties.LoggingConfiguration).toEqual({
      DestinationBucketName: of("StateAccessLogBucket").Properties.BucketName,
      LogFilePrefix: `buckets/larkfield-states-${stack}/`,
    });
    expect(DependsOn).toBe("StateAccessLogBucketPolicy");
  });
});

it("all of it outlives the stack", () => {
  expect(Object.keys(template.Resources)).toHaveLength(6 * 4 + 2);
  for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of Object.entries(template.Resources))
    expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, "Retain", "Retain"]);
});

it("nothing is tagged as a stack's own: the rights of deployers rest on that", () => {
  expect(bootstrapTags(environment)).toEqual([
    { Key: "cost-center", Value: "2040" },
    { Key: "strata:environment", Value: "example-s3" },
  ]);
  expect(JSON.stringify(template)).not.toMatch(/"Tags"/);
});

describe("the access logs of the states", () => {
  const logs = `arn:aws:s3:::larkfield-states-state-access-logs`;
  const policy = of("StateAccessLogBucketPolicy").Properties.PolicyDocument as Parameters<typeof decide>[0][0];
  const everything = {
    Version: "2012-10-17" as const,
    Statement: [{ Effect: "Allow" as const, Action: ["*"], Resource: ["*"] }],
  };
  const administrator = `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PlatformRoot_1a2b`;
  const stranger = `arn:aws:iam::${account}:role/Administrator`;
  const may = (principal: string, action: string, context: Record<string, string> = {}) =>
    decide([everything, policy], {
      action,
      resource: /Bucket/.test(action) ? logs : `${logs}/buckets/larkfield-states-apps/2026-11-28`,
      context: {
        "aws:PrincipalArn": principal,
        "aws:PrincipalIsAWSService": "false",
        "aws:SecureTransport": "true",
        ...context,
      },
    });
  const byS3 = (bucket: string, account: string) =>
    decide([policy], {
      action: "s3:PutObject",
      resource: `${logs}/buckets/larkfield-states-apps/2026-11-28`,
      context: {
        "aws:SourceArn": `arn:aws:s3:::${bucket}`,
        "aws:SourceAccount": account,
        "aws:PrincipalIsAWSService": "true",
        "aws:SecureTransport": "true",
      },
    });

  it("are written by S3 for the six buckets, and for no other", () => {
    for (const stack of stackIds) expect(byS3(`larkfield-states-${stack}`, account)).toBe("allowed");
    expect(byS3("larkfield-states-others", account)).toBe("denied");
    expect(byS3("larkfield-states-apps", "999988887777")).toBe("denied");
  });

  it.each(["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:DeleteBucket"])(
    "%s is a root administrator's, whatever others are allowed",
    (action) => {
      expect([may(administrator, action), may(stranger, action)]).toEqual(["allowed", "denied"]);
    },
  );

  it("are read by whoever is allowed to, and not over plain HTTP", () => {
    expect(may(stranger, "s3:GetObject")).toBe("allowed");
    expect(may(stranger, "s3:GetObject", { "aws:SecureTransport": "false" })).toBe("denied");
  });

  it("are kept as long as the environment says, under S3's own key", () => {
    const { LifecycleConfiguration, BucketEncryption } = of("StateAccessLogBucket").Properties;
    expect(LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 400 }] });
    expect(JSON.stringify(BucketEncryption)).toContain('"AES256"');
  });

  it("have a policy whose actions, resources and conditions AWS knows", async () => {
    const statements = policy.Statement.map(({ Action, NotAction, Resource = [], Condition }) => ({
      Action: Action ?? NotAction ?? [],
      Resource,
      Condition,
    }));
    expect(await lint(statements.filter(({ Action }) => !Action.some((one) => one.includes("*"))))).toEqual([]);
  });
});

it("service-linked roles are those that come too late by themselves: spot where a pool takes spot capacity", () => {
  const { autoscaling } = environment;
  const names = (change: Partial<Environment["autoscaling"]>) =>
    serviceLinkedRoles({ autoscaling: { ...autoscaling, ...change } }).map(({ role }) => role);
  const onDemand = autoscaling.nodePools.map((pool) => ({ ...pool, capacity: ["on-demand" as const] }));
  expect(names({})).toEqual(["AWSServiceRoleForAutoScaling", "AWSServiceRoleForEC2Spot"]);
  for (const change of [{ nodePools: onDemand }, { enabled: false }])
    expect(names(change)).toEqual(["AWSServiceRoleForAutoScaling"]);
});

it("an update may not replace or delete what a state needs, and all else it may", () => {
  const [, denied] = stackPolicy.Statement;
  expect(denied.Action).toEqual(["Update:Replace", "Update:Delete"]);
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  expect(new Set(denied.Condition.StringEquals.ResourceType)).toEqual(types);
});

describe("the text", () => {
  const [first = ""] = environment.rootAdministrators;

  it("says the policies as they are while CloudFormation takes it", () => {
    const administrators = ["arn:aws:iam::222233334444:role/root"];
    const small = templateOf({ name: "s", rootAdministrators: administrators });
    expect(JSON.parse(templateText(small, administrators))).toEqual(JSON.parse(JSON.stringify(small)));
  });

  it("is taken with long names and several administrators too, and comes to the same policies", () => {
    const administrators = [..."abcd"].map((letter) => `${first.slice(0, -1)}${letter}_*`);
    const large = templateOf({
      name: "energy-europe-live",
      state: { kind: "s3", bucketPrefix: "larkfield-energy-terraform-states-live" },
      rootAdministrators: administrators,
    });
    const text = templateText(large, administrators);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(templateLimit);
    expect(text).toContain("Fn::FindInMap");
    expect(expanded(JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(large)));
  });

  it("has a line for each resource", () => {
    const lines = written.text("bootstrap/template.json").split("\n");
    for (const id of Object.keys(template.Resources))
      expect(lines.filter((line) => line.startsWith(`"${id}":`))).toHaveLength(1);
  });

  it("is written for states in S3 alone", () => {
    for (const name of ["demo", "example-hcp"])
      expect(() => environmentOutput(name).text("bootstrap/template.json")).toThrow("no bootstrap/template.json");
  });
});
