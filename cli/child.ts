import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { CommandError } from "./command";

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /**
   * Whether it runs in a process group of its own, so that an interruption at the terminal reaches it by the signal above
   * alone: Terraform gives up at the second one, and forgets what it has just made.
   * @default false
   */
  readonly ownGroup?: boolean;
}

export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program and waits until it has ended, also when it is interrupted: nothing of it goes on behind our back. */
export function runChild(program: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  const { cwd, env, signal, ownGroup = false } = options;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: ownGroup });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output.stderr += text;
    });
    const stop = () => child.kill();
    signal.addEventListener("abort", stop);
    child.on("error", (cause: NodeJS.ErrnoException) => {
      // Node says the same where the folder is missing.
      const missing = cause.code === "ENOENT" && fs.existsSync(cwd);
      const problem = missing ? `there is no ${program} on the PATH` : `${program} can't be run: ${cause.message}`;
      reject(new CommandError(`platform: ${problem}${missing ? fixOf(program) : ""}`));
    });
    child.on("close", (status) => {
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(new CommandError("platform: interrupted"));
      else resolve({ status, ...output });
    });
  });
}

/** Where to get what the commands run most. */
const installs: Readonly<Record<string, string>> = {
  terraform: "https://developer.hashicorp.com/terraform/install",
  tofu: "https://opentofu.org/docs/intro/install",
};

function fixOf(program: string): string {
  const install = installs[path.basename(program)];
  const fix = install ? `install it, ${install}, or set TERRAFORM_BINARY_NAME to the path of one` : "install it";
  return `; ${fix}; npx platform doctor says what else is missing`;
}
