import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { Credentials } from "./awsClient";
import { EmulatedIam } from "./emulatedIam";
import { createStateStores, guardState, s3Backend } from "./emulatedStates";
import { type Emulator, startEmulator } from "./emulator";
import { deployersOf, type IamContent } from "./iamContent";
import { scratchFolder } from "./scratch";
import { signIn } from "./sessions";
import { StackFolders } from "./stackFolders";

/** What an administrator has made before the first rollout, all of it as `cdktf.out/permissions` says, and enforced. */
export interface EmulatedPlatform {
  readonly emulator: Emulator;
  readonly stacks: StackFolders;
  readonly iam: EmulatedIam;
  /** The twelve deployers, which `iam` holds now. */
  readonly deployers: IamContent;
  /** ARN of the key of each stack's state. */
  readonly keys: Readonly<Record<StackId, string>>;
  /** Somebody whom the environment names as root administrator, and who may do nothing else than assume roles. */
  readonly administrator: Credentials;
}

/** Starts an emulator that enforces IAM and makes in it the states and the deployers' roles of an environment in S3. */
export async function startPlatform(name: string, given: Environment): Promise<EmulatedPlatform> {
  const { accountId, region } = given.aws;
  const emulator = await startEmulator({ accountId, region, auth: true });
  const environment = { ...given, emulator: emulator.section };
  const stacks = new StackFolders(scratchFolder(name), environment).synthesize();
  const keys = await createStateStores(emulator.aws, stacks);
  await guardStates(emulator, stacks);
  const iam = new EmulatedIam(emulator.aws);
  const deployers = deployersOf(stacks, environment);
  await iam.load(deployers);
  const [pattern = ""] = environment.rootAdministrators;
  const administrator = await signIn(emulator.aws, pattern, "sts:AssumeRole");
  return { emulator, stacks, iam, deployers, keys, administrator };
}

/** Puts the derived policies of all buckets and keys in force. */
export async function guardStates({ aws }: Emulator, stacks: StackFolders): Promise<void> {
  for (const id of stackIds) await guardState(aws, s3Backend(stacks, id), stacks.permissions(id).state);
}
