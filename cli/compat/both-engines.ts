import path from "node:path";
import { environmentNames, loadEnvironment } from "../../environments/load";
import { runChild } from "../child";
import { CommandError } from "../command";
import { progress } from "../progress";
import { type Difference, differences } from "./differences";

/** An environment as one of its users synthesizes it. */
export interface Variant {
  readonly environment: string;
  /** @default - none: Terraform runs with its caller's credentials */
  readonly deployAs?: "apply";
}

/** Every environment, and with roles in the JSON where its states take any. */
export function variants(): readonly Variant[] {
  return environmentNames().flatMap((environment): readonly Variant[] => {
    const { state } = loadEnvironment(environment);
    return [{ environment }, ...(state.kind === "hcp-terraform" ? [] : [{ environment, deployAs: "apply" } as const])];
  });
}

export function nameOf({ environment, deployAs }: Variant): string {
  return deployAs ? `${environment}, DEPLOY_AS=${deployAs}` : environment;
}

export interface Checkouts {
  /** With the packages of the lock file. */
  readonly original: string;
  /** With the fork. */
  readonly copy: string;
  /** For outputs, and all else that is temporary. */
  readonly scratch: string;
}

/** Synthesizes one variant by each engine, and compares. */
export async function onBoth(
  variant: Variant,
  checkouts: Checkouts,
  signal: AbortSignal,
): Promise<readonly Difference[]> {
  progress(`synthesizing ${nameOf(variant)}`);
  const [before, after] = [
    await synthesize(variant, checkouts.original, path.join(checkouts.scratch, "cdktf"), checkouts.scratch, signal),
    await synthesize(variant, checkouts.copy, path.join(checkouts.scratch, "fork"), checkouts.scratch, signal),
  ];
  return differences(before, after);
}

async function synthesize(
  variant: Variant,
  cwd: string,
  to: string,
  tmp: string,
  signal: AbortSignal,
): Promise<string> {
  const outdir = path.join(to, nameOf(variant));
  const { environment: ENVIRONMENT, deployAs: DEPLOY_AS = "" } = variant;
  // Its own place for temporary files, so that nothing of it stays when it is interrupted.
  const env = { ...process.env, TMPDIR: tmp, CDKTF_OUTDIR: outdir, ENVIRONMENT, DEPLOY_AS };
  const { status, stderr } = await runChild(process.execPath, ["cli/run.mjs", "main.ts"], { cwd, env, signal });
  if (status === 0) return outdir;
  const said = stderr.trim().split("\n").slice(0, 12);
  throw new CommandError(
    [`platform compat: ${nameOf(variant)} can't be synthesized by ${path.basename(to)}:`, ...said].join("\n"),
  );
}
