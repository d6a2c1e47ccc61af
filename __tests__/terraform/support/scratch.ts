import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A new empty folder that is removed when the suite ends. */
export function scratchFolder(name: string): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `strata-${name}-`)));
  folders.push(folder);
  return folder;
}

/** Removes every folder that this suite has made. */
export function removeScratchFolders(): void {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

const folders: string[] = [];

process.once("exit", removeScratchFolders);
