import { spawnSync } from "node:child_process";

export interface Measured {
  /** Seconds of wall time of the whole process. */
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/** Runs the commands in turns, so that a busy moment of the machine hits all of them; the first round only warms up. */
export function measureSideBySide(commands: readonly string[], runs: number, env: NodeJS.ProcessEnv): Measured[] {
  const seconds = commands.map((): number[] => []);
  for (let round = 0; round <= runs; round++) {
    commands.forEach((command, index) => {
      const taken = time(command, env);
      if (round > 0) seconds[index]?.push(taken);
    });
  }
  return seconds.map(summarize);
}

function time(command: string, env: NodeJS.ProcessEnv): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, {
    shell: true,
    env,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`);
  return (performance.now() - start) / 1000;
}

function summarize(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 1000) / 1000;
  return { minimum: at(0), median: at(0.5), maximum: at(1) };
}
