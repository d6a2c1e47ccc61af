import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** @default 120 seconds */
  readonly timeoutMs?: number;
}

const running = new Set<ChildProcess>();

/** Runs a command to its end, whatever its exit code; fails only where it can't be started or takes too long. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Result> {
  const { cwd, env, timeoutMs = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, { cwd, env });
    let stdout = "";
    let stderr = "";
    let late = false;
    child.stdin?.end();
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(() => {
      late = true;
      killGroup(child, "SIGKILL");
    }, timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      const result = { code: code ?? -1, stdout, stderr };
      if (late)
        reject(new Error(describeFailure(`took longer than ${timeoutMs / 1000} s`, command, args, cwd, result)));
      else resolve(result);
    });
  });
}

/**
 * Starts a command in a process group of its own, so that its children (providers, nested Terraform runs) go with it.
 * It is ended at the latest by `stopProcesses` or with this process.
 */
export function startProcess(command: string, args: readonly string[], options: RunOptions): ChildProcess {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached: true, stdio: "pipe" });
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Ends everything that was started here and still runs. */
export function stopProcesses(): void {
  for (const child of running) killGroup(child, "SIGKILL");
}

/** What a reader needs of a failed command: what, where, how it ended and the end of what it said. */
export function describeFailure(
  what: string,
  command: string,
  args: readonly string[],
  cwd: string,
  { stdout, stderr }: Result,
): string {
  return `${[command, ...args].join(" ")} ${what}\n  in ${cwd}\n${tail(`${stdout}\n${stderr}`, 40)}`;
}

/** The last lines, without colours and the frames of a progress display. */
function tail(text: string, lines: number): string {
  const said = stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.trimEnd());
  return said
    .filter((line) => line !== "" && !/^\s*[\u2800-\u28ff]/.test(line))
    .slice(-lines)
    .join("\n");
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

process.once("exit", stopProcesses);
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    stopProcesses();
    process.exit(code);
  });
}
