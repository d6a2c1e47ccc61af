import fs from "node:fs";
import path from "node:path";
import { writeWhole } from "../../../constructs/stack/write-whole";
import { checkoutFolder } from "../../checkout";
import { type Allowed, allowedText, parseAllowed } from "./allowed";

/** Name of an environment's file within the checkout: beside its ledger, since both change in the same reviews. */
export function allowedFile(environment: string): string {
  return path.join("ledger", `${environment}.allow.json`);
}

/** What reviewed commits let go in an environment; nothing where there is no file. What is wrong is a `ConfigError`. */
export function loadAllowed(environment: string, root = checkoutFolder()): readonly Allowed[] {
  const name = allowedFile(environment);
  const file = path.join(root, name);
  return fs.existsSync(file) ? parseAllowed(fs.readFileSync(file, "utf8"), name) : [];
}

/** Writes what is left in one step; a file with nothing in it goes. */
export function saveAllowed(environment: string, all: readonly Allowed[], root = checkoutFolder()): void {
  const file = path.join(root, allowedFile(environment));
  if (all.length > 0) writeWhole(file, allowedText(all));
  else fs.rmSync(file, { force: true });
}
