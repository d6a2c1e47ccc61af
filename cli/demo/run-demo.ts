import path from "node:path";
import { namesOf } from "../../constructs/names";
import { stackIdsOf } from "../../constructs/stack/shards";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import type { State } from "../../environments/schema/state";
import type { Credentials } from "../aws/connect";
import { runChild } from "../child";
import { CommandError } from "../command";
import type { Dialogue } from "../dialogue";
import { apartFromAccounts } from "../emulator/apart-from-accounts";
import { startEmulator } from "../emulator/start";
import { Terraform } from "../terraform/terraform";
import { EmulatedAccount } from "./account";
import { cannotMake } from "./cannot-make";
import { iamOf } from "./iam-content";
import { leaveOut } from "./leave-out";
import { outsideNamespaces } from "./left-in-cluster";
import { inClusterWithoutAws, type Scope } from "./scope";
import { changeStacks, runStack, type StackRun, typesIn } from "./stack-run";
import { waitForNothing } from "./wait-for-nothing";
import { putInEmulator, type Workplace } from "./workplace";

export interface DemoContext {
  /** As it is in AWS. */
  readonly environment: Environment;
  readonly scope: Scope;
  /** Whether Terraform's providers make up what a cloud would answer, so that identity's roles are made from its state. */
  readonly standIns: boolean;
  readonly workplace: Workplace;
  /** Python that MiniStack is installed for. */
  readonly python: string;
  /** Variables with which Terraform finds its providers. */
  readonly variables: NodeJS.ProcessEnv;
  readonly dialogue: Pick<Dialogue, "show" | "progress">;
  readonly signal: AbortSignal;
}

/** The platform in an emulator: what was made of it, and how to go on with it. */
export interface Demo {
  /** With the emulator in it. */
  readonly environment: Environment;
  readonly runs: readonly StackRun[];
}

/** What runs and has to be taken back, as far as the demo has come. */
export interface Undo {
  /** Stops the emulator, or lets it run on by itself. */
  emulator?: { stop(): Promise<void>; keep(): void };
  /** Takes out of the cluster what the stacks have made there. */
  cluster?: (signal: AbortSignal) => Promise<void>;
}

/** Does what a first rollout does, step by step, against an emulator. Notes in `undo` what has to be taken back. */
export async function runDemo(context: DemoContext, undo: Undo): Promise<Demo> {
  const { scope, standIns, dialogue } = context;
  const { progress } = dialogue;
  progress("starting the emulator");
  const environment = await inEmulator(context, undo);
  const account = await EmulatedAccount.open(environment);
  const [administrator, deployer] = await people(account, environment);
  const shell = (who: Credentials, deployAs?: "apply") => shellOf(context, who, deployAs);

  progress("platform bootstrap");
  await platform(context, shell(administrator), "bootstrap", "--yes");
  await synthesize(context, shell(administrator));
  const runs: StackRun[] = [];
  const run = async (stack: StackId, who: Credentials, role: string, deployAs?: "apply") => {
    progress(`${stack}, applied by ${role}`);
    const terraform = terraformOf(context, shell(who, deployAs));
    runs.push(await runStack(terraform, stack, { role, state: stateOf(environment, stack) }));
  };
  await run("identity", administrator, "root administrator");
  if (standIns) {
    const state = await terraformOf(context, shell(administrator)).pullState("identity");
    await account.make(iamOf(JSON.parse(state)));
  }
  progress("platform ready: waiting until the roles can be used");
  await platform(context, shell(deployer, "apply"), "ready");
  await synthesize(context, shell(deployer, "apply"));
  if (scope.kind === "named-cluster") {
    undo.cluster = (signal) => emptyCluster({ ...context, signal }, shell(deployer, "apply"));
  }
  for (const stack of stackIdsOf(environment).slice(1)) {
    const role = namesOf(environment).deployerRoleArn(stack, "apply").split("/").at(-1) ?? "";
    await run(stack, deployer, role, "apply");
  }
  return { environment, runs };
}

/**
 * Synthesizes the environment as it is in AWS, and takes out what will be left out: so that what stands against that is
 * said before anything runs. Gives the types of all resources, and what would lie in the cluster outside of its namespaces.
 */
export async function rehearse(context: DemoContext): Promise<Rehearsed> {
  const env = apartFromAccounts(process.env, { ENVIRONMENT: context.environment.name });
  await node(context, env, "cli/run.mjs", "main.ts");
  const stacks = stackIdsOf(context.environment);
  const types = typesIn(outputOf(context), stacks);
  reduce(context);
  return { types, objects: outsideNamespaces(outputOf(context), stacks) };
}

