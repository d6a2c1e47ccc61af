import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { folderPrefix, removeLeftFolders } from "./left-behind";

const folder = path.join(os.tmpdir(), folderPrefix);

/**
 * Where an app writes before its result is whole. One for the process: an app makes folders as soon as it is created,
 * and many are created, in tests above all, that never come to write.
 */
export function stagingFolder(): string {
  return folder;
}

export function emptyStagingFolder(): void {
  removeLeftFolders();
  removeStagingFolder();
  fs.mkdirSync(path.join(folder, "stacks"), { recursive: true });
}

export function removeStagingFolder(): void {
  fs.rmSync(folder, { recursive: true, force: true });
}
