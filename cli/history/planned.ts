import fs from "node:fs";
import path from "node:path";
import type { StackId } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import { changesIn, isPlan, type Plan, verbOf } from "../terraform/plan-changes";
import type { Terraform } from "../terraform/terraform";
import { zipMember } from "../terraform/zip-member";
import type { RecordedChange } from "./apply-record";
import { markOf } from "./history-store";

/** What a plan says of the apply that it was for. */
export interface Planned {
  readonly changes: readonly RecordedChange[];
  /** Serial of the state that it was made from. @default - not known: JSON does not say */
  readonly serialBefore?: number;
}

/**
 * Reads a plan: the one that Terraform saved, in the stack's folder or by its whole path, or what `terraform show -json`
 * prints of it.
 */
export async function plannedIn(file: string, stack: StackId, folder: string, terraform: Terraform): Promise<Planned> {
  const found = path.resolve(folder, file);
  const content = contentOf(found) ?? contentOf(path.resolve(file));
  if (content === undefined) throw new CommandError(`platform history record: there is no plan ${found}`);
  if (content.subarray(0, 2).toString() !== "PK") return { changes: changesOf(content.toString("utf8"), file) };
  const whole = fs.existsSync(found) ? found : path.resolve(file);
  // The state as it was when the plan was made, which Terraform compares before it applies.
  const before = markOf(zipMember(content, "tfstate") ?? "", `the state in ${file}`);
  return {
    changes: changesOf(await terraform.show(stack, whole), file),
    ...(before && { serialBefore: before.serial }),
  };
}

function contentOf(file: string): Buffer | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

function changesOf(json: string, file: string): readonly RecordedChange[] {
  const plan = parsed(json);
  if (!isPlan(plan)) {
    throw new CommandError(
      `platform history record: ${file} is neither a plan that Terraform saved nor what terraform show -json prints of one`,
    );
  }
  return changesIn(plan as Plan).map((one) => ({ address: one.address, verb: verbOf(one) }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
