import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const inUse = new Set<string>();

// Once for the process: an app that fails while it is built never comes to clean up after itself.
process.once("exit", () => {
  for (const folder of inUse) removeStagingFolder(folder);
});

/** A folder of its own for an app to write to, removed at the end of the process at the latest. */
export function stagingFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-"));
  inUse.add(folder);
  return folder;
}

export function removeStagingFolder(folder: string): void {
  inUse.delete(folder);
  fs.rmSync(folder, { recursive: true, force: true });
}
