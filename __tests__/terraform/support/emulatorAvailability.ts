import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describeUnless, terraformAvailability } from "./availability";
import { cacheFolder } from "./cacheFolder";
import { oncePerRun } from "./oncePerRun";

/** The AWS emulator of the suites (MIT), in the one version that they were written against. */
export const ministackVersion = "1.5.33";
/** With it MiniStack makes certificates: IAM is enforced over TLS. */
const cryptographyVersion = "50.0.2";
const packages = [`ministack==${ministackVersion}`, `cryptography==${cryptographyVersion}`];

export interface EmulatorAvailability {
  /** Why there is no emulator; left out where there is one. */
  readonly reason?: string;
  /** Python of the virtual environment that MiniStack is installed in. */
  readonly python: string;
}

/** Looks once in a test run whether MiniStack can be had, and installs it where it is not there yet. */
export function emulatorAvailability(): EmulatorAvailability {
  return oncePerRun("emulator", install);
}

/** A suite of Terraform runs against the emulator; skipped, with the reason, where either can't be had. */
export function describeWithEmulator(name: string, suite: () => void): void {
  const { reason, standIns } = terraformAvailability();
  const real = standIns
    ? undefined
    : "the real kubernetes and helm providers need a cluster, which the emulator has not";
  describeUnless(reason ?? real ?? emulatorAvailability().reason, name, suite);
}

function install(): EmulatorAvailability {
  const found = ["python3", "python"].find((name) => spawnSync(name, ["-c", supported]).status === 0);
  if (!found) return { python: "", reason: "there is no Python 3.10 or newer with venv on the PATH" };
  const folder = path.join(cacheFolder, packages.join("-"));
  const python = path.join(folder, "bin/python");
  if (works(python)) return { python };
  fs.mkdirSync(cacheFolder, { recursive: true });
  // Made beside it and moved when complete: what an interrupted run leaves is never taken for an installation.
  const unfinished = fs.mkdtempSync(path.join(cacheFolder, "unfinished-"));
  try {
    const problem = installInto(unfinished, found);
    if (problem) return { python: "", reason: problem };
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return works(python)
    ? { python }
    : { python: "", reason: `MiniStack ${ministackVersion} is installed but does not run` };
}

const supported = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";

function installInto(folder: string, python: string): string | undefined {
  const made = spawnSync(python, ["-m", "venv", folder], { encoding: "utf8", timeout: 60_000 });
  if (made.status !== 0) return `python -m venv fails: ${lastLine(made)}`;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages];
  const installed = spawnSync(path.join(folder, "bin/python"), pip, { encoding: "utf8", timeout: 240_000 });
  return installed.status === 0 ? undefined : `pip install ${packages.join(" ")} fails: ${lastLine(installed)}`;
}

function works(python: string): boolean {
  const ask = `import importlib.metadata as m, botocore, cryptography, sys; sys.exit(m.version("ministack") != "${ministackVersion}")`;
  return fs.existsSync(python) && spawnSync(python, ["-c", ask], { timeout: 30_000 }).status === 0;
}

function lastLine({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "no output";
}
