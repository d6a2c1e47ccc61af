import { type DeployerAction, deployerActions, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { printed } from "../proofs/support/printed";
import type { CallOptions } from "./support/awsClient";
import { type EmulatedPlatform, guardStates, startPlatform } from "./support/emulatedPlatform";
import { guardState, s3Backend } from "./support/emulatedStates";
import { describeWithEmulator } from "./support/emulatorAvailability";
import type { IamContent } from "./support/iamContent";
import { assume, signIn } from "./support/sessions";
import {
  administratorUses,
  otherwiseEncrypted,
  outsideS3,
  type Relation,
  refuses,
  rewriting,
  type StateUse,
  type StoredState,
  storeState,
  terraformUses,
} from "./support/stateUses";

const example = loadEnvironment("example-s3");
const allUses = [...terraformUses, outsideS3, rewriting, ...administratorUses];

/** A session of a deployer's role. */
interface Deployer extends CallOptions {
  readonly stack: StackId;
  readonly action: DeployerAction;
}

// What answers is the emulator's IAM: policies, boundaries, sessions, and the policies of buckets and keys.
describeWithEmulator("the six states, call by call", () => {
  let platform: EmulatedPlatform;
  let states: Readonly<Record<StackId, StoredState>>;
  let deployers: readonly Deployer[];
  let administrator: CallOptions;
  let somebody: CallOptions;

  beforeAll(async () => {
    platform = await startPlatform("state-access", example);
    const { emulator, stacks } = platform;
    const all = stackIds.flatMap((stack) => deployerActions.map((action) => ({ stack, action })));
    deployers = await Promise.all(
      all.map(async ({ stack, action }): Promise<Deployer> => {
        const { roleArn } = stacks.permissions(stack)[action];
        return { stack, action, credentials: await assume(emulator.aws, roleArn, platform.administrator) };
      }),
    );
    // Both may do everything, as far as their own policies go.
    const [, breakGlass = ""] = example.rootAdministrators;
    administrator = { credentials: await signIn(emulator.aws, breakGlass, "*") };
    somebody = { credentials: await signIn(emulator.aws, `arn:aws:iam::${example.aws.accountId}:role/admin`, "*") };
  });

  afterAll(() => platform?.emulator.stop());

  /** Loads the roles, puts the states' own policies in force or takes them away, and stores six states anew. */
  async function inForce(roles: IamContent, statePolicies: "with state policies" | "without state policies") {
    const { emulator, stacks, iam, keys } = platform;
    await iam.load(roles);
    if (statePolicies === "with state policies") await guardStates(emulator, stacks);
    else for (const id of stackIds) await guardState(emulator.aws, s3Backend(stacks, id));
    const stored = stackIds.map(async (id) => {
      return [id, await storeState(emulator.aws, s3Backend(stacks, id), keys[id])] as const;
    });
    states = Object.fromEntries(await Promise.all(stored)) as Record<StackId, StoredState>;
  }

  function relation({ stack, action }: Deployer, owner: StackId): Relation {
    if (stack === owner) return `own ${action}`;
    return platform.stacks.readsOf(stack).includes(owner) ? "reader" : "stranger";
  }

  const asDesigned = (one: Relation, { by }: StateUse) => by.includes(one);

  /** Calls of deployers on all states that are answered otherwise than they should be. */
  async function wrong(allowed: typeof asDesigned, some: readonly Deployer[] = deployers): Promise<readonly string[]> {
    const found: string[] = [];
    const asked = some.flatMap((one) => stackIds.flatMap((owner) => allUses.map((use) => ({ one, owner, use }))));
    for (const { one, owner, use } of asked) {
      const refused = await refuses(platform.emulator.aws, use, states[owner], one);
      const answer = `${one.stack} ${one.action}, ${use.name} of ${owner}: ${refused ? "refused" : "done"}`;
      if (refused === allowed(relation(one, owner), use)) found.push(answer);
    }
    printed("state-access", asked.length, "calls of deployers");
    return found;
  }

  /** What is refused to somebody, on each of the states. */
  async function refused(who: (owner: StackId) => CallOptions, uses: readonly StateUse[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const owner of stackIds) {
      for (const use of uses) {
        if (await refuses(platform.emulator.aws, use, states[owner], who(owner))) found.push(`${use.name} of ${owner}`);
      }
    }
    return found;
  }

  const each = (uses: readonly StateUse[]) =>
    stackIds.flatMap((owner) => uses.map(({ name }) => `${name} of ${owner}`));

  function ownApply(owner: StackId): CallOptions {
    return deployers.find(({ stack, action }) => stack === owner && action === "apply") ?? somebody;
  }

  it("all that is derived in force: every deployer does its own business and nothing else", async () => {
    await inForce(platform.deployers, "with state policies");
    expect(await wrong(asDesigned)).toStrictEqual([]);
  });

  it("the policies and boundaries of roles alone: the same", async () => {
    await inForce(platform.deployers, "without state policies");
    expect(await wrong(asDesigned)).toStrictEqual([]);
  });

  it("the policies of buckets and keys alone, on roles that may do everything: the same", async () => {
    await inForce(allowedEverything(platform.deployers), "with state policies");
    expect(await wrong(asDesigned)).toStrictEqual([]);
  });

  it("neither: every call is answered, so that those above can fail", async () => {
    await inForce(allowedEverything(platform.deployers), "without state policies");
    const plans = deployers.filter(({ action }) => action === "plan");
    expect(await wrong(() => true, plans)).toStrictEqual([]);
  });

  it("plain HTTP: refused to the own apply role and to root administrators, until the buckets' policies are gone", async () => {
    const plainly = { endpoint: platform.emulator.plainEndpoint };
    const owner = (id: StackId) => ({ ...ownApply(id), ...plainly });
    await inForce(platform.deployers, "with state policies");
    expect(await refused(owner, terraformUses)).toStrictEqual(each(terraformUses));
    expect(await refused(() => ({ ...administrator, ...plainly }), terraformUses)).toStrictEqual(each(terraformUses));
    await inForce(platform.deployers, "without state policies");
    expect(await refused(owner, terraformUses)).toStrictEqual([]);
  });

  it("without the state's own key nothing is written, not even by the own apply role, until the policies are gone", async () => {
    await inForce(platform.deployers, "with state policies");
    expect(await refused(ownApply, otherwiseEncrypted)).toStrictEqual(each(otherwiseEncrypted));
    await inForce(allowedEverything(platform.deployers), "without state policies");
    expect(await refused(ownApply, otherwiseEncrypted)).toStrictEqual([]);
  });

  it("root administrators are not locked out", async () => {
    await inForce(platform.deployers, "with state policies");
    expect(await refused(() => administrator, allUses)).toStrictEqual(each([outsideS3, rewriting]));
  });

  it("somebody who may do everything else in the account reads no state and changes none", async () => {
    await inForce(platform.deployers, "with state policies");
    expect(await refused(() => somebody, allUses)).toStrictEqual(each(allUses));
  });
});

/** The same roles without a boundary, and with one policy that allows everything. */
function allowedEverything({ roles, policies }: IamContent): IamContent {
  const everything = "arn:aws:iam::aws:policy/AdministratorAccess";
  return { roles: roles.map(({ arn, trust }) => ({ arn, trust, policies: [everything] })), policies };
}
