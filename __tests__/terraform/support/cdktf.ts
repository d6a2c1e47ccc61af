import fs from "node:fs";
import path from "node:path";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { terraformAvailability } from "./availability";
import { describeFailure, type Result, run } from "./processes";
import { readState } from "./stateFile";
import { toolEnvironment } from "./toolEnvironment";

/** Runs `npx cdktf …` in a checkout and fails, readably, unless it succeeds. `env`: of the shell, beside its folder. */
export async function cdktf(
  checkout: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = { ENVIRONMENT: "demo" },
): Promise<Result> {
  const result = await run(path.join(checkout, "node_modules/.bin/cdktf"), args, {
    cwd: checkout,
    env: toolEnvironment({ ...env, CDKTF_HOME: path.join(checkout, ".cdktf") }),
    timeoutMs: 240_000,
  });
  if (result.code === 0) return result;
  throw new Error(describeFailure(`exited with ${result.code}`, "cdktf", args, checkout, result));
}

/** `terraform providers lock`, which the CDKTF command runs, asks the registry even where providers come from a mirror. */
export function lockOptions(): readonly string[] {
  return terraformAvailability().fromMirror ? ["--skip-provider-lock"] : [];
}

/** `npx cdktf deploy` or `destroy`, without questions. */
export function change(checkout: string, command: "deploy" | "destroy", ...options: string[]): Promise<Result> {
  return cdktf(checkout, [command, ...options, "--auto-approve", ...lockOptions()]);
}

/** The stacks of the demo whose local state holds resources. */
export function applied(checkout: string): readonly StackId[] {
  return stackIds.filter((id) => {
    const file = path.join(checkout, "state/demo", `${id}.tfstate`);
    return fs.existsSync(file) && readState(file).resources.some(({ mode }) => mode === "managed");
  });
}
