import path from "node:path";
import { type Ended, runChild } from "./child";
import type { CommandShell } from "./command";
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
