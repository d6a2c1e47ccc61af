import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Start of the name of every temporary folder of this process: by it the next run knows whose it was. */
export const folderPrefix = `strata-${process.pid}`;

/** Removes the temporary folders of runs that were killed before they could: plans, which may hold secrets, among them. */
export function removeLeftFolders(within = os.tmpdir()): void {
  for (const name of fs.readdirSync(within)) {
    const folder = path.join(within, name);
    if (isLeftBehind(/^strata-(\d+)(-|$)/, folder)) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what runs that were killed had half written into a folder. */
export function removeHalfWritten(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (isLeftBehind(/\.(\d+)\.tmp$/, file)) fs.rmSync(file, { force: true });
  }
}

/** Whether the name of a file or folder says a process that no longer runs. What is another user's is never left behind. */
export function isLeftBehind(pattern: RegExp, file: string): boolean {
  const pid = Number(pattern.exec(path.basename(file))?.[1] ?? 0);
  if (pid === 0) return false;
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!found || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  return !runs(pid) || (startOf(pid) ?? 0) > found.mtimeMs + 1_000;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** When it started, in milliseconds, where Linux says so: its number may have been another's before. */
function startOf(pid: number): number | undefined {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    // The 22nd of proc(5), in hundredths of a second since the machine was started.
    return Date.now() - os.uptime() * 1_000 + Number(fields[19]) * 10;
  } catch {
    return undefined;
  }
}
