import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../terraform/support/cacheFolder";

/** A program that is built from a Go module. */
export interface GoTool {
  /** Path of its package, such as `github.com/terraform-linters/tflint`; the last part is the program's name. */
  readonly package: string;
  /** Such as `v0.64.0`. */
  readonly version: string;
}

export interface InstalledTool {
  /** Why the program can't be had; left out where it is there. */
  readonly reason?: string;
  readonly program: string;
}

/** Some minutes on two cores, and seconds when Go's own cache still has the parts. */
const timeout = 15 * 60_000;

/** Builds a program into the cache, where it is not there yet. */
export function installGoTool(tool: GoTool): InstalledTool {
  const name = path.basename(tool.package);
  const folder = path.join(cacheFolder, `${name}-${tool.version}`);
  const program = path.join(folder, name);
  if (fs.existsSync(program)) return { program };
  if (spawnSync("go", ["version"]).status !== 0) return { program: "", reason: "there is no Go on the PATH" };
  process.stderr.write(`Building ${name} ${tool.version}, once for this checkout …\n`);
  // Go moves a program into its place when it is complete.
  const env = { ...process.env, GOBIN: folder, GOFLAGS: "" };
  const built = spawnSync("go", ["install", `${tool.package}@${tool.version}`], { env, encoding: "utf8", timeout });
  if (built.status === 0) return { program };
  const problem = built.stderr.trim().split("\n").at(-1) || String(built.error ?? "no output");
  return { program: "", reason: `go install ${tool.package}@${tool.version} fails: ${problem}` };
}
