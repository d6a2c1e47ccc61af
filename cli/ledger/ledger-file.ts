import fs from "node:fs";
import path from "node:path";
import type { Ledger, LedgerOwner } from "../../constructs/ledger/ledger";
import { parseLedger } from "../../constructs/ledger/parse";
import { ledgerText } from "../../constructs/ledger/tidy";
import { writeWhole } from "../../constructs/stack/write-whole";
import { checkoutFolder } from "../checkout";

/** Name of an environment's ledger within the checkout. */
export function ledgerFile(environment: string): string {
  return path.join("ledger", `${environment}.json`);
}

/** The ledger of an environment; undefined where nothing was recorded yet. What is wrong with it is a `ConfigError`. */
export function loadLedger(owner: LedgerOwner, root = checkoutFolder()): Ledger | undefined {
  const name = ledgerFile(owner.name);
  const file = path.join(root, name);
  return fs.existsSync(file) ? parseLedger(fs.readFileSync(file, "utf8"), name, owner) : undefined;
}

/** Writes the ledger in one step, so that an interruption leaves the old one or the new one. */
export function saveLedger(ledger: Ledger, root = checkoutFolder()): void {
  const file = path.join(root, ledgerFile(ledger.environment));
  writeWhole(file, ledgerText(ledger));
}
