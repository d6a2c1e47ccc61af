import fs from "node:fs";
import path from "node:path";

/** Writes a file in one step, so that an interruption leaves the old one or the new one. Makes its folder. */
export function writeWhole(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}
