import { spawnSync } from "node:child_process";

export interface Measured {
  /** Seconds of wall time of the whole process. */
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/** A whole process; `runs`: how often it is measured, after one run that only warms up. */
export interface Command {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly runs: number;
}

/** Runs the commands in turns, so that a busy moment of the machine hits all of them. */
export function measureSideBySide<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
): Readonly<Record<Name, Measured>> {
  const all = Object.entries<Command>(commands) as [Name, Command][];
  const seconds = new Map(all.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round <= Math.max(...all.map(([, { runs }]) => runs)); round++) {
    for (const [name, one] of all) {
      if (round > one.runs) continue;
      const taken = time(one);
      if (round > 0) seconds.get(name)?.push(taken);
    }
  }
  return Object.fromEntries(all.map(([name]) => [name, summarized(seconds.get(name) ?? [])])) as Record<Name, Measured>;
}

function time({ command, env }: Command): number {
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

export function summarized(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { minimum: at(0), median: at(0.5), maximum: at(1) };
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
