import fs from "node:fs";
import path from "node:path";
import { terraformAvailability } from "./availability";
import { describeFailure, type Result, run } from "./processes";
import { terraformProgram } from "./terraformProgram";
import { toolEnvironment } from "./toolEnvironment";

export interface TerraformOptions {
  /** Variables beside those of `toolEnvironment`. */
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** Such as `tofu`. @default - what `TERRAFORM_BINARY_NAME` names, else `terraform` */
  readonly program?: string;
}

/** Runs Terraform in a folder, whatever its exit code. */
export function terraform(folder: string, args: readonly string[], options: TerraformOptions = {}): Promise<Result> {
  return run(terraformProgram(), args, {
    cwd: folder,
    env: toolEnvironment(options.env),
    timeoutMs: options.timeoutMs,
  });
}

/** Runs Terraform in a folder and fails, readably, unless it exits with one of the given codes. */
export async function terraformOk(
  folder: string,
  args: readonly string[],
  options: TerraformOptions = {},
  codes: readonly number[] = [0],
): Promise<Result> {
  const result = await terraform(folder, args, options);
  if (!codes.includes(result.code)) {
    throw new Error(
      describeFailure(`exited with ${result.code}`, options.program ?? terraformProgram(), args, folder, result),
    );
  }
  return result;
}

const quiet = ["-input=false", "-no-color"];

/**
 * A plugin cache (TF_PLUGIN_CACHE_DIR) is not safe for several `init`s at once, and without a lock file Terraform
 * downloads in spite of it. A mirror is only read and linked to: where the CLI configuration names none, the packages
 * that the availability check has fetched serve as one.
 */
function initArguments(): readonly string[] {
  const { fromMirror, providers } = terraformAvailability();
  return ["init", ...quiet, ...(fromMirror ? [] : [`-plugin-dir=${providers}`])];
}

export function init(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, initArguments(), options);
}

/** The same, whatever its exit code. */
export function tryInit(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraform(folder, initArguments(), options);
}

export function validate(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["validate", "-no-color"], options);
}

export function apply(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["apply", "-auto-approve", ...quiet], options);
}

/** The plan of a folder, whatever its exit code. */
export function plan(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraform(folder, ["plan", ...quiet], options);
}

/** 0: nothing to do; 2: something to change. With the plan's text, which a failed expectation should show. */
export async function planDetailedExitCode(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["plan", "-detailed-exitcode", ...quiet], options, [0, 2]);
}

export function destroy(folder: string, options: TerraformOptions = {}): Promise<Result> {
  return terraformOk(folder, ["destroy", "-auto-approve", ...quiet], options);
}

/** Addresses of the managed resources in the state, sorted: data sources are left out. */
export async function stateList(folder: string, options: TerraformOptions = {}): Promise<readonly string[]> {
  const { stdout, stderr, code } = await terraform(folder, ["state", "list"], options);
  if (code !== 0 && !stderr.includes("No state file was found")) {
    throw new Error(
      describeFailure(`exited with ${code}`, terraformProgram(), ["state", "list"], folder, { code, stdout, stderr }),
    );
  }
  return stdout
    .split("\n")
    .filter((line) => line !== "" && !/(^|\.)data\./.test(line))
    .sort();
}

/** The parts of `terraform show -json` that the suites look at. */
export interface ShownState {
  readonly values?: { readonly outputs?: Record<string, { readonly value: unknown; readonly sensitive: boolean }> };
}

export async function showJson(folder: string, options: TerraformOptions = {}): Promise<ShownState> {
  const { stdout } = await terraformOk(folder, ["show", "-json", "-no-color"], options);
  return JSON.parse(stdout) as ShownState;
}

/** How many managed resources a synthesized stack declares (before `count` and `for_each`). */
export function declaredResources(folder: string): number {
  const { resource = {} } = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
    resource?: Record<string, Record<string, unknown>>;
  };
  return Object.values(resource).reduce((count, ofType) => count + Object.keys(ofType).length, 0);
}
