import { stripVTControlCharacters } from "node:util";
import { table } from "../table";
import type { ApplyRecord } from "./apply-record";
import { gapsIn } from "./gaps";
import type { StackHistory } from "./history-store";

/** What was found, by whom it is read. */
export interface HistoryReport {
  readonly environment: string;
  readonly stacks: readonly StackHistory[];
}

export const historyHead = ["time", "stack", "result", "serial", "commit", "by", "changes", "run"];

/** A row for each apply, the newest first, then what is not recorded. */
export function historyText({ environment, stacks }: HistoryReport): string {
  const rows = newestFirst(stacks).map(historyRow);
  const gaps = allGaps(stacks);
  return [
    `Applies of ${environment}`,
    "",
    ...(rows.length > 0 ? table([historyHead, ...rows]) : ["None is recorded."]),
    ...(gaps.length > 0 ? ["", "Not recorded:", ...gaps.map((gap) => `  ${gap}`), "", whoItWas] : []),
    "",
  ].join("\n");
}

export const whoItWas =
  "Somebody applied, imported or changed the state by hand, or an apply is running. The access logs of the state say who wrote it.";

export function allGaps(stacks: readonly StackHistory[]): readonly string[] {
  return stacks.flatMap((one) => gapsIn(one).map((gap) => `${one.stack}: ${gap}`));
}

export function newestFirst(stacks: readonly StackHistory[]): readonly ApplyRecord[] {
  return stacks.flatMap(({ records }) => records).sort((one, other) => other.time.localeCompare(one.time));
}

export function historyRow(record: ApplyRecord): readonly string[] {
  const { time, stack, result, run = "-" } = record;
  const cells = [time.replace(/\.\d+Z$/, "Z"), stack, result, serials(record), commitOf(record), who(record)];
  return [...cells, counted(record), run].map((cell) => stripVTControlCharacters(cell));
}

function serials({ state }: ApplyRecord): string {
  if (!state) return "-";
  return state.serialBefore === undefined ? String(state.serial) : `${state.serialBefore} -> ${state.serial}`;
}

/** `+`: with changes that nobody has committed. */
function commitOf({ commit, dirty }: ApplyRecord): string {
  return commit === undefined ? "-" : `${commit.slice(0, 10)}${dirty ? "+" : ""}`;
}

/** The part of an ARN that tells people apart, the role that was taken, and whose run of CI it was. */
function who({ by, role, person }: ApplyRecord): string {
  const short = by.replace(/^arn:[^/]+:(assumed-role|user|role)\//, "");
  const as = role === undefined ? "" : ` as ${role.split("/").at(-1)}`;
  return `${short}${as}${person === undefined ? "" : `, for ${person} as CI says`}`;
}

function counted({ counts }: ApplyRecord): string {
  if (counts === undefined) return "-";
  const parts = Object.entries(counts).map(([verb, count]) => `${count} ${verb}`);
  return parts.length > 0 ? parts.join(", ") : "none";
}
