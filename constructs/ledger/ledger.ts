import type { Grant } from "../permissions/entry";
import { byDeployment, type StackId } from "../stack/stack-id";

/** Number of the file's format: raised when an older command could not read it. */
export const ledgerFormat = 1;

/**
 * What the deployed revision of an environment contains, and what only AWS knows of it: `ledger/<environment>.json`.
 * Rights and things that a change leaves out stay as long as something stands here that needs them.
 */
export interface Ledger {
  readonly format: typeof ledgerFormat;
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  readonly stacks: Partial<Readonly<Record<StackId, RecordedStack>>>;
}

/** One stack as it was applied. */
export interface RecordedStack {
  /** By Terraform address. */
  readonly elements: Readonly<Record<string, RecordedElement>>;
  /** Grants by fingerprint: hundreds of things need the same. */
  readonly grants: Readonly<Record<string, Grant>>;
  /** Outputs that are maps, by name: the expression under each key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One resource or data source as it was applied. */
export interface RecordedElement {
  /** Fingerprints of what reading it takes, and of what changing and deleting it takes. What is there needs no creation. */
  readonly grants?: { readonly read: readonly string[]; readonly change: readonly string[] };
  /** What it uses of earlier stacks, as `<stack> <address>`. */
  readonly uses?: readonly string[];
  /** Its arguments, where a later stack uses it or something that it belongs to: so that it can stay declared. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly known?: KnownId;
}

/** The id that AWS chose, and of what: a zone that is made anew for another domain is not the one that is known. */
export interface KnownId {
  readonly id: string;
  readonly of: string;
}

export interface LedgerOwner {
  readonly name: string;
  readonly aws: { readonly accountId: string; readonly region: string };
}

/** A ledger in which nothing stands yet. */
export function emptyLedger({ name, aws: { accountId, region } }: LedgerOwner): Ledger {
  return { format: ledgerFormat, environment: name, accountId, region, stacks: {} };
}

const nothing: RecordedStack = { elements: {}, grants: {}, outputs: {} };

/** All stacks of which something stands, in the order of their deployment. */
export function recordedStacks(
  ledger: Pick<Ledger, "stacks"> | undefined,
): readonly (readonly [StackId, RecordedStack])[] {
  const all = Object.entries(ledger?.stacks ?? {}) as (readonly [StackId, RecordedStack])[];
  return [...all].sort(([one], [other]) => byDeployment(one, other));
}

/** What stands of a stack; nothing where it was never recorded, or where there is no ledger. */
export function recordedOf(ledger: Ledger | undefined, stack: StackId): RecordedStack {
  return ledger?.stacks[stack] ?? nothing;
}
