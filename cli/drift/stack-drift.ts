import type { StackId } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, type ResourceChange, verbOf } from "../terraform/plan-changes";
import { overlap, type ValueChange, valueChanges } from "./value-changes";

/**
 * How a stack stands to its sources.
 * `drifted`: something was changed outside of Terraform, and the next apply would undo it.
 * `to apply`: nothing of that kind, but the sources say something else than what is applied.
 * `upstream missing`: an earlier stack that it reads is not applied, or not as this one needs it.
 */
export type DriftState = "no drift" | "drifted" | "to apply" | "not applied" | "upstream missing" | "failed";

export interface DriftedResource {
  readonly address: string;
  readonly verb: ReturnType<typeof verbOf>;
  /** None where the whole comes or goes. */
  readonly values: readonly ValueChange[];
}

export interface StackDrift {
  readonly stack: StackId;
  readonly state: DriftState;
  /** Changed outside of Terraform; an apply would undo it. */
  readonly outside: readonly DriftedResource[];
  /** What the sources would change. */
  readonly sources: readonly DriftedResource[];
  /** Names of the outputs that an apply would change; later stacks read them. */
  readonly outputs: readonly string[];
  /**
   * Changed outside of Terraform, where the sources do not say what it should be: what AWS counts and dates by itself,
   * what is set to `ignore_changes`, what other resources bring about. An apply leaves it as it is.
   */
  readonly noted: readonly DriftedResource[];
  /** What keeps it from being compared. */
  readonly problem?: string;
  readonly fix?: string;
}

const nothing = { outside: [], sources: [], outputs: [], noted: [] };

/** A stack that could not be compared, or has nothing to compare. */
export function notCompared(stack: StackId, state: DriftState, problem: string, fix?: string): StackDrift {
  return { stack, state, ...nothing, problem, ...(fix === undefined ? {} : { fix }) };
}

/** Tells what was changed outside of Terraform from what the sources would change. */
export function driftIn(stack: StackId, plan: Plan): StackDrift {
  const planned = changesIn(plan);
  const drifts = changesIn({ resource_changes: plan.resource_drift }).map((one) => sorted(one, planned));
  const outside = drifts.flatMap(({ undone }) => undone ?? []);
  const sources = planned.flatMap((one) => bySources(one, outside));
  const outputs = Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => !actions.includes("no-op"));
  const state = outside.length > 0 ? "drifted" : sources.length + outputs.length > 0 ? "to apply" : "no drift";
  return {
    stack,
    state,
    outside,
    sources,
    outputs: outputs.map(([name]) => name).sort(),
    noted: drifts.flatMap(({ noted }) => noted ?? []),
  };
}

/** The part of a drift that the plan would undo, and the part that it would leave. */
function sorted(drift: ResourceChange, planned: readonly ResourceChange[]) {
  const answer = planned.find(({ address }) => address === drift.address);
  const { address } = drift;
  const verb = verbOf(drift);
  if (verb === "delete") return answer ? { undone: { address, verb, values: [] } } : { noted: whole(drift) };
  const values = valueChanges(drift.change);
  const touched = answer ? pathsOf(answer) : [];
  const undone = values.filter(({ path }) => touched.some((one) => overlap(one, path)));
  const noted = values.filter((one) => !undone.includes(one));
  return {
    ...(undone.length > 0 ? { undone: { address, verb, values: undone } } : {}),
    ...(noted.length > 0 ? { noted: { address, verb, values: noted } } : {}),
  };
}

/** What remains of a planned change when that is taken away which undoes a drift. */
function bySources(planned: ResourceChange, outside: readonly DriftedResource[]): readonly DriftedResource[] {
  const drift = outside.find(({ address }) => address === planned.address);
  if (!drift) return [whole(planned)];
  if (drift.verb === "delete") return [];
  // What follows from undoing it is known after apply only, and is nobody's wish.
  const own = valueChanges(planned.change).filter(
    ({ path, unknown }) => !unknown && !drift.values.some((one) => overlap(one.path, path)),
  );
  return own.length > 0 ? [{ ...whole(planned), values: own }] : [];
}

function whole(change: ResourceChange): DriftedResource {
  const verb = verbOf(change);
  const values = verb === "update" || verb === "replace" ? valueChanges(change.change) : [];
  return { address: change.address, verb, values: verb === "replace" ? values.filter(isKnown) : values };
}

const isKnown = ({ unknown }: ValueChange) => !unknown;

function pathsOf(change: ResourceChange): readonly string[] {
  return valueChanges(change.change).map(({ path }) => path);
}
