import { table } from "../table";
import type { DriftedResource, StackDrift } from "./stack-drift";
import type { ValueChange } from "./value-changes";

/** Longest value that a line of text shows, in characters. */
const valueLimit = 60;

/** What was compared, by whom it is read. */
export interface DriftReport {
  readonly environment: string;
  readonly stacks: readonly StackDrift[];
}

/** A row for each stack, then what differs. */
export function driftText({ environment, stacks }: DriftReport): string {
  const head = ["stack", "state", "outside", "sources", "outputs", "noted"];
  return [
    `Drift of ${environment}`,
    "",
    ...table([head, ...stacks.map(driftRow)], [2, 3, 4, 5]),
    ...stacks.flatMap(detailsOf),
    "",
  ].join("\n");
}

export function driftRow({ stack, state, outside, sources, outputs, noted, problem }: StackDrift): readonly string[] {
  const counts = [outside, sources, outputs, noted].map(({ length }) => (problem === undefined ? String(length) : "-"));
  return [stack, state, ...counts];
}

/** The groups of what differs, each with its heading. */
export function driftGroups(one: StackDrift): readonly (readonly [string, readonly DriftedResource[]])[] {
  const groups = [
    ["changed outside of Terraform, an apply would undo it", one.outside],
    ["changed by the sources, not applied", one.sources],
    ["noted: changed outside, and the sources do not say what it should be", one.noted],
  ] as const;
  return groups.filter(([, resources]) => resources.length > 0);
}

function detailsOf(one: StackDrift): readonly string[] {
  const { stack, problem, fix, outputs } = one;
  if (problem !== undefined) return ["", `${stack}: ${problem}`, ...(fix ? [`  Fix: ${fix}`] : [])];
  const groups = driftGroups(one).flatMap(([title, resources]) => [
    "",
    `${stack}, ${title}:`,
    ...resources.flatMap(({ address, verb, values }) => [
      `  ${verb.padEnd(7)}  ${address}`,
      ...values.map((value) => `             ${valueText(value)}`),
    ]),
  ]);
  return outputs.length > 0 ? [...groups, "", `${stack}, outputs not applied: ${outputs.join(", ")}`] : groups;
}

/** One value: where, what it was, what it is or would be. */
export function valueText({ path, before, after, sensitive, unknown }: ValueChange): string {
  if (sensitive) return `${path}: (sensitive)`;
  return `${path}: ${short(before)} -> ${unknown ? "(known after apply)" : short(after)}`;
}

function short(value = "(none)"): string {
  return value.length > valueLimit ? `${value.slice(0, valueLimit - 1)}…` : value;
}
