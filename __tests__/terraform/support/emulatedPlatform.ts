import { deploy } from "../../../cli/bootstrap/deploy";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { Credentials } from "./awsClient";
import { bootstrapRun } from "./bootstrapRun";
import { EmulatedIam } from "./emulatedIam";
import { encryptBuckets, guardState, keysOf, s3Backend } from "./emulatedStates";
import { type Emulator, startEmulator } from "./emulator";
import { deployersOf, type IamContent } from "./iamContent";
import { scratchFolder } from "./scratch";
import { limitTo, signIn } from "./sessions";
import { StackFolders } from "./stackFolders";

/** What an administrator has made before the first rollout: six states with their policies in force, and IAM empty. */
export interface EmulatedStates {
  readonly emulator: Emulator;
  /** The environment as it was given, with the emulator in it. */
  readonly environment: Environment;
  readonly stacks: StackFolders;
  readonly iam: EmulatedIam;
  /** ARN of the key of each stack's state. */
  readonly keys: Readonly<Record<StackId, string>>;
  /** Somebody whom the environment names as root administrator, and who may do nothing else than assume roles. */
  readonly administrator: Credentials;
}

/** The same with the deployers, all of them as `cdktf.out/permissions` says. */
export interface EmulatedPlatform extends EmulatedStates {
  /** What `iam` holds. */
  readonly deployers: IamContent;
}

/** Starts an emulator that enforces IAM and makes the states of an environment in S3 there. `name`: of the suite. */
export async function startStates(name: string, given: Environment): Promise<EmulatedStates> {
  const { accountId, region } = given.aws;
  const emulator = await startEmulator({ accountId, region, auth: true });
  const environment = { ...given, emulator: emulator.section };
  const stacks = new StackFolders(scratchFolder(name), environment).synthesize();
  const [pattern = ""] = environment.rootAdministrators;
  const administrator = await signIn(emulator.aws, pattern, "*");
  await bootstrapStates(emulator, environment, administrator);
  await limitTo(emulator.aws, pattern, "sts:AssumeRole");
  const keys = await keysOf(emulator.aws, stacks);
  return { emulator, environment, stacks, iam: new EmulatedIam(emulator.aws), keys, administrator };
}

async function bootstrapStates(
  emulator: Emulator,
  environment: Environment,
  administrator: Credentials,
): Promise<void> {
  const run = await bootstrapRun(environment, administrator);
  await deploy(run);
  await encryptBuckets(emulator.aws, run.wanted);
}

/** The same, and makes the deployers' roles. */
export async function startPlatform(name: string, given: Environment): Promise<EmulatedPlatform> {
  const states = await startStates(name, given);
  const deployers = deployersOf(states.stacks, states.environment);
  await states.iam.load(deployers);
  return { ...states, deployers };
}

/** Puts the derived policies of all buckets and keys in force. */
export async function guardStates({ aws }: Emulator, stacks: StackFolders): Promise<void> {
  for (const id of stackIds) await guardState(aws, s3Backend(stacks, id), stacks.permissions(id).state);
}
