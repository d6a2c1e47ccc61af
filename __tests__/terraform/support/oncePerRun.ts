import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../../cli/emulator/cache-folder";

/** Jest gives every test file its own module registry and several processes: what a run has learnt lies in a folder. */
const runId = process.send ? process.ppid : process.pid;
/** Process ids come around again; older results belong to another run. */
const freshForMs = 15 * 60_000;
const waitForMs = 5 * 60_000;
const runs = path.join(cacheFolder, "runs");

/** Computes a value once in a test run, whichever of its processes asks first; the others wait for it. */
export function oncePerRun<T>(name: string, compute: () => T): T {
  const folder = path.join(runs, String(runId));
  fs.mkdirSync(folder, { recursive: true });
  const result = path.join(folder, `${name}-${fingerprint()}.json`);
  const lock = `${result}.lock`;
  const giveUpAt = Date.now() + waitForMs;
  while (Date.now() < giveUpAt) {
    if (isFresh(result)) return JSON.parse(fs.readFileSync(result, "utf8")) as T;
    if (takeLock(lock)) return computeInto(result, lock, compute);
    sleep(100);
  }
  throw new Error(`Another process of this test run did not finish "${name}" in ${waitForMs / 1000} s (lock: ${lock})`);
}

function computeInto<T>(result: string, lock: string, compute: () => T): T {
  try {
    removeOldRuns();
    const value = compute();
    fs.writeFileSync(`${result}.new`, JSON.stringify(value));
    fs.renameSync(`${result}.new`, result);
    return value;
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

function removeOldRuns(): void {
  const day = 24 * 60 * 60_000;
  const folders = fs.readdirSync(runs).map((name) => path.join(runs, name));
  const old = folders.filter((folder) => Date.now() - fs.statSync(folder).mtimeMs > day);
  for (const folder of old) fs.rmSync(folder, { recursive: true, force: true });
}

function takeLock(lock: string): boolean {
  if (fs.existsSync(lock) && !isFresh(lock)) fs.rmSync(lock, { recursive: true, force: true });
  try {
    fs.mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isFresh(file: string): boolean {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs < freshForMs;
}

/** What decides which tools are found. */
function fingerprint(): string {
  const { PATH, HOME, TF_CLI_CONFIG_FILE, TERRAFORM_BINARY_NAME } = process.env;
  return createHash("sha256")
    .update(JSON.stringify([PATH, HOME, TF_CLI_CONFIG_FILE, TERRAFORM_BINARY_NAME]))
    .digest("hex")
    .slice(0, 12);
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
