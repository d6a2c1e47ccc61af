import { type DeployedStack, deployedIn } from "../../constructs/ledger/deployed";
import { emptyLedger, type Ledger, recordedOf } from "../../constructs/ledger/ledger";
import { readStacks } from "../../constructs/ledger/read-stacks";
import type { ReadStack } from "../../constructs/ledger/record";
import { catalogue } from "../../constructs/permissions/catalogue/catalogue";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import { progress } from "../progress";
import type { Terraform } from "../terraform/terraform";
import { ledgerFile } from "./ledger-file";

export type Deployed = ReadonlyMap<StackId, DeployedStack>;

/** What the states of these stacks hold. */
export async function readDeployed(
  app: PlatformApp,
  stacks: readonly StackId[],
  terraform: Terraform,
): Promise<Deployed> {
  const ledger = ledgerOf(app);
  const deployed = new Map<StackId, DeployedStack>();
  for (const stack of stacks) {
    progress(`reading the state of ${stack}`);
    const state = await terraform.pullState(stack);
    if (state.trim() === "") refuseMissing(ledger, stack);
    deployed.set(stack, deployedIn(state));
  }
  return deployed;
}

/** The app's ledger, be it an empty one. */
export function ledgerOf(app: PlatformApp): Ledger {
  return app.ledger ?? emptyLedger(app.environment);
}

/** What is deployed beside what the app declares. */
export function readBeside(app: PlatformApp, deployed: Deployed): readonly ReadStack[] {
  return readStacks(deployed, { finished: app.resolveAll(), catalogue, ledger: ledgerOf(app) });
}

/** What was destroyed has an empty state; where there is none at all, somebody looks in the wrong place. */
function refuseMissing(ledger: Ledger, stack: StackId): void {
  const count = Object.keys(recordedOf(ledger, stack).elements).length;
  if (count === 0) return;
  throw new CommandError(
    `platform: ${stack} has no state, and ${ledgerFile(ledger.environment)} holds ${count} things of it. ` +
      "Look where its backend leads (cdktf.out/stacks/" +
      `${stack}/cdk.tf.json), and restore the state before anything is retired`,
  );
}
