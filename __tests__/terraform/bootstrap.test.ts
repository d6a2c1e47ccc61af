import { adopt } from "../../cli/bootstrap/adopt";
import { check } from "../../cli/bootstrap/check";
import { settledStack } from "../../cli/bootstrap/current-stack";
import { deploy } from "../../cli/bootstrap/deploy";
import { remove } from "../../cli/bootstrap/removal";
import { sameJson } from "../../cli/bootstrap/same-json";
import { checkPermissions } from "../../constructs/bootstrap/check-permissions";
import { rolePath, serviceLinkedRoles } from "../../constructs/bootstrap/service-linked-roles";
import { policyDocument } from "../../constructs/identity/policy-document";
import { namesOf } from "../../constructs/names";
import type { Reads } from "../../constructs/permissions/state";
import { statePolicies } from "../../constructs/permissions/state-policies";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { boundaryOf } from "../../stacks/boundaries";
import { describeUnless } from "./support/availability";
import type { Credentials } from "./support/awsClient";
import { bootstrapRun } from "./support/bootstrapRun";
import { pathAndName } from "./support/emulatedIam";
import { type Emulator, startEmulator } from "./support/emulator";
import { emulatorAvailability } from "./support/emulatorAvailability";
import { assume, signIn } from "./support/sessions";

const example = loadEnvironment("example-s3");
const stack = "strata-example-s3-bootstrap";

