import fs from "node:fs";
import path from "node:path";
import { type DeployerRole, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { type EmulatedPlatform, startPlatform } from "./support/emulatedPlatform";
import { s3Backend, storedState } from "./support/emulatedStates";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { inOrder } from "./support/parallel";
import { applySavedPlan, savePlan } from "./support/savedPlan";
import { assume, variablesOf } from "./support/sessions";
import { init, planDetailedExitCode, terraform, terraformOk } from "./support/terraform";

const example = loadEnvironment("example-s3");
const saved = ["saved.tfplan", ".terraform.lock.hcl"] as const;

// As the pipeline does it: no role in the JSON, two jobs, two sessions, and a file that goes from one to the other.
describeWithEmulator("a plan that one role saves and the other applies", () => {
  let platform: EmulatedPlatform;

  beforeAll(async () => {
    platform = await startPlatform("plan-then-apply", example);
    platform.stacks.synthesize();
  });

  afterAll(() => platform?.emulator.stop());

  async function as(id: StackId, role: DeployerRole) {
    const { stacks, emulator, administrator } = platform;
    return { env: variablesOf(await assume(emulator.aws, stacks.permissions(id)[role].roleArn, administrator)) };
  }

  /** The folder as a fresh job has it: what was synthesized, and what came with the plan. */
  function freshJob(id: StackId): string {
    const folder = platform.stacks.of(id);
    const job = path.join(path.dirname(folder), `${id}-job`);
    fs.mkdirSync(job);
    for (const file of ["cdk.tf.json", "versions.tf", ...saved]) {
      fs.copyFileSync(path.join(folder, file), path.join(job, file));
    }
    return job;
  }

  it("each stack, from the first to the last: nothing is left to do afterwards", async () => {
    const { stacks, emulator } = platform;
    await inOrder(stackIds, async (id) => {
      const [plan, apply] = [await as(id, "plan"), await as(id, "apply")];
      await init(stacks.of(id), plan);
      const { changes } = await savePlan(stacks.of(id), plan);
      expect(changes.length).toBeGreaterThan(0);
      const job = freshJob(id);
      // The role that planned can't apply: it may not write the state.
      await init(job, apply);
      await applySavedPlan(job, apply);
      const state = await storedState(emulator.aws, s3Backend(stacks, id));
      expect(state?.resources.filter(({ mode }) => mode === "managed").length).toBeGreaterThan(0);
      expect((await planDetailedExitCode(stacks.of(id), plan)).code).toBe(0);
    });
  });

  it("for reviews without a lock, by a role that gets none", async () => {
    const { stacks, emulator } = platform;
    await inOrder(stackIds, async (id) => {
      const review = await as(id, "review");
      await init(stacks.of(id), review);
      const plan = ["plan", "-input=false", "-no-color", "-detailed-exitcode"];
      // What is applied is planned as nothing.
      const unlocked = await terraform(stacks.of(id), [...plan, "-lock=false"], review);
      expect([unlocked.code, unlocked.stderr]).toEqual([0, ""]);
      const locked = await terraform(stacks.of(id), plan, review);
      expect(locked.code).toBe(1);
      expect(locked.stderr).toContain("Error acquiring the state lock");
      expect(locked.stderr).toMatch(/403|AccessDenied/);
      const { bucket: Bucket, key } = s3Backend(stacks, id);
      const { Contents = [] } = await emulator.aws.call<{ Contents?: { Key: string }[] }>("s3", "ListObjectsV2", {
        Bucket,
      });
      expect(Contents.map(({ Key }) => Key)).toEqual([key]);
    });
  });

  it("and not the role that planned it, nor twice", async () => {
    const id = "managed-infrastructure";
    const folder = path.join(path.dirname(platform.stacks.of(id)), `${id}-job`);
    const again = await terraform(
      folder,
      ["apply", "-input=false", "-no-color", "saved.tfplan"],
      await as(id, "apply"),
    );
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("Saved plan is stale")]);
    const plan = await as(id, "plan");
    await terraformOk(folder, ["plan", "-destroy", "-input=false", "-no-color", "-out=saved.tfplan"], plan);
    const refused = await terraform(folder, ["apply", "-input=false", "-no-color", "saved.tfplan"], plan);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/403|AccessDenied/);
  });
});
