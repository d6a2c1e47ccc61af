import { type DeployerAction, deployerActions, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { assumedRoles, everyPart, isDeployerOf } from "./support/assumedRoles";
import { type EmulatedPlatform, startPlatform } from "./support/emulatedPlatform";
import { s3Backend, storedState } from "./support/emulatedStates";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { inOrder, inParallel } from "./support/parallel";
import { variablesOf } from "./support/sessions";
import type { StackFolders } from "./support/stackFolders";
import { apply, destroy, init, plan, planDetailedExitCode } from "./support/terraform";

const example = loadEnvironment("example-s3");

// IAM is enforced: the caller may do nothing but assume roles, so what succeeds was done by a stack's own role.
describeWithEmulator("DEPLOY_AS, changed to and fro in one checkout", () => {
  let platform: EmulatedPlatform;
  let stacks: StackFolders;
  const asCaller = () => ({ env: variablesOf(platform.administrator) });
  const rolesOf = (id: StackId) => assumedRoles(stacks.json(id));

  beforeAll(async () => {
    platform = await startPlatform("deploy-as", example);
    stacks = platform.stacks;
  });

  afterAll(() => platform?.emulator.stop());

  it.each(deployerActions)("%s: every part of every stack assumes that stack's own role", (action) => {
    stacks.synthesize(action);
    for (const id of stackIds) {
      const { backend = "", ...parts } = rolesOf(id);
      expect([backend, isDeployerOf(backend, example.name, id, action)]).toStrictEqual([backend, true]);
      expect([id, ...new Set(everyPart({ backend, ...parts }))]).toStrictEqual([id, backend]);
      expect(parts.providers.length).toBeGreaterThan(0);
      expect(parts.reads).toHaveLength(stacks.readsOf(id).length);
    }
  });

  it("none: no part of a stack assumes a role", () => {
    stacks.synthesize();
    for (const id of stackIds) expect([id, ...new Set(everyPart(rolesOf(id)))]).toStrictEqual([id, undefined]);
  });

  it("none: the states are written with the caller's own rights, and refused where there are none", async () => {
    stacks.synthesize();
    await inParallel(stackIds, 2, (id) => init(stacks.of(id)));
    await inOrder(stackIds, (id) => apply(stacks.of(id)));
    const refused = await plan(stacks.of("identity"), asCaller());
    expect([refused.code, refused.stderr]).toStrictEqual([1, expect.stringContaining("StatusCode: 403")]);
  });

  it.each(["apply", "plan", "apply"] satisfies DeployerAction[])(
    "then %s (change %#): init and plan go on with the role, without a word about the backend",
    async (action) => {
      stacks.synthesize(action);
      const results = await inParallel(stackIds, 2, async (id) => {
        const initialized = await init(stacks.of(id), asCaller());
        const planned = await planDetailedExitCode(stacks.of(id), asCaller());
        return { id, code: planned.code, said: `${initialized.stdout}${initialized.stderr}` };
      });
      expect(results.map(({ id, code }) => [id, code])).toStrictEqual(stackIds.map((id) => [id, 0]));
      for (const { said } of results) expect(said).not.toMatch(/Backend configuration changed|-migrate-state/);
    },
  );

  it("apply: each stack's own role locks and writes its state, and the caller's own rights are not asked for", async () => {
    await inOrder([...stackIds].reverse(), (id) => destroy(stacks.of(id), asCaller()));
    for (const id of stackIds) {
      const state = await storedState(platform.emulator.aws, s3Backend(stacks, id));
      expect([id, state?.resources]).toStrictEqual([id, []]);
    }
  });
});
