import { z } from "zod";
import type { StackId } from "../../constructs/stack/stack-id";
import { CommandError } from "../command";
import type { ApplyRecord } from "./apply-record";

const stateMark = z.object({ lineage: z.string(), serial: z.number() }).readonly();

/** What a state says of itself. */
export type StateMark = z.infer<typeof stateMark>;

/** What is known of a stack's applies. */
export interface StackHistory {
  readonly stack: StackId;
  /** The newest ones, oldest first. */
  readonly records: readonly ApplyRecord[];
  /** What the store itself finds missing, in words. */
  readonly notRecorded: readonly string[];
  /** @default - there is no state, or none that can be read */
  readonly state?: StateMark;
  /** Why the state that is there can't be read. @default - it can */
  readonly unreadable?: string;
}

/** Where the records of an environment's applies lie. */
export interface HistoryStore {
  /** `last`: how many records of the stack at most. */
  historyOf(stack: StackId, last: number): Promise<StackHistory>;
  /** Adds a record. Never writes over one. Gives where it lies. */
  add(record: ApplyRecord): Promise<string>;
}

/** The mark of a state, none of an empty file. What is no state is a `CommandError`, which names the place. */
export function markOf(state: string, place: string): StateMark | undefined {
  if (state.trim() === "") return undefined;
  const mark = stateMark.safeParse(parsed(state));
  if (mark.success) return mark.data;
  throw new CommandError(
    `platform history: ${place} is no state of Terraform; docs/playbooks/recover-state.md says how it comes back`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What a stack's state and records tell. A state that can't be read is told as what is not recorded: the other stacks, and
 * the records, are worth seeing all the more.
 */
export function historyWith(stack: StackId, records: Records, readState: () => StateMark | undefined): StackHistory {
  const found = records.map(([, record]) => record);
  const spoiled = records.flatMap(([name, record]) => (record ? [] : [`the record ${name} can't be read`]));
  const known = { stack, records: found.filter((one) => one !== undefined), notRecorded: spoiled };
  try {
    const state = readState();
    return { ...known, ...(state && { state }) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const unreadable = error.message.replace(/^platform history: /, "");
    return { ...known, notRecorded: [...spoiled, unreadable], unreadable };
  }
}

/** By name, in order of time; undefined where a record can't be read. */
type Records = readonly (readonly [name: string, record: ApplyRecord | undefined])[];
