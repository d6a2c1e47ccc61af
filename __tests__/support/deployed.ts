import type { DeployedStack } from "../../constructs/ledger/deployed";
import type { Ledger } from "../../constructs/ledger/ledger";
import { emptyLedger } from "../../constructs/ledger/ledger";
import { readStacks } from "../../constructs/ledger/read-stacks";
import { type ReadStack, record } from "../../constructs/ledger/record";
import { catalogue } from "../../constructs/permissions/catalogue/catalogue";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { platform } from "../../main";

/** Attributes that AWS would have chosen, made up from the address. */
export const madeUpIds = (address: string) => ({
  id: `id-of-${address}`,
  key_id: `key-of-${address}`,
  zone_id: `Z-of-${address}`,
  cluster_resource_id: `cluster-of-${address}`,
});

/** States as an apply of this app would leave them; `without` takes things out, as `<stack> <address>`. */
export function deployedBy(app: PlatformApp, ...without: readonly string[]): ReadonlyMap<StackId, DeployedStack> {
  const stacks = app.resolveAll().map(({ stack, elements }): [StackId, DeployedStack] => {
    const there = elements.filter(
      ({ block, type, address }) =>
        (block === "resource" || block === "data") &&
        type !== "terraform_remote_state" &&
        !without.includes(`${stack.id} ${address}`),
    );
    const outputs = elements.filter(({ block }) => block === "output").map(({ name, body }) => [name, body.value]);
    return [
      stack.id,
      {
        elements: new Map(there.map(({ address }) => [address, madeUpIds(address)])),
        outputs: Object.fromEntries(outputs),
      },
    ];
  });
  return new Map(stacks);
}

/** What is declared beside what is deployed, as the commands see it. */
export function beside(app: PlatformApp, deployed = deployedBy(app), stacks = stackIds): readonly ReadStack[] {
  const ledger = app.ledger ?? emptyLedger(app.environment);
  return readStacks(deployed, { finished: app.resolveAll(), catalogue, ledger }).filter(({ stack }) =>
    stacks.includes(stack),
  );
}

/** The ledger after an environment was applied and recorded. */
export function recordedLedger(environment: Environment): Ledger {
  const first = record(emptyLedger(environment), beside(platform({ environment })));
  return record(first, beside(platform({ environment, ledger: first })));
}
