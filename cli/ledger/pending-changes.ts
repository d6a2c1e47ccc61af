import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PendingChanges } from "../../constructs/ledger/retire";
import { progress } from "../progress";
import { changesIn, type Plan } from "../terraform/plan-changes";
import type { Terraform } from "../terraform/terraform";

/** What is declared otherwise than it is deployed, as a plan says: from the state alone, and without its lock. */
export function pendingChanges(terraform: Terraform): PendingChanges {
  return async (stack) => {
    progress(`planning ${stack}`);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-plan-"));
    try {
      const shown = await terraform.plan(stack, path.join(folder, "plan"), "-refresh=false", "-lock=false");
      return new Set(changesIn(JSON.parse(shown) as Plan).map(({ address }) => address));
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  };
}
