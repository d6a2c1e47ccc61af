import fs from "node:fs";
import path from "node:path";
import { resetBackendPointer } from "../state/backend-pointer";
import { removeHalfWritten } from "./left-behind";
import { writeWhole } from "./write-whole";

/** Folders of the output, by path within it, that hold our files alone: assets of any stack, and what roles may do. */
const oursAlone = /^permissions$|(^|\/)assets(\/|$)/;

/**
 * Brings every file of `source` into `target`, each in one step; files that are the same already are not touched.
 * Only assets, and permissions of stacks that are no more, are ever removed: beside our other files lie Terraform's own,
 * and one of them may be an `errored.tfstate`. `within`: where both lie in the output.
 */
export function publishFolder(source: string, target: string, within = ""): void {
  fs.mkdirSync(target, { recursive: true });
  removeHalfWritten(target);
  if (oursAlone.test(within)) removeUnknown(source, target);
  for (const entry of fs.readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [path.join(source, entry.name), path.join(target, entry.name)];
    if (entry.isDirectory()) publishFolder(from, to, path.posix.join(within, entry.name));
    else publishFile(from, to);
  }
}

function removeUnknown(source: string, target: string): void {
  const unknown = fs.readdirSync(target).filter((name) => !fs.existsSync(path.join(source, name)));
  for (const name of unknown) fs.rmSync(path.join(target, name), { recursive: true });
}

function publishFile(from: string, to: string): void {
  const content = fs.readFileSync(from);
  const previous = fs.existsSync(to) ? fs.readFileSync(to) : undefined;
  if (previous?.equals(content)) return;
  if (path.basename(to) === "cdk.tf.json" && previous) {
    resetBackendPointer(path.dirname(to), String(previous), String(content));
  }
  writeWhole(to, content);
}
