import type { DeployedStack } from "../../constructs/ledger/deployed";
import type { Ledger } from "../../constructs/ledger/ledger";
import { emptyLedger } from "../../constructs/ledger/ledger";
import { readStacks } from "../../constructs/ledger/read-stacks";
import { type ReadStack, record } from "../../constructs/ledger/record";
import { catalogue } from "../../constructs/permissions/catalogue/catalogue";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { platform } from "../../main";

/** Attributes that AWS would have chosen, made up from the address. */
export const madeUpIds = (address: string): Readonly<Record<string, unknown>> => ({
  id: `id-of-${address}`,
  key_id: `key-of-${address}`,
  zone_id: `Z-of-${address}`,
  cluster_resource_id: `cluster-of-${address}`,
});

/** States as an apply of this app would leave them. */
export function deployedBy(app: PlatformApp, attributes = madeUpIds): ReadonlyMap<StackId, DeployedStack> {
  const stacks = app.resolveAll().map(({ stack, elements }): [StackId, DeployedStack] => {
    const there = elements.filter(
      ({ block, type }) => (block === "resource" || block === "data") && type !== "terraform_remote_state",
    );
    const outputs = elements.filter(({ block }) => block === "output").map(({ name, body }) => [name, body.value]);
    return [
      stack.id,
      {
        elements: new Map(there.map(({ address }) => [address, attributes(address)])),
        outputs: Object.fromEntries(outputs),
      },
    ];
  });
  return new Map(stacks);
}

/** What is declared beside what is deployed, as the commands see it. */
export function beside(app: PlatformApp, deployed = deployedBy(app)): readonly ReadStack[] {
  const ledger = app.ledger ?? emptyLedger(app.environment);
  return readStacks(deployed, { finished: app.resolveAll(), catalogue, ledger });
}

/** The ledger after an environment was applied and recorded. `attributes`: what AWS chose. */
export function recordedLedger(environment: Environment, attributes = madeUpIds): Ledger {
  const recordedBy = (app: PlatformApp) => beside(app, deployedBy(app, attributes));
  const first = record(emptyLedger(environment), recordedBy(platform({ environment })));
  return record(first, recordedBy(platform({ environment, ledger: first })));
}