export interface Rehearsed {
  readonly types: readonly string[];
  /** As `kubectl` names them. */
  readonly objects: readonly string[];
}

async function inEmulator(context: DemoContext, undo: Undo): Promise<Environment> {
  const { environment, scope, standIns, workplace, python, signal } = context;
  const { accountId, region } = environment.aws;
  const env = apartFromAccounts(process.env);
  const options = { accountId, region, python, folder: workplace.emulator, env, auth: standIns, tls: true, signal };
  const emulator = await startEmulator(options);
  undo.emulator = emulator;
  const cluster = "cluster" in scope && scope.cluster && { kubeconfig: scope.cluster.file };
  const section = { ...emulator.section, ...(cluster && { cluster }) };
  putInEmulator(workplace, environment.name, environment.state, section);
  const state: State = environment.state.kind === "s3" ? environment.state : { kind: "s3" };
  return { ...environment, state, emulator: section };
}

/** A root administrator who may do everything, and one who may do nothing but take roles. */
async function people(account: EmulatedAccount, { rootAdministrators }: Environment) {
  const [first = ""] = rootAdministrators;
  const second = rootAdministrators.find((pattern) => pattern.includes("*")) ?? rootAdministrators[1];
  const administrator = await account.signIn(first, "administrator", "*");
  if (second === undefined) return [administrator, administrator] as const;
  return [administrator, await account.signIn(second, "deployer", "sts:AssumeRole")] as const;
}

function shellOf({ environment, variables }: DemoContext, who: Credentials, deployAs?: "apply"): NodeJS.ProcessEnv {
  return apartFromAccounts(process.env, {
    AWS_ACCESS_KEY_ID: who.accessKeyId,
    AWS_SECRET_ACCESS_KEY: who.secretAccessKey,
    AWS_SESSION_TOKEN: who.sessionToken,
    ENVIRONMENT: environment.name,
    ...(deployAs && { DEPLOY_AS: deployAs }),
    ...variables,
  });
}

function platform(context: DemoContext, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> {
  return node(context, env, "cli/platform.mjs", ...args);
}

/** The six stacks as this shell deploys them, without what can't be made. */
async function synthesize(context: DemoContext, env: NodeJS.ProcessEnv): Promise<void> {
  await node(context, env, "cli/run.mjs", "main.ts");
  reduce(context);
}

/** Takes out of the synthesized stacks what can't be made here. */
function reduce(context: DemoContext): void {
  const isLeftOut = (type: string) => leftOut(context, type);
  changeStacks(outputOf(context), stackIdsOf(context.environment), (stack) => {
    const part = leaveOut(stack, isLeftOut);
    return inClusterWithoutAws(context.scope) ? waitForNothing(part) : part;
  });
}

function leftOut({ scope, standIns }: DemoContext, type: string): boolean {
  if (scope.kind === "aws-part" && !type.startsWith("aws_")) return true;
  if (inClusterWithoutAws(scope) && type === "helm_release") return true;
  return !standIns && type in cannotMake;
}

function terraformOf(context: DemoContext, env: NodeJS.ProcessEnv): Terraform {
  return new Terraform(outputOf(context), context.signal, env, { ownGroup: true });
}

/** From the last stack to the first of them that has objects in the cluster. What lies in AWS goes with the emulator. */
async function emptyCluster(context: DemoContext, env: NodeJS.ProcessEnv): Promise<void> {
  const terraform = terraformOf(context, env);
  for (const stack of stackIdsOf(context.environment).slice(2).reverse()) {
    context.dialogue.progress(`removing from the cluster what ${stack} has made`);
    await terraform.destroy(stack);
  }
}

async function node(context: DemoContext, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> {
  const { workplace, signal } = context;
  const { status, stdout, stderr } = await runChild(process.execPath, args, {
    cwd: workplace.checkout,
    env,
    signal,
    ownGroup: true,
  });
  if (status === 0) return stdout;
  throw new CommandError(`platform demo: ${args.slice(1).join(" ")} fails in the emulator:\n${stderr.trim()}`);
}

const outputOf = ({ workplace }: DemoContext) => path.join(workplace.checkout, "cdktf.out");

function stateOf(environment: Environment, stack: StackId): string {
  const names = namesOf(environment);
  const prefix = environment.state.kind === "s3" ? environment.state.bucketPrefix : undefined;
  return `s3://${names.stateBucket(stack, prefix)}/${names.stateObject(stack)}`;
}
