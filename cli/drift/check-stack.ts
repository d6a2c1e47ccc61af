import path from "node:path";
import { deployedIn } from "../../constructs/ledger/deployed";
import { recordedOf } from "../../constructs/ledger/ledger";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import { ledgerFile } from "../ledger/ledger-file";
import { withScratch } from "../scratch";
import { missingUpstream } from "../terraform/missing-upstream";
import type { Plan } from "../terraform/plan-changes";
import type { Terraform } from "../terraform/terraform";
import { driftIn, notCompared, type StackDrift } from "./stack-drift";

/** Plans a stack, writes and locks nothing, and says how it stands. What goes wrong is its state, and not an error. */
export async function checkStack(app: PlatformApp, stack: StackId, terraform: Terraform): Promise<StackDrift> {
  try {
    const state = await terraform.pullState(stack);
    if (deployedIn(state).elements.size === 0) return withoutState(app, stack);
    return driftIn(stack, JSON.parse(await planned(stack, terraform)) as Plan);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return failure(app, stack, error.message);
  }
}

function planned(stack: StackId, terraform: Terraform): Promise<string> {
  // The plan holds values that are sensitive, and is for nobody else.
  return withScratch("drift", (folder) => terraform.plan(stack, path.join(folder, "plan"), "-lock=false"));
}

function withoutState({ ledger, environment }: PlatformApp, stack: StackId): StackDrift {
  const recorded = Object.keys(recordedOf(ledger, stack).elements).length;
  if (recorded === 0) return notCompared(stack, "not applied", "it has no state", applyFirst(stack));
  return notCompared(
    stack,
    "failed",
    `it has no state, and ${ledgerFile(environment.name)} holds ${recorded} things of it`,
    "look where its state went; if it was destroyed, npx platform permissions retire",
  );
}

function failure(app: PlatformApp, stack: StackId, message: string): StackDrift {
  const upstream = missingUpstream(message);
  if (upstream) {
    return notCompared(
      stack,
      "upstream missing",
      `${upstream} is not applied as ${stack} reads it`,
      applyFirst(upstream),
    );
  }
  const problem = message.replace(/^platform: /, "");
  const fix = /AssumeRole|assume (IAM )?role/i.test(problem) ? roleFix(app, stack) : undefined;
  return notCompared(stack, "failed", problem, fix);
}

function applyFirst(stack: StackId): string {
  return `npx cdktf deploy ${stack}`;
}

function roleFix({ deployAs }: PlatformApp, stack: StackId): string {
  return deployAs
    ? `apply identity, which makes the role, and sign in as somebody who may take the ${deployAs} role of ${stack}; or --as-caller`
    : "look at the credentials that Terraform runs with";
}
