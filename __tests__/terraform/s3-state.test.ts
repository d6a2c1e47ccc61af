import { deploy } from "../../cli/bootstrap/deploy";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { bootstrapRun } from "./support/bootstrapRun";
import { encryptBuckets, encryptionOfState, keysOf, objectsIn, s3Backend, storedState } from "./support/emulatedStates";
import { type Emulator, startEmulator } from "./support/emulator";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { signIn } from "./support/sessions";
import { StackFolders } from "./support/stackFolders";
import { heldLock, holdLock, lockHistory, locksSeenDuring, releaseLock } from "./support/stateLock";
import { apply, destroy, init, plan, planDetailedExitCode, stateList } from "./support/terraform";

const example = loadEnvironment("example-s3");

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeWithEmulator("example-s3: the six stacks from six buckets", () => {
  let emulator: Emulator;
  let stacks: StackFolders;
  let keys: Record<StackId, string>;
  const backend = (id: StackId) => s3Backend(stacks, id);
  const locks = () => inParallel(stackIds, 2, async (id) => [id, await heldLock(emulator.aws, backend(id))]);
  const noLocks = stackIds.map((id) => [id, undefined]);

  beforeAll(async () => {
    const { accountId, region } = example.aws;
    emulator = await startEmulator({ accountId, region });
    const environment = { ...example, emulator: emulator.section };
    stacks = new StackFolders(scratchFolder("s3"), environment).synthesize();
    const [administrator = ""] = environment.rootAdministrators;
    const run = await bootstrapRun(environment, await signIn(emulator.aws, administrator, "*"));
    await deploy(run);
    await encryptBuckets(emulator.aws, run.wanted);
    keys = await keysOf(emulator.aws, stacks);
    await inParallel(stackIds, 2, (id) => init(stacks.of(id)));
  });

  afterAll(() => emulator?.stop());

  it("are applied, each under its own lock, which is gone afterwards", async () => {
    await inOrder(stackIds, async (id) => {
      const seen = await locksSeenDuring(emulator.aws, backend(id), () => apply(stacks.of(id)));
      expect([id, seen.map(({ Operation }) => Operation)]).toStrictEqual([id, ["OperationTypeApply"]]);
      expect(seen[0]?.Path).toBe(`${backend(id).bucket}/${backend(id).key}`);
    });
    expect(await locks()).toStrictEqual(noLocks);
    for (const id of stackIds)
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 1, released: 1 });
  });

  it("have one state in each of six buckets, with that stack's resources", async () => {
    expect(new Set(stackIds.map((id) => backend(id).bucket)).size).toBe(stackIds.length);
    for (const id of stackIds) {
      expect(await objectsIn(emulator.aws, backend(id).bucket)).toStrictEqual([backend(id).key]);
      expect((await stateList(stacks.of(id))).length).toBeGreaterThan(0);
    }
  });

  it("have states that are encrypted with the stack's own key", async () => {
    expect(new Set(Object.values(keys)).size).toBe(stackIds.length);
    for (const id of stackIds) {
      const encryption = await encryptionOfState(emulator.aws, backend(id));
      expect([id, encryption]).toStrictEqual([id, { algorithm: "aws:kms", keyArn: keys[id] }]);
    }
  });

  it("have nothing left to change in a second plan", async () => {
    const plans = await inParallel(stackIds, 2, (id) => planDetailedExitCode(stacks.of(id)));
    const changes = stackIds.flatMap((id, index) =>
      plans[index]?.code === 0 ? [] : `${id}:\n${plans[index]?.stdout}`,
    );
    expect(changes).toStrictEqual([]);
  });

  it("were locked for that plan too", async () => {
    for (const id of stackIds)
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 2, released: 2 });
    expect(await locks()).toStrictEqual(noLocks);
  });

  it("are not planned while someone else holds the lock, whose holder is named", async () => {
    const plans = await inParallel(stackIds, 2, async (id) => {
      await holdLock(emulator.aws, backend(id), `held-${id}`);
      const locked = await plan(stacks.of(id));
      const stillHeld = await heldLock(emulator.aws, backend(id));
      await releaseLock(emulator.aws, backend(id));
      return { id, locked, stillHeld };
    });
    for (const { id, locked, stillHeld } of plans) {
      expect([id, locked.code]).toStrictEqual([id, 1]);
      expect(locked.stderr).toContain("Error acquiring the state lock");
      expect(locked.stderr).toContain(`held-${id}`);
      expect(stillHeld?.ID).toBe(`held-${id}`);
    }
  });

  it("are destroyed from the last to the first and leave empty states and no locks", async () => {
    await inOrder([...stackIds].reverse(), (id) => destroy(stacks.of(id)));
    for (const id of stackIds)
      expect([id, (await storedState(emulator.aws, backend(id)))?.resources]).toStrictEqual([id, []]);
    expect(await locks()).toStrictEqual(noLocks);
  });
});
