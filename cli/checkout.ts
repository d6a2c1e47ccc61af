import { existsSync } from "node:fs";
import path from "node:path";

/** The folder of this checkout: in a bundle `__dirname` is the entry's, so the search goes upwards from there. */
export function checkoutFolder(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "cdktf.json"))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no cdktf.json above ${__dirname}`);
  }
}
