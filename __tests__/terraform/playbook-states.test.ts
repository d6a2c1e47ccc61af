import fs from "node:fs";
import path from "node:path";
import { deploy } from "../../cli/bootstrap/deploy";
import { remove } from "../../cli/bootstrap/removal";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { recordsBeside } from "../../constructs/state/apply-records";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import type { Credentials } from "./support/awsClient";
import { bootstrapRun } from "./support/bootstrapRun";
import { encryptBuckets, encryptionOfState, s3Backend, storedState } from "./support/emulatedStates";
import { type Emulator, startEmulator } from "./support/emulator";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { inOrder } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { signIn, variablesOf } from "./support/sessions";
import { StackFolders } from "./support/stackFolders";
import { readState } from "./support/stateFile";
import { heldLock, holdLock } from "./support/stateLock";
import {
  apply,
  destroy,
  init,
  plan,
  planDetailedExitCode,
  stateList,
  terraform,
  terraformOk,
} from "./support/terraform";

const example = loadEnvironment("example-s3");
/** One that reads the other's contract, by way of its state. */
const deployed = ["identity", "managed-infrastructure"] as const satisfies readonly StackId[];

// docs/playbooks/: states that move, locks that stay, states that are lost. Every step as a root administrator, under the
// policies of bootstrap. The steps build upon each other, so that a failed one makes the later ones fail too.
describeWithEmulator("playbooks of states", () => {
  let emulator: Emulator;
  let administrator: Credentials;
  let environment: Environment;
  let stacks: StackFolders;
  const folder = scratchFolder("playbook-states");
  const pulled = (id: StackId) => path.join(folder, `${id}.tfstate`);
  const as = () => ({ env: variablesOf(administrator) });
  const backend = (id: StackId) => s3Backend(stacks, id);

  /** What `rm -r cdktf.out` and a synthesis of the changed environment leave, initialized. */
  async function become(next: Environment): Promise<void> {
    fs.rmSync(path.join(folder, "cdktf.out"), { recursive: true, force: true });
    environment = next;
    stacks = new StackFolders(folder, next).synthesize();
    await inOrder(deployed, (id) => init(stacks.of(id), as()));
  }

  async function pull(id: StackId): Promise<void> {
    const { stdout } = await terraformOk(stacks.of(id), ["state", "pull"], as());
    fs.writeFileSync(pulled(id), stdout);
  }

  const push = (id: StackId, ...options: readonly string[]) =>
    terraform(stacks.of(id), ["state", "push", ...options, pulled(id)], as());
  const planned = async (id: StackId) => (await planDetailedExitCode(stacks.of(id), as())).code;

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region, auth: true });
    const [pattern = ""] = example.rootAdministrators;
    administrator = await signIn(emulator.aws, pattern, "*");
    await become({ ...example, emulator: emulator.section, state: { kind: "local", folder: "state" } });
    await inOrder(deployed, (id) => apply(stacks.of(id), as()));
  });

  afterAll(() => emulator?.stop());

  describe("a move from local files to S3, and back", () => {
    it("takes every state along: nothing is planned but identity's rights to the new place", async () => {
      await inOrder(deployed, pull);
      const run = await bootstrapRun({ ...environment, state: example.state }, administrator);
      await deploy(run);
      await encryptBuckets(emulator.aws, run.wanted);
      await become({ ...environment, state: example.state });
      for (const id of deployed) expect([id, (await push(id)).code]).toEqual([id, 0]);
      expect(await planned("managed-infrastructure")).toBe(0);
      const { stdout } = await planDetailedExitCode(stacks.of("identity"), as());
      const planLines = [...stdout.matchAll(/^ {2}# aws_(\w+)\.\S+ (?:will|must) be (.*)$/gm)];
      expect(new Set(planLines.map(([, type = "", verb]) => `${type} ${verb}`))).toEqual(
        new Set(["iam_policy created", "iam_policy updated in-place", "iam_role_policy_attachment created"]),
      );
      await apply(stacks.of("identity"), as());
      expect(await planned("identity")).toBe(0);
    });

    it("leaves each state in its own bucket, under its own key, and the files as they were", async () => {
      for (const id of deployed) {
        expect((await encryptionOfState(emulator.aws, backend(id))).algorithm).toBe("aws:kms");
        expect(readState(stacks.stateFile(id)).resources.length).toBeGreaterThan(0);
      }
    });

    it("takes records along, which a bucket takes only where there is none of their name", async () => {
      const { bucket: Bucket, key, kms_key_id: SSEKMSKeyId } = backend("identity");
      const Key = `${recordsBeside(key)}20261127T080143.171Z-7.json`;
      const record = { Bucket, Key, Body: "{}", ServerSideEncryption: "aws:kms", SSEKMSKeyId };
      const put = (more: object = {}) =>
        emulator.aws.call("s3", "PutObject", { ...record, ...more }, { credentials: administrator });
      await expect(put()).rejects.toThrow("AccessDenied");
      await put({ IfNoneMatch: "*" });
      await expect(put({ IfNoneMatch: "*" })).rejects.toThrow("PreconditionFailed");
      const listed = { Bucket, Prefix: recordsBeside(key) };
      const { Contents } = await emulator.aws.call<{ Contents: object[] }>("s3", "ListObjectsV2", listed);
      expect(Contents).toEqual([expect.objectContaining({ Key })]);
    });

    it("goes back in the same way, but not over the files of before, which are of another lineage", async () => {
      const s3 = environment;
      await inOrder(deployed, pull);
      await become({ ...environment, state: { kind: "local", folder: "state" } });
      for (const id of deployed) expect((await push(id)).stderr).toContain("unrelated state with lineage");
      fs.renameSync(path.join(folder, "state"), path.join(folder, "state-before"));
      for (const id of deployed) expect([id, (await push(id)).code]).toEqual([id, 0]);
      expect(await planned("managed-infrastructure")).toBe(0);
      await become(s3);
      expect([await planned("managed-infrastructure"), await planned("identity")]).toEqual([0, 0]);
    });
  });

  describe("a lock that nobody holds any more", () => {
    const id = "managed-infrastructure";
    const lock = "6f1dca0e-0c37-4a0b-9d5a-8d1d5ab2a3f0";

    it("stops a plan, which names it, and is not taken away by another name", async () => {
      await holdLock(emulator.aws, backend(id), lock);
      expect((await plan(stacks.of(id), as())).stderr).toContain(lock);
      const wrong = await terraform(stacks.of(id), ["force-unlock", "-force", lock.replace("6", "7")], as());
      expect([wrong.code, (await heldLock(emulator.aws, backend(id)))?.ID]).toEqual([1, lock]);
    });

    it("goes by its name, and the state is as it was", async () => {
      await terraformOk(stacks.of(id), ["force-unlock", "-force", lock], as());
      expect([await heldLock(emulator.aws, backend(id)), await planned(id)]).toEqual([undefined, 0]);
    });
  });

  describe("a state that was damaged", () => {
    const id = "managed-infrastructure";
    const repositories = async () =>
      (await stateList(stacks.of(id), as())).filter((one) => one.startsWith("aws_ecr_repository."));

    it("comes back from the version before, which has to be forced over the newer one", async () => {
      const whole = await stateList(stacks.of(id), as());
      const [Version] = await versions(id);
      const [lost = ""] = await repositories();
      await terraformOk(stacks.of(id), ["state", "rm", lost], as());
      expect(await planned(id)).toBe(2);

      const { bucket: Bucket, key: Key } = backend(id);
      const older = { Bucket, Key, VersionId: Version?.VersionId };
      const { Body } = await emulator.aws.call<{ Body: string }>("s3", "GetObject", older, {
        credentials: administrator,
      });
      fs.writeFileSync(pulled(id), Body);
      const refused = await push(id);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("serial")]);
      expect((await push(id, "-force")).code).toBe(0);
      expect(await stateList(stacks.of(id), as())).toEqual(whole);
      expect(await planned(id)).toBe(0);
    });

    it("comes back thing by thing where no version is left: an import, and an apply of what it could not read", async () => {
      const whole = await stateList(stacks.of(id), as());
      const [address = ""] = await repositories();
      const file = path.join(folder, "cdktf.out/permissions/resources.json");
      const listed = JSON.parse(fs.readFileSync(file, "utf8")) as { address: string; arn: string }[];
      // The name of a repository is its id, and ends its ARN.
      const name = listed.find((one) => one.address === address)?.arn.replace(/^.*:repository\//, "") ?? "";
      await terraformOk(stacks.of(id), ["state", "rm", address], as());
      await terraformOk(stacks.of(id), ["import", "-input=false", address, name], as());
      expect(await stateList(stacks.of(id), as())).toEqual(whole);
      const { stdout } = await planDetailedExitCode(stacks.of(id), as());
      // The stand-in providers know the id of what they import and nothing else.
      expect(stdout).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
      await apply(stacks.of(id), as());
      expect(await planned(id)).toBe(0);
    });
  });

  describe("the end of an environment", () => {
    it("bootstrap keeps the buckets while any version of a state is in them", async () => {
      await inOrder([...deployed].reverse(), (id) => destroy(stacks.of(id), as()));
      for (const id of deployed) expect((await storedState(emulator.aws, backend(id)))?.resources).toEqual([]);
      await expect(remove(await bootstrapRun(environment, administrator))).rejects.toThrow("nothing is deleted");
    });

    it("emptied, they go, and what is left are keys that wait for their deletion", async () => {
      await inOrder(deployed, empty);
      expect((await remove(await bootstrapRun(environment, administrator))).output).toContain("is deleted.");
      const { Buckets } = await emulator.aws.call<{ Buckets: object[] }>("s3", "ListBuckets", {});
      const { Keys } = await emulator.aws.call<{ Keys: { KeyId: string }[] }>("kms", "ListKeys", {});
      const states = await inOrder(Keys, async ({ KeyId }) => {
        const { KeyMetadata } = await emulator.aws.call<{ KeyMetadata: { KeyState: string } }>("kms", "DescribeKey", {
          KeyId,
        });
        return KeyMetadata.KeyState;
      });
      expect([Buckets, states]).toEqual([[], stackIds.map(() => "PendingDeletion")]);
    });
  });

  interface Version {
    readonly Key: string;
    readonly VersionId: string;
  }

  /** Of a state, the newest first. */
  async function versions(id: StackId): Promise<readonly Version[]> {
    const { bucket: Bucket, key: Prefix } = backend(id);
    const { Versions } = await emulator.aws.call<{ Versions: readonly Version[] }>("s3", "ListObjectVersions", {
      Bucket,
      Prefix,
    });
    return Versions.filter(({ Key }) => Key === Prefix);
  }

  async function empty(id: StackId): Promise<void> {
    const { bucket: Bucket } = backend(id);
    const { Versions = [], DeleteMarkers = [] } = await emulator.aws.call<{
      Versions?: readonly Version[];
      DeleteMarkers?: readonly Version[];
    }>("s3", "ListObjectVersions", { Bucket });
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    await emulator.aws.call("s3", "DeleteObjects", { Bucket, Delete: { Objects } }, { credentials: administrator });
  }
});
