import { deployerActions, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { AwsError, type Credentials } from "./support/awsClient";
import { outcomes, tryBackend } from "./support/borrowedBackend";
import { type EmulatedPlatform, startPlatform } from "./support/emulatedPlatform";
import { encryptionOfState, guardState, s3Backend, storedState } from "./support/emulatedStates";
import { describeWithEmulator } from "./support/emulatorAvailability";
import { type Layer, layers, withGrant, withGrantOnState } from "./support/grants";
import { inOrder, inParallel } from "./support/parallel";
import { assume, signIn, variablesOf } from "./support/sessions";
import { heldLock, lockHistory } from "./support/stateLock";
import { apply, init, planDetailedExitCode } from "./support/terraform";

const example = loadEnvironment("example-s3");

const pairs = stackIds.flatMap((role) => stackIds.flatMap((owner) => (role === owner ? [] : [{ role, owner }])));

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeWithEmulator("the derived roles, assumed by the backends of Terraform", () => {
  let platform: EmulatedPlatform;
  const asAdministrator = () => ({ env: variablesOf(platform.administrator) });
  const backend = (id: StackId) => s3Backend(platform.stacks, id);
  const roleArn = (id: StackId, action: (typeof deployerActions)[number] = "apply") =>
    platform.stacks.permissions(id)[action].roleArn;

  beforeAll(async () => {
    platform = await startPlatform("derived-roles", example);
  });

  afterAll(() => platform?.emulator.stop());

  it("are taken by those whom their trust names, and by nobody else", async () => {
    const { aws } = platform.emulator;
    const taken = async (by: Credentials) => {
      const all = stackIds.flatMap((id) => deployerActions.map((action) => ({ id, action })));
      const may = await inOrder(all, ({ id, action }) => assumes(() => assume(aws, roleArn(id, action), by)));
      return all.filter((_, index) => may[index]).map(({ id, action }) => `${id} ${action}`);
    };
    const { operators = [], auditors = [] } = example.people;
    const [operator, auditor, developer] = [operators[0], auditors[0], example.teams[0]?.developers[0]];
    const everyRole = stackIds.flatMap((id) => deployerActions.map((action) => `${id} ${action}`));
    const plansOfFive = everyRole.filter((role) => / plan$/.test(role) && role !== "identity plan");
    const stranger = `arn:aws:iam::${example.aws.accountId}:role/stranger`;
    const expected: readonly (readonly [Credentials, readonly string[]])[] = [
      [platform.administrator, everyRole],
      // A pipeline deploys this environment: its reviews are not to be passed by.
      [await signIn(aws, operator ?? "", "sts:AssumeRole"), plansOfFive],
      [await signIn(aws, auditor ?? "", "sts:AssumeRole"), []],
      [await signIn(aws, developer ?? "", "sts:AssumeRole"), []],
      [await signIn(aws, stranger, "*"), []],
      [await assume(aws, roleArn("identity"), platform.administrator), []],
    ];
    for (const [who, roles] of expected) expect(await taken(who)).toStrictEqual(roles);
  });

  it("apply: each stack, from the first to the last, under its lock and with its key", async () => {
    const { stacks, emulator, keys } = platform;
    stacks.synthesize("apply");
    await inParallel(stackIds, 2, (id) => init(stacks.of(id), asAdministrator()));
    await inOrder(stackIds, (id) => apply(stacks.of(id), asAdministrator()));
    for (const id of stackIds) {
      expect((await storedState(emulator.aws, backend(id)))?.resources).not.toStrictEqual([]);
      expect(await encryptionOfState(emulator.aws, backend(id))).toStrictEqual({
        algorithm: "aws:kms",
        keyArn: keys[id],
      });
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 1, released: 1 });
    }
  });

  it("plan: each stack, under its lock", async () => {
    const { stacks, emulator } = platform;
    stacks.synthesize("plan");
    const codes = await inParallel(stackIds, 2, async (id) => {
      await init(stacks.of(id), asAdministrator());
      return (await planDetailedExitCode(stacks.of(id), asAdministrator())).code;
    });
    expect(codes).toStrictEqual(stackIds.map(() => 0));
    for (const id of stackIds) {
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 2, released: 2 });
    }
  });

  it("plan: reads its own state, and does not write it", async () => {
    const { stacks, emulator } = platform;
    const found = await inParallel(stackIds, 2, async (owner) => {
      const borrowed = { owner, roleArn: roleArn(owner, "plan") };
      return outcomes(await tryBackend(stacks, borrowed, asAdministrator()));
    });
    expect(found).toStrictEqual(stackIds.map(() => ({ init: "done", pull: "done", push: "403" })));
    // It was the state that was refused, not the lock.
    for (const id of stackIds) {
      expect(await heldLock(emulator.aws, backend(id))).toBeUndefined();
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 3, released: 3 });
    }
  });

  it("apply: reads the states of the contracts that it reads, and gets 403 on all others and on every lock", async () => {
    const { stacks, emulator } = platform;
    const found = await inParallel(pairs, 2, async ({ role, owner }) => {
      const answers = await tryBackend(stacks, { owner, roleArn: roleArn(role) }, asAdministrator());
      return { role, owner, ...outcomes(answers) };
    });
    const read = (role: StackId, owner: StackId) => (stacks.readsOf(role).includes(owner) ? "done" : "403");
    expect(found).toStrictEqual(
      pairs.map(({ role, owner }) => ({ role, owner, init: read(role, owner), pull: read(role, owner), push: "403" })),
    );
    for (const id of stackIds) {
      expect(await lockHistory(emulator.aws, backend(id))).toStrictEqual({ taken: 3, released: 3 });
    }
  });

  it("apply: gets 403 on its own state over plain HTTP", async () => {
    const { stacks, emulator } = platform;
    const endpoints = { ...backend("apps").endpoints, s3: emulator.plainEndpoint };
    const borrowed = { owner: "apps", roleArn: roleArn("apps"), changes: { endpoints } } as const;
    const answers = await tryBackend(stacks, borrowed, asAdministrator());
    expect(outcomes(answers)).toStrictEqual({ init: "403", pull: "403", push: "403" });
  });

  describe("with another stack's rights on its state added", () => {
    const owner = "app-services";
    const without = (layer: Layer) => layers.filter((one) => one !== layer);

    async function withGranted(granted: readonly Layer[]) {
      const { stacks, emulator, iam, deployers } = platform;
      const grant = { to: roleArn("cluster-services"), of: roleArn(owner) };
      await iam.load(withGrant(deployers, grant, granted));
      await guardState(emulator.aws, backend(owner), withGrantOnState(stacks.permissions(owner).state, grant, granted));
      return outcomes(await tryBackend(stacks, { owner, roleArn: grant.to }, asAdministrator()));
    }

    it.each(layers.map((layer) => ({ layer })))("still gets 403 where the $layer is left out", async ({ layer }) => {
      expect(await withGranted(without(layer))).toStrictEqual({ init: "403", pull: "403", push: "403" });
    });

    it("reads, locks and writes it: the same run can succeed", async () => {
      expect(await withGranted(layers)).toStrictEqual({ init: "done", pull: "done", push: "done" });
    });

    it("gets 403 again once they are taken back", async () => {
      expect(await withGranted([])).toStrictEqual({ init: "403", pull: "403", push: "403" });
    });
  });
});

async function assumes(taking: () => Promise<unknown>): Promise<boolean> {
  try {
    await taking();
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === "AccessDenied") return false;
    throw error;
  }
}
