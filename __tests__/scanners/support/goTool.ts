import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder } from "../../../cli/emulator/cache-folder";

/** A program that is built from a Go module. */
export interface GoTool {
  /** Path of its package, such as `github.com/terraform-linters/tflint`; the last part is the program's name. */
  readonly package: string;
  /** Such as `v0.64.0`. */
  readonly version: string;
  /**
   * Whether its module puts others in the place of what it requires, which `go install` refuses: it is then built as a
   * part of a module that requires it, with what that says. @default false
   */
  readonly replaces?: boolean;
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
  const built = tool.replaces ? buildAsPart(tool, program) : install(tool, folder);
  if (built.status === 0) return { program };
  const problem = built.stderr.trim().split("\n").at(-1) || String(built.error ?? "no output");
  return { program: "", reason: `go install ${tool.package}@${tool.version} fails: ${problem}` };
}

/** Go moves a program into its place when it is complete. */
function install({ package: name, version }: GoTool, folder: string) {
  const env = { ...process.env, GOBIN: folder, GOFLAGS: "" };
  return spawnSync("go", ["install", `${name}@${version}`], { env, encoding: "utf8", timeout });
}

function buildAsPart({ package: name, version }: GoTool, program: string) {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "strata-go-"));
  const env = { ...process.env, GOFLAGS: "-mod=mod" };
  const go = (...args: readonly string[]) => spawnSync("go", args, { cwd, env, encoding: "utf8", timeout });
  try {
    const steps = [
      ["mod", "init", "strata"],
      ["get", `${name}@${version}`],
      ["build", "-o", program, name],
    ];
    return steps.reduce((before, args) => (before.status === 0 ? go(...args) : before), go("version"));
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}
