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
import { oncePerWorkerLater } from "./once-per-worker";

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
        elements: new Map(there.map(({ address, body }) => [address, { ...literals(body), ...attributes(address) }])),
        outputs: Object.fromEntries(outputs),
      },
    ];
  });
  return new Map(stacks);
}

/** Arguments that are plain texts; a VPC's other parts name it by its id. */
function literals(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const plain = Object.entries(body).filter(([, value]) => typeof value === "string" && !value.includes("${"));
  return { ...Object.fromEntries(plain), tags: body.tags, vpc: body.vpc, vpc_id: madeUpIds("aws_vpc.network_vpc").id };
}

/** What is declared beside what is deployed, as the commands see it. */
export function beside(app: PlatformApp, deployed = deployedBy(app)): readonly ReadStack[] {
  const ledger = app.ledger ?? emptyLedger(app.environment);
  return readStacks(deployed, { finished: app.resolveAll(), catalogue, ledger });
}

/** The ledger after an environment was applied and recorded. `attributes`: what AWS chose. */
export function recordedLedger(environment: Environment, attributes = madeUpIds): Promise<Ledger> {
  if (attributes !== madeUpIds) return recordedAnew(environment, attributes);
  const key = `ledger of ${JSON.stringify(environment)}`;
  return oncePerWorkerLater(key, () => recordedAnew(environment, attributes));
}

async function recordedAnew(environment: Environment, attributes: typeof madeUpIds): Promise<Ledger> {
  const recordedBy = (app: PlatformApp) => beside(app, deployedBy(app, attributes));
  const first = await record(emptyLedger(environment), recordedBy(platform({ environment })), nothingPending);
  return record(first, recordedBy(platform({ environment, ledger: first })), nothingPending);
}

/** A plan without changes. */
export const nothingPending = async (): Promise<ReadonlySet<string>> => new Set();
