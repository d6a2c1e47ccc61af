import fs from "node:fs";
import path from "node:path";
import { type Ended, runChild } from "./child";
import { CommandError, type CommandShell } from "./command";
import type { Revision } from "./revision";

/** What came out of another revision's own `main.ts`. */
export interface SynthesizedRevision extends Ended {
  /** Folder of its output, which is not there where it failed. */
  readonly outdir: string;
}

/** Synthesizes another revision from its own sources, into its folder for what is temporary. */
export async function synthesizeRevision(
  { folder, scratch, signal }: Revision,
  { ENVIRONMENT }: CommandShell,
): Promise<SynthesizedRevision> {
  const outdir = path.join(scratch, "cdktf.out");
  const { DEPLOY_AS: _, ...inherited } = process.env;
  // Its own place for temporary files, so that nothing of it stays when it is interrupted.
  const env = { ...inherited, TMPDIR: scratch, CDKTF_OUTDIR: outdir, ENVIRONMENT: ENVIRONMENT ?? "" };
  const ended = await runChild(process.execPath, ["cli/run.mjs", "main.ts"], { cwd: folder, env, signal });
  return { ...ended, outdir };
}

/** Folder of another revision's output, for a command that can do nothing without it. `command`: as it is typed. */
export async function outputOfRevision(revision: Revision, shell: CommandShell, command: string): Promise<string> {
  const { status, stderr, outdir } = await synthesizeRevision(revision, shell);
  if (status === 0) return outdir;
  const problem = `can't be synthesized${otherPackages(revision)}:\n${firstLines(stderr)}`;
  throw unusable(revision, command, problem);
}

export function unusable({ ref, commit }: Revision, command: string, problem: string): CommandError {
  return new CommandError(`platform ${command}: ${ref} (${commit.slice(0, 7)}) ${problem}`);
}

/** A likely cause: the revision was written for other packages than it is run with. */
function otherPackages({ folder }: Revision): string {
  const lock = (place: string) => fs.readFileSync(path.join(place, "package-lock.json"), "utf8");
  try {
    const here = path.dirname(fs.realpathSync(path.join(folder, "node_modules")));
    return lock(folder) === lock(here)
      ? ""
      : " with this checkout's packages, which are not those of its package-lock.json";
  } catch {
    return "";
  }
}

function firstLines(text: string): string {
  const lines = text.trim().split("\n");
  return [...lines.slice(0, 12), ...(lines.length > 12 ? ["…"] : [])].join("\n");
}
