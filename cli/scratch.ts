import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { folderPrefix, removeLeftFolders } from "../constructs/stack/left-behind";

/**
 * Runs something with a temporary folder that nobody else may look into, and removes it whatever happens. Those of runs
 * that were killed are removed first.
 */
export async function withScratch<T>(name: string, use: (folder: string) => Promise<T>): Promise<T> {
  removeLeftFolders();
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `${folderPrefix}-${name}-`)));
  try {
    return await use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
