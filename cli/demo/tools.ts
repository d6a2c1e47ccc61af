import { requiredTerraform } from "../../constructs/stack/required-terraform";
import { runChild } from "../child";
import { CommandError } from "../command";
import { atLeast, versionIn } from "../doctor/version";
import { installMinistack } from "../emulator/ministack";

/** Fails where there is no Terraform that the stacks take. */
export async function needTerraform(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const { TERRAFORM_BINARY_NAME: program = "terraform" } = env;
  const said = await output(program, ["version", "-json"], env, signal);
  const install = "Fix: install it, https://developer.hashicorp.com/terraform/install";
  if (said === undefined) throw refused(`there is no ${program} on the PATH, or it does not run. ${install}.`);
  const version = /"terraform_version": *"([^"]+)"/.exec(said)?.[1] ?? "0";
  if (atLeast(versionIn(version) ?? [], versionIn(requiredTerraform) ?? [])) return;
  throw refused(`${program} is ${version}, and the stacks need ${requiredTerraform}. ${install}.`);
}

/** Python of the virtual environment that MiniStack is in, which is installed where it is not there yet. */
export function needMinistack(docker: boolean): string {
  const { python, reason } = installMinistack(docker);
  if (reason === undefined) return python;
  const fix = /no Python/.test(reason)
    ? "install Python 3.10 or newer with its venv module, https://www.python.org/downloads"
    : "let pip reach PyPI or a mirror of it, as by PIP_INDEX_URL, and run it again";
  throw refused(`MiniStack, the emulator, can't be had: ${reason}. Fix: ${fix}.`);
}

/** Whether Docker runs here, and the `aws` command that logs in to what it would run. */
export async function clusterInDocker(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<boolean> {
  const [docker, aws] = await Promise.all([
    output("docker", ["version", "--format", "{{.Server.Version}}"], env, signal),
    output("aws", ["--version"], env, signal),
  ]);
  return docker !== undefined && aws !== undefined;
}

/** What a program says; undefined where it is not there or fails. */
async function output(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { status, stdout } = await runChild(program, args, { cwd: process.cwd(), env, signal });
    return status === 0 ? stdout : undefined;
  } catch (error) {
    if (!(error instanceof CommandError) || signal.aborted) throw error;
    return undefined;
  }
}

function refused(problem: string): CommandError {
  return new CommandError(`platform demo: ${problem}`);
}
