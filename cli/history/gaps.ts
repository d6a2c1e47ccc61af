import type { ApplyRecord } from "./apply-record";
import type { StackHistory } from "./history-store";

/** What the records of a stack don't tell: somebody changed its state and wrote nothing down. */
export function gapsIn({ records, notRecorded, state, unreadable }: StackHistory): readonly string[] {
  const known = records.filter(hasState);
  return [
    ...notRecorded,
    ...known.slice(1).flatMap((one, index) => between(known[index] as Known, one)),
    ...(unreadable === undefined ? atTheEnd(known.at(-1), state) : []),
  ];
}

type Known = ApplyRecord & { readonly state: NonNullable<ApplyRecord["state"]> };

function hasState(record: ApplyRecord): record is Known {
  return record.state !== undefined;
}

function between({ state: before, time }: Known, { state: after, time: next }: Known): readonly string[] {
  const { serialBefore } = after;
  if (serialBefore === undefined || before.lineage !== after.lineage || serialBefore === before.serial) return [];
  return [
    `serial ${before.serial} was recorded at ${time}, and the apply recorded at ${next} began from ${serialBefore}`,
  ];
}

function atTheEnd(last: Known | undefined, state: StackHistory["state"]): readonly string[] {
  if (!state) return last ? [`there is no state, and the record of ${last.time} says serial ${last.state.serial}`] : [];
  if (!last) return [`the state is at serial ${state.serial}, and no apply is recorded`];
  if (state.lineage !== last.state.lineage) {
    return [`the state is another one (lineage ${state.lineage}) than that of the record of ${last.time}`];
  }
  if (state.serial === last.state.serial) return [];
  const moved = state.serial > last.state.serial ? "at" : "back at";
  return [`the state is ${moved} serial ${state.serial}, and the record of ${last.time} says ${last.state.serial}`];
}