/** As declared, and identity's state for the apps as well. */
const withReader: Reads = (id) => [...boundaryOf(id).reads, ...(id === "apps" ? (["identity"] as const) : [])];

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeUnless(emulatorAvailability().reason, "bootstrap, from an account with nothing in it", () => {
  let emulator: Emulator;
  let environment: Environment;
  let administrator: Credentials;
  const run = (changed = environment, reads?: Reads) => bootstrapRun(changed, administrator, reads);
  const call = <T>(service: string, operation: string, params: object) =>
    emulator.aws.call<T>(service, operation, params);
  const status = async () => {
    const { Stacks } = await call<{ Stacks: { StackStatus: string }[] }>("cloudformation", "DescribeStacks", {});
    return Stacks.map(({ StackStatus }) => StackStatus);
  };
  const bucketPolicy = async (id: StackId) => {
    const { Policy } = await call<{ Policy: string }>("s3", "GetBucketPolicy", { Bucket: `larkfield-states-${id}` });
    return JSON.parse(Policy);
  };
  const keyPolicy = async (id: StackId) => {
    const KeyId = `alias/strata/example-s3/state/${id}`;
    const { KeyMetadata } = await call<{ KeyMetadata: { Arn: string } }>("kms", "DescribeKey", { KeyId });
    const params = { KeyId: KeyMetadata.Arn, PolicyName: "default" };
    return JSON.parse((await call<{ Policy: string }>("kms", "GetKeyPolicy", params)).Policy);
  };
  const inForce = async (reads: Reads) => {
    const wanted = statePolicies(environment, reads);
    const found = stackIds.map(async (id) => {
      const policies = wanted?.[id];
      const same = sameJson(await bucketPolicy(id), policies?.bucketPolicy);
      return [id, same && sameJson(await keyPolicy(id), policies?.keyPolicy)];
    });
    return Object.fromEntries(await Promise.all(found));
  };
  /** A policy that somebody has put in place of ours. */
  const harmless = (bucket: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::222233334444:root" },
          Action: "s3:GetBucketLocation",
          Resource: `arn:aws:s3:::${bucket}`,
        },
      ],
    });
  const all = Object.fromEntries(stackIds.map((id) => [id, true]));
  const declared: Reads = (id) => boundaryOf(id).reads;

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region, auth: true });
    environment = { ...example, emulator: emulator.section };
    const [pattern = ""] = environment.rootAdministrators;
    administrator = await signIn(emulator.aws, pattern, "*");
  });

  afterAll(() => emulator?.stop());

  it("a check says what is missing, and makes nothing", async () => {
    const { output, exitCode } = await check(await run());
    expect(exitCode).toBe(2);
    for (const id of stackIds) {
      expect(output).toContain(`bucket larkfield-states-${id}: there is none`);
      expect(output).toContain(`key alias/strata/example-s3/state/${id}: there is none`);
    }
    expect(output).toContain("the account has no AWSServiceRoleForAutoScaling");
    expect(await status()).toEqual([]);
  });

  it("nobody runs it but a root administrator, found by the path of the role behind the session", async () => {
    const others = [
      "arn:aws:iam::222233334444:role/AWSReservedSSO_PlatformRoot_0a1b",
      "arn:aws:iam::222233334444:role/admin",
    ];
    for (const arn of others) {
      const stranger = await bootstrapRun(environment, await signIn(emulator.aws, arn, "*"));
      await expect(deploy(stranger)).rejects.toThrow(
        `the caller ${arn} is none of the rootAdministrators of example-s3`,
      );
      await expect(remove(stranger)).rejects.toThrow("is none of the rootAdministrators");
    }
    expect(await status()).toEqual([]);
  });

  it("nobody runs it from another account", async () => {
    const elsewhere = { ...environment, aws: { ...environment.aws, accountId: "999988887777" } };
    for (const step of [deploy, check])
      await expect(step(await run(elsewhere))).rejects.toThrow(
        "belongs to account 222233334444, and example-s3 to account 999988887777",
      );
  });

  it("a no leaves nothing behind", async () => {
    const context = await run();
    const declined = { ...context, dialogue: { ...context.dialogue, confirm: async () => false } };
    await expect(deploy(declined)).rejects.toThrow("nothing was changed");
    expect(context.shown.join()).toContain("28 changes");
    expect(await status()).toEqual([]);
  });

  it("a run that fails half-way takes back what it made, and says on what it failed", async () => {
    const context = await run();
    // KMS keeps these names to itself, and says so after other keys have been made.
    const template = context.wanted.template.replace("alias/strata/example-s3/state/identity", "alias/aws/identity");
    await expect(deploy({ ...context, wanted: { ...context.wanted, template } })).rejects.toThrow(
      /ended as ROLLBACK_COMPLETE:\n {2}CREATE_FAILED IdentityStateKeyAlias: .*alias\/aws\//,
    );
    expect(context.progress).toContain("CREATE_COMPLETE AppServicesStateKey");
    expect(await status()).toContain("ROLLBACK_COMPLETE");
    expect(await call("s3", "ListBuckets", {})).toMatchObject({ Buckets: [] });
  });

  it("what CloudFormation finds before it begins is told as well", async () => {
    const context = await run();
    const Bucket = "larkfield-states-apps";
    const confirm = async () => {
      // Somebody takes the name between the question and the answer.
      await call("s3", "CreateBucket", { Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } });
      return true;
    };
    const disturbed = { ...context, dialogue: { ...context.dialogue, confirm } };
    await expect(deploy(disturbed)).rejects.toThrow(/ROLLBACK_COMPLETE:\n {2}AppsStateBucket: .*already exists/);
    await expect(deploy(await run())).rejects.toThrow(
      "there is no stack strata-example-s3-bootstrap, but some of what it would make:\n  bucket larkfield-states-apps\n",
    );
    await call("s3", "DeleteBucket", { Bucket });
  });

  it("a second try makes all of it, under the policies that synth writes", async () => {
    const context = await run();
    const { output } = await deploy(context);
    expect(output).toContain(
      "26 changes.\nNext, as root administrator: ENVIRONMENT=example-s3 npx cdktf deploy identity",
    );
    expect(context.progress).toContain(`CREATE_COMPLETE ${stack}`);
    expect(await inForce(declared)).toEqual(all);
    expect((await check(await run())).output).toBe(`${stack} is as example-s3 wants it.\n`);
  });

  it("identity's review role may check, and neither reads a state nor changes anything", async () => {
    const arn = namesOf(environment).deployerRoleArn("identity", "review");
    const [, RoleName] = pathAndName(arn);
    await signIn(emulator.aws, arn, "sts:GetCallerIdentity");
    // The emulator asks on no key when it is called by its alias, says of none which aliases it has, and asks on roles
    // without their paths: what these two are narrowed to, the proofs show.
    const allowed = checkPermissions(environment).map((one) =>
      /^(StateKeys|ServiceLinkedRoles)$/.test(one.Sid ?? "") ? { ...one, Resource: ["*"], Condition: undefined } : one,
    );
    const PolicyDocument = JSON.stringify(policyDocument(...allowed));
    await call("iam", "PutRolePolicy", { RoleName, PolicyName: "allowed", PolicyDocument });
    // By the names that AWS gives them, which the emulator does not: it may look for no others.
    const AssumeRolePolicyDocument = JSON.stringify(policyDocument());
    for (const one of serviceLinkedRoles(environment)) {
      await call("iam", "CreateRole", { Path: rolePath(one), RoleName: one.role, AssumeRolePolicyDocument });
    }
    const reviewer = await assume(emulator.aws, arn);
    const context = await bootstrapRun(environment, reviewer);
    expect((await check(context)).output).toBe(`${stack} is as example-s3 wants it.\n`);
    const differing = await check(await bootstrapRun(environment, reviewer, withReader));
    expect(differing.exitCode).toBe(2);
    const { s3, cloudFormation } = context.aws;
    const Bucket = "larkfield-states-apps";
    await expect(s3.listObjectsV2({ Bucket })).rejects.toThrow(/Access ?Denied|not authorized/);
    await expect(s3.getObject({ Bucket, Key: "apps.tfstate" })).rejects.toThrow(/Access ?Denied|not authorized/);
    await expect(cloudFormation.deleteStack({ StackName: stack })).rejects.toThrow(/Access ?Denied|not authorized/);
  });

  it("the stack is protected", async () => {
    const { Stacks } = await call<{ Stacks: object[] }>("cloudformation", "DescribeStacks", { StackName: stack });
    expect(Stacks).toMatchObject([{ StackStatus: "CREATE_COMPLETE", EnableTerminationProtection: true }]);
    const { StackPolicyBody } = await call<{ StackPolicyBody: string }>("cloudformation", "GetStackPolicy", {
      StackName: stack,
    });
    expect(StackPolicyBody).toContain('"Update:Replace","Update:Delete"');
  });

  it("another run changes nothing, and leaves no change set", async () => {
    const context = await run();
    expect((await deploy(context)).output).toBe(`${stack}: nothing to change.\n`);
    expect(context.shown).toEqual([]);
    const { Summaries } = await call<{ Summaries: { Status: string }[] }>("cloudformation", "ListChangeSets", {
      StackName: stack,
    });
    expect(Summaries.filter(({ Status }) => Status !== "DELETE_COMPLETE")).toHaveLength(1);
  });

  it("a contract that one stack more reads changes two policies", async () => {
    const found = await check(await run(environment, withReader));
    expect(found.exitCode).toBe(2);
    expect(found.output).toContain("template: IdentityStateBucketPolicy is deployed otherwise than wanted");
    const context = await run(environment, withReader);
    await deploy(context);
    expect(context.shown.join("\n").split("\n").slice(2)).toEqual([
      "action  logical id                 type                   replacement",
      // Two that follow from others: the emulator names them although they stay as they are.
      "Modify  IdentityStateBucket        AWS::S3::Bucket        no",
      "Modify  IdentityStateBucketPolicy  AWS::S3::BucketPolicy  no",
      "Modify  IdentityStateKey           AWS::KMS::Key          no",
      "Modify  IdentityStateKeyAlias      AWS::KMS::Alias        no",
    ]);
    expect(await inForce(withReader)).toEqual(all);
    expect((await check(await run(environment, withReader))).exitCode).toBeUndefined();
    await deploy(await run());
    expect(await inForce(declared)).toEqual(all);
  });

  it("what was changed by hand is found, and set back", async () => {
    await call("s3", "DeleteBucketPolicy", { Bucket: "larkfield-states-apps" });
    await call("s3", "PutBucketVersioning", {
      Bucket: "larkfield-states-identity",
      VersioningConfiguration: { Status: "Suspended" },
    });
    await call("cloudformation", "UpdateTerminationProtection", {
      StackName: stack,
      EnableTerminationProtection: false,
    });
    const { output, exitCode } = await check(await run());
    expect(exitCode).toBe(2);
    expect(output.split("\n").filter((line) => line.startsWith("  - "))).toEqual([
      `  - ${stack}: termination protection is off`,
      "  - bucket larkfield-states-identity: its versions are not kept",
      "  - bucket larkfield-states-apps: its policy is another",
    ]);
    const context = await run();
    await deploy(context);
    expect(context.shown.join("\n")).toContain("Set back  AppsStateBucketPolicy");
    expect((await check(await run())).exitCode).toBeUndefined();
  });

  it("no other bucket takes the place of one that may hold a state", async () => {
    const moved = { ...environment, state: { kind: "s3" as const, bucketPrefix: "larkfield-new" } };
    await expect(deploy(await run(moved))).rejects.toThrow("IdentityStateBucket would be replaced");
    expect(await status()).toEqual(["UPDATE_COMPLETE"]);
    expect(await inForce(declared)).toEqual(all);
  });

  it("nothing is deleted once there has been a state", async () => {
    const Body = "{}";
    const encrypted = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/strata/example-s3/state/apps" };
    const state = { Bucket: "larkfield-states-apps", Key: "apps.tfstate" };
    await call("s3", "PutObject", { ...state, ...encrypted, Body });
    await call("s3", "DeleteObject", state);
    await expect(remove(await run())).rejects.toThrow("nothing is deleted:\n  larkfield-states-apps\n");
    expect(await inForce(declared)).toEqual(all);
  });

  it("states outlive a stack that somebody deletes all the same, and no run makes anything over them", async () => {
    await expect(call("cloudformation", "DeleteStack", { StackName: stack })).rejects.toThrow(/TerminationProtection/);
    await call("cloudformation", "UpdateTerminationProtection", {
      StackName: stack,
      EnableTerminationProtection: false,
    });
    await call("cloudformation", "DeleteStack", { StackName: stack });
    await expect(deploy(await run())).rejects.toThrow(
      /some of what it would make:\n {2}bucket larkfield-states-identity\n/,
    );
    expect(await inForce(declared)).toEqual(all);
  });

  it("until the stack adopts them, with whatever has become of them meanwhile", async () => {
    await call("s3", "PutBucketPolicy", { Bucket: "larkfield-states-apps", Policy: harmless("larkfield-states-apps") });
    await call("s3", "DeleteBucketPolicy", { Bucket: "larkfield-states-identity" });
    const context = await run();
    expect((await adopt(context)).output).toMatch(/^strata-example-s3-bootstrap: done, \d+ changes?\.\n$/);
    expect(context.shown[0]).toContain("takes in, as they are:\n  IdentityStateBucket: larkfield-states-identity\n");
    expect(await inForce(declared)).toEqual(all);
    expect((await check(await run())).output).toBe(`${stack} is as example-s3 wants it.\n`);
    await expect(adopt(await run())).rejects.toThrow("there is a stack strata-example-s3-bootstrap already");
    const apps = { Bucket: "larkfield-states-apps" };
    expect((await call<{ Versions?: object[] }>("s3", "ListObjectVersions", apps)).Versions).toHaveLength(1);
  });
});

