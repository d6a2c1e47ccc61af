import path from "node:path";
import type { PendingChanges } from "../../constructs/ledger/record";
import type { StackId } from "../../constructs/stack/stack-id";
import { progress } from "../progress";
import { withScratch } from "../scratch";
import { changesIn, type Plan } from "../terraform/plan-changes";
import type { Terraform } from "../terraform/terraform";

/** What is declared otherwise than it is deployed, as a plan says: from the state alone, and without its lock. */
export function pendingChanges(terraform: Terraform): PendingChanges {
  const known = new Map<StackId, Promise<ReadonlySet<string>>>();
  return (stack) => {
    const asked = known.get(stack) ?? changesOf(terraform, stack);
    known.set(stack, asked);
    return asked;
  };
}

async function changesOf(terraform: Terraform, stack: StackId): Promise<ReadonlySet<string>> {
  progress(`planning ${stack}`);
  return withScratch("plan", async (folder) => {
    const shown = await terraform.plan(stack, path.join(folder, "plan"), "-refresh=false", "-lock=false");
    return new Set(changesIn(JSON.parse(shown) as Plan).map(({ address }) => address));
  });
}
