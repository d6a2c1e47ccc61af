import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder of the sources, which holds `file`: in a bundle `__dirname` is the entry's, so the search goes upwards from
 * there.
 */
export function sourceFolder(file: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, file))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no ${file} above ${__dirname}`);
  }
}
