import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache-folder";

/** Packages of PyPI, each in one version. */
export interface PythonPackages {
  /** Versions by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Modules that have to be there for the packages to run, dependencies of theirs among them. */
  readonly modules: readonly string[];
}

export interface InstalledPackages {
  /** Why the packages can't be had; left out where they are there. */
  readonly reason?: string;
  /** Python of the virtual environment that they are installed in. */
  readonly python: string;
}

/** Installs packages into a virtual environment of their own in the cache, where they are not there yet. */
export function installPythonPackages(wanted: PythonPackages): InstalledPackages {
  const found = ["python3", "python"].find((name) => spawnSync(name, ["-c", supported]).status === 0);
  if (!found) return { python: "", reason: "there is no Python 3.10 or newer with venv on the PATH" };
  const folder = path.join(cacheFolder, pinned(wanted).join("-"));
  const python = path.join(folder, "bin/python");
  if (works(python, wanted)) return { python };
  fs.mkdirSync(cacheFolder, { recursive: true });
  // Made beside it and moved when complete: what an interrupted run leaves is never taken for an installation.
  const unfinished = fs.mkdtempSync(path.join(cacheFolder, "unfinished-"));
  try {
    const problem = installInto(unfinished, found, wanted);
    if (problem) return { python: "", reason: problem };
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  const broken = `${pinned(wanted).join(" ")} is installed but does not run`;
  return works(python, wanted) ? { python } : { python: "", reason: broken };
}

const supported = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";

function pinned({ versions }: PythonPackages): readonly string[] {
  return Object.entries(versions).map(([name, version]) => `${name}==${version}`);
}

function installInto(folder: string, python: string, wanted: PythonPackages): string | undefined {
  const made = spawnSync(python, ["-m", "venv", folder], { encoding: "utf8", timeout: 60_000 });
  if (made.status !== 0) return `python -m venv fails: ${lastLine(made)}`;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...pinned(wanted)];
  const installed = spawnSync(path.join(folder, "bin/python"), pip, { encoding: "utf8", timeout: 240_000 });
  return installed.status === 0 ? undefined : `pip install ${pinned(wanted).join(" ")} fails: ${lastLine(installed)}`;
}

function works(python: string, { versions, modules }: PythonPackages): boolean {
  const known = Object.entries(versions).map(([name, version]) => `m.version("${name}") == "${version}"`);
  const ask = `import importlib.metadata as m, ${[...modules, "sys"].join(", ")}; sys.exit(not (${known.join(" and ")}))`;
  return fs.existsSync(python) && spawnSync(python, ["-c", ask], { timeout: 60_000 }).status === 0;
}

function lastLine({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "no output";
}
