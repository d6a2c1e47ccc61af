import { spawnSync } from "node:child_process";

/** A step's script as GitHub runs it, with what it printed. */
export function bash(script: string, cwd: string, env: NodeJS.ProcessEnv) {
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  const { status, stdout, stderr } = spawnSync("bash", args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
