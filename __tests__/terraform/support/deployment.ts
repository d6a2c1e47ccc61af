import fs from "node:fs";
import path from "node:path";
import { pendingChanges } from "../../../cli/ledger/pending-changes";
import { ledgerOf, readBeside } from "../../../cli/ledger/read-ledger";
import { recorded } from "../../../cli/ledger/recorded";
import { retiredText } from "../../../cli/ledger/retired-text";
import { Terraform } from "../../../cli/terraform/terraform";
import { deployedIn } from "../../../constructs/ledger/deployed";
import type { Ledger } from "../../../constructs/ledger/ledger";
import { retire } from "../../../constructs/ledger/retire";
import { type Waiting, waitingIn } from "../../../constructs/ledger/waiting";
import { namesOf } from "../../../constructs/names";
import { type DeployerAction, type StackId, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";
import type { Stacks } from "../../proofs/support/tree";
import { SynthesizedStack } from "../../support/synthesize";
import { callsIn } from "./callLog";
import { type CheckedRun, checkRun, type Run } from "./checkedRun";
import { type EmulatedStates, startStates } from "./emulatedPlatform";
import { s3Backend, storedState } from "./emulatedStates";
import { type IamContent, iamOf } from "./iamContent";
import type { Moment } from "./moment";
import { variablesOf } from "./sessions";
import { StackFolders } from "./stackFolders";
import type { StateFile } from "./stateFile";
import { apply, destroy, init, planDetailedExitCode, type TerraformOptions } from "./terraform";
import { toolEnvironment } from "./toolEnvironment";

const commands = { apply, destroy, plan: planDetailedExitCode };
type Command = keyof typeof commands;

/** A run with what the check of its calls found. */
export interface DeployedRun extends CheckedRun {
  /** To be checked once more, with other rights. */
  readonly run: Run;
}

/**
 * An environment in S3, deployed revision by revision and stack by stack with nothing but the derived roles. After each
 * apply of identity the emulator's IAM is what identity's state says; the backends really assume those roles; and what
 * the stand-in providers log is simulated against the policies in force at that moment.
 *
 * ```ts
 * const deployment = await Deployment.start("removal", environment);
 * await deployment.bootstrap();
 * for (const id of stackIds.slice(1)) expect((await deployment.apply(id)).denied).toStrictEqual([]);
 * deployment.revise(withoutTheDatabase);
 * expect((await deployment.apply("identity")).denied).toStrictEqual([]);
 * ```
 */
export class Deployment {
  /** What IAM holds: the roles and policies of identity's state. */
  inForce: IamContent = { roles: [], policies: {} };
  /** What is deployed, as `record` wrote it last. */
  ledger: Ledger | undefined;
  private stacks: StackFolders;
  private environment: Environment;
  private applied: Partial<Record<StackId, SynthesizedStack>> = {};
  private runs = 0;

  private constructor(private readonly emulated: EmulatedStates) {
    this.stacks = emulated.stacks;
    this.environment = emulated.environment;
  }

  /** Starts an emulator with empty states. `name`: of the suite. */
  static async start(name: string, environment: Environment): Promise<Deployment> {
    return new Deployment(await startStates(name, environment));
  }

  stop(): Promise<void> {
    return this.emulated.emulator.stop();
  }

  /** Goes on with another revision of the environment: what is applied from now on. */
  revise(environment: Environment): void {
    const { section } = this.emulated.emulator;
    this.environment = { ...environment, emulator: section };
    this.stacks = new StackFolders(this.stacks.root, this.environment, this.ledger);
  }

  /** `npx platform permissions record`, and what follows from it from now on. */
  async record(): Promise<void> {
    this.useLedger(await recorded(this.app(), await this.deployed(), pendingChanges(this.planner())));
  }

  /** `npx platform permissions retire`; gives what it did, as it prints it. */
  async retire(): Promise<string> {
    const app = this.app();
    const pending = pendingChanges(this.planner());
    const retired = await retire(ledgerOf(app), readBeside(app, await this.deployed()), pending);
    this.useLedger(retired.ledger);
    return retiredText(retired, [], false);
  }

  /** What waits to be retired, as `<stack> <address>` with its state. */
  get waiting(): readonly Waiting[] {
    const app = this.app();
    return waitingIn(app.ledger, app.heldBack, app.resolveAll());
  }

  /** Terraform as the commands run it, with the plan roles. */
  private planner(): Terraform {
    this.stacks.synthesize("plan");
    const { signal } = new AbortController();
    const env = toolEnvironment(variablesOf(this.emulated.administrator));
    return new Terraform(path.join(this.stacks.root, "cdktf.out"), signal, env);
  }

  private app() {
    return platform({ environment: this.environment, ledger: this.ledger });
  }

  private useLedger(ledger: Ledger): void {
    this.ledger = ledger;
    this.revise(this.environment);
  }

  private async deployed() {
    const states = await Promise.all(
      stackIds.map(async (id) => [id, deployedIn(JSON.stringify((await this.state(id)) ?? {}))] as const),
    );
    return new Map(states);
  }

  /** Applies identity the first time, as a root administrator does: there are no roles yet, and nothing to check. */
  async bootstrap(): Promise<void> {
    await this.run("identity", "apply", undefined);
    await this.loadIam();
  }

  /** Applies a stack with its own apply role. Fails where Terraform does. */
  async apply(id: StackId): Promise<DeployedRun> {
    const checked = await this.checked(id, "apply", "apply");
    if (id === "identity") await this.loadIam();
    return checked;
  }

  /** Plans a stack with its own plan role. */
  plan(id: StackId): Promise<DeployedRun> {
    return this.checked(id, "plan", "plan");
  }

  /** Destroys a stack with its own apply role. */
  destroy(id: StackId): Promise<DeployedRun> {
    return this.checked(id, "destroy", "apply");
  }

  /** A stack's state as it lies in its bucket; undefined before the first apply. */
  state(id: StackId): Promise<StateFile | undefined> {
    return storedState(this.emulated.emulator.aws, s3Backend(this.stacks, id));
  }

  /** The environment's roles and policies as the emulator's IAM tells them: what `inForce` says. */
  held(): Promise<IamContent> {
    return this.emulated.iam.held(namesOf(this.emulated.environment).iamPath);
  }

  /** Checks a run with other rights than those that were in force. */
  check(run: Run, iam: IamContent): Promise<CheckedRun> {
    return checkRun(run, iam, this.emulated.environment.aws);
  }

  private async checked(id: StackId, command: Command, deployAs: DeployerAction): Promise<DeployedRun> {
    const run = await this.run(id, command, deployAs);
    return { ...(await this.check(run, this.inForce)), run };
  }

  private async run(id: StackId, command: Command, deployAs: DeployerAction | undefined): Promise<Run> {
    this.stacks.synthesize(deployAs);
    const log = path.join(this.stacks.root, `run-${++this.runs}.ndjson`);
    const caller = deployAs && variablesOf(this.emulated.administrator);
    const options: TerraformOptions = { env: { ...caller, OFFLINE_PROVIDER_LOG: log } };
    const before = await this.moment();
    await init(this.stacks.of(id), options);
    await commands[command](this.stacks.of(id), options);
    if (command !== "plan") this.applied = { ...this.applied, [id]: this.json(id) };
    return { stack: id, calls: callsIn(log), before, after: await this.moment() };
  }

  private async moment(): Promise<Moment> {
    const stacks = stackIds.map((id) => [id, this.applied[id] ?? this.json(id)] as const);
    const states = await Promise.all(stackIds.map(async (id) => [id, await this.state(id)] as const));
    return { stacks: Object.fromEntries(stacks) as Stacks, states: Object.fromEntries(states) };
  }

  private json(id: StackId): SynthesizedStack {
    return new SynthesizedStack(JSON.parse(fs.readFileSync(path.join(this.stacks.of(id), "cdk.tf.json"), "utf8")));
  }

  private async loadIam(): Promise<void> {
    const state = await this.state("identity");
    if (!state) throw new Error("identity was applied, and there is no state of it");
    this.inForce = iamOf(state);
    await this.emulated.iam.load(this.inForce);
  }
}
