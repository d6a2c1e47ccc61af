import fs from "node:fs";
import path from "node:path";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { inOrder, inParallel } from "./parallel";
import { applySavedPlan, type ResourceChange, savePlan } from "./savedPlan";
import { StackFolders } from "./stackFolders";
import { planDetailedExitCode } from "./terraform";

/** What was done to a resource of a stack. */
export interface StackChange extends ResourceChange {
  readonly stack: StackId;
}

export interface Rollout {
  readonly stacks: StackFolders;
  /** In the order in which they were applied. */
  readonly changes: readonly StackChange[];
  /** Plans afterwards that are not empty, with their text. */
  readonly leftOver: readonly string[];
}

/** Additions go from the first stack to the last, removals from the last to the first. */
export type Direction = "forward" | "backward";

/**
 * Brings applied stacks to another configuration of the same environment: plans and applies those whose JSON differs or
 * that read an output that does, and plans them again. The others have nothing that could change.
 */
export async function rollOut(root: string, environment: Environment, direction: Direction): Promise<Rollout> {
  const before = new Map(stackIds.map((id) => [id, jsonOf(root, id)]));
  const stacks = new StackFolders(root, environment).synthesize();
  const touched = new Set<StackId>(stackIds.filter((id) => jsonOf(root, id) !== before.get(id)));
  const changes: StackChange[] = [];
  await inOrder(direction === "forward" ? stackIds : [...stackIds].reverse(), async (id) => {
    if (!touched.has(id)) return;
    const plan = await savePlan(stacks.of(id));
    changes.push(...plan.changes.map((change) => ({ stack: id, ...change })));
    if (plan.changesOutputs) for (const reader of readersOf(stacks, id)) touched.add(reader);
    await applySavedPlan(stacks.of(id));
  });
  const plans = await inParallel([...touched], 2, async (id) => {
    const { code, stdout } = await planDetailedExitCode(stacks.of(id));
    return code === 0 ? [] : [`${id}:\n${stdout}`];
  });
  return { stacks, changes, leftOver: plans.flat() };
}

function readersOf(stacks: StackFolders, id: StackId): readonly StackId[] {
  return stackIds.filter((reader) => stacks.readsOf(reader).includes(id));
}

function jsonOf(root: string, id: StackId): string {
  return fs.readFileSync(path.join(root, "cdktf.out/stacks", id, "cdk.tf.json"), "utf8");
}
