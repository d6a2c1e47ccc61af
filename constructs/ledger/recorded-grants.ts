import type { Grant } from "../permissions/entry";
import type { KnownIds } from "../permissions/references";
import type { DeployerAction, StackId } from "../stack/stack-id";
import { type Ledger, type RecordedElement, recordedOf } from "./ledger";

/** What the deployers of a stack need for what is deployed of it, be it declared still or not. */
export function recordedGrants(ledger: Ledger | undefined, stack: StackId, action: DeployerAction): readonly Grant[] {
  const { elements } = recordedOf(ledger, stack);
  const kept = new Set(Object.values(elements).flatMap((element) => fingerprintsOf(element, action)));
  return [...kept].map((fingerprint) => grantNamed(ledger, stack, fingerprint));
}

/** The same of one resource. */
export function recordedNeeds(
  ledger: Ledger,
  stack: StackId,
  address: string,
  action: DeployerAction,
): readonly Grant[] {
  const element = recordedOf(ledger, stack).elements[address] ?? {};
  return fingerprintsOf(element, action).map((fingerprint) => grantNamed(ledger, stack, fingerprint));
}

/** The ids of a ledger, for the derivation. */
export function knownIdsOf(ledger: Ledger | undefined): KnownIds {
  return (stack, address) => recordedOf(ledger, stack).elements[address]?.known;
}

/** A plan reads; an apply reads, changes and deletes. */
function fingerprintsOf({ grants }: RecordedElement, action: DeployerAction): readonly string[] {
  if (!grants) return [];
  return action === "plan" ? grants.read : [...grants.read, ...grants.change];
}

function grantNamed(ledger: Ledger | undefined, stack: StackId, fingerprint: string): Grant {
  const grant = recordedOf(ledger, stack).grants[fingerprint];
  if (!grant) throw new Error(`the ledger has no grant ${fingerprint} of ${stack}`);
  return grant;
}