describeUnless(emulatorAvailability().reason, "bootstrap, taken back before anybody used it", () => {
  let emulator: Emulator;

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region });
  });

  afterAll(() => emulator?.stop());

  it("deletes buckets, aliases and stack, lets the keys go in 30 days, and can be made anew", async () => {
    const environment = {
      ...example,
      emulator: emulator.section,
      rootAdministrators: ["arn:aws:iam::222233334444:root"],
    };
    await deploy(await bootstrapRun(environment));
    const removal = await bootstrapRun(environment);
    expect((await remove(removal)).output).toContain(`${stack} is deleted.`);
    const { Buckets } = await emulator.aws.call<{ Buckets: object[] }>("s3", "ListBuckets", {});
    const { Aliases } = await emulator.aws.call<{ Aliases: { AliasName: string }[] }>("kms", "ListAliases", {});
    expect([Buckets, Aliases.filter(({ AliasName }) => !AliasName.startsWith("alias/aws/"))]).toEqual([[], []]);
    const { Keys } = await emulator.aws.call<{ Keys: { KeyId: string }[] }>("kms", "ListKeys", {});
    const described = await Promise.all(
      Keys.map(({ KeyId }) =>
        emulator.aws.call<{ KeyMetadata: { KeyState: string } }>("kms", "DescribeKey", { KeyId }),
      ),
    );
    expect(described.map(({ KeyMetadata }) => KeyMetadata.KeyState)).toEqual(stackIds.map(() => "PendingDeletion"));
    expect((await remove(await bootstrapRun(environment))).output).toContain("nothing to delete");
    expect((await deploy(await bootstrapRun(environment))).output).toContain("26 changes");
  });

  it("can be made by hand, from the template that synth writes: then a check misses the stack policy alone", async () => {
    const elsewhere = { ...example, name: "by-hand", state: { kind: "s3" as const, bucketPrefix: "by-hand" } };
    const environment = { ...elsewhere, emulator: emulator.section };
    const context = await bootstrapRun(environment);
    const { stack: StackName, template: TemplateBody } = context.wanted;
    const params = { StackName, TemplateBody, EnableTerminationProtection: true, RetainExceptOnCreate: true };
    await emulator.aws.call("cloudformation", "CreateStack", params);
    await settledStack(context);
    expect((await check(context)).output.split("\n").filter((line) => line.startsWith("  - "))).toEqual([
      "  - strata-by-hand-bootstrap: its stack policy does not keep buckets and keys",
    ]);
  });
});
