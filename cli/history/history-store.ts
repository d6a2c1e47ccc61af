import type { StackId } from "../../constructs/stack/stack-id";
import type { ApplyRecord } from "./apply-record";

/** What a state says of itself. */
export interface StateMark {
  readonly lineage: string;
  readonly serial: number;
}

/** What is known of a stack's applies. */
export interface StackHistory {
  readonly stack: StackId;
  /** The newest ones, oldest first. */
  readonly records: readonly ApplyRecord[];
  /** What the store itself finds missing, in words. */
  readonly notRecorded: readonly string[];
  /** @default - there is no state */
  readonly state?: StateMark;
}

/** Where the records of an environment's applies lie. */
export interface HistoryStore {
  /** `last`: how many records of the stack at most. */
  historyOf(stack: StackId, last: number): Promise<StackHistory>;
  /** Adds a record. Never writes over one. Gives where it lies. */
  add(record: ApplyRecord): Promise<string>;
}

/** The mark of a state file. What is no state, such as an empty file, has none. */
export function markOf(state: string): StateMark | undefined {
  if (state.trim() === "") return undefined;
  const { lineage, serial } = JSON.parse(state) as Partial<StateMark>;
  return typeof lineage === "string" && typeof serial === "number" ? { lineage, serial } : undefined;
}
