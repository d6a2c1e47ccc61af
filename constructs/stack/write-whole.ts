import fs from "node:fs";
import path from "node:path";
import { removeHalfWritten } from "./left-behind";

/**
 * Writes a file in one step, so that an interruption leaves the old one or the new one, and removes what others left half
 * written beside it. Makes its folder.
 */
export function writeWhole(file: string, content: string | Buffer): void {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
  removeHalfWritten(folder);
}
