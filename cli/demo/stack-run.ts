import fs from "node:fs";
import path from "node:path";
import type { StackId } from "../../constructs/stack/stack-id";
import { changesIn, type Plan } from "../terraform/plan-changes";
import type { Terraform } from "../terraform/terraform";
import type { StackJson } from "./leave-out";

/** What came of one stack. */
export interface StackRun {
  readonly stack: StackId;
  /** Who applied it: name of a role. */
  readonly role: string;
  /** Numbers of resources by their type. */
  readonly made: Readonly<Record<string, number>>;
  /** Where its state lies. */
  readonly state: string;
  /** What the second plan would change: none, where all is as it should be. */
  readonly leftOver: readonly string[];
  readonly seconds: number;
}

/** Plans and applies a stack, and plans it again. */
export async function runStack(
  terraform: Terraform,
  stack: StackId,
  { role, state }: Pick<StackRun, "role" | "state">,
): Promise<StackRun> {
  const start = performance.now();
  await terraform.init(stack);
  const made = counted(JSON.parse(await terraform.plan(stack, "demo.plan")) as Plan);
  await terraform.apply(stack, "demo.plan");
  const leftOver = changed(JSON.parse(await terraform.plan(stack, "second.plan")) as Plan);
  return { stack, role, made, state, leftOver, seconds: (performance.now() - start) / 1000 };
}

function counted(plan: Plan): Readonly<Record<string, number>> {
  const types = changesIn(plan).map(({ type }) => type);
  const numbers = [...new Set(types)].sort().map((type) => [type, types.filter((one) => one === type).length] as const);
  return Object.fromEntries(numbers);
}

function changed(plan: Plan): readonly string[] {
  const outputs = Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => !actions.includes("no-op"));
  return [...changesIn(plan).map(({ address }) => address), ...outputs.map(([name]) => `output.${name}`)];
}

/** Changes the synthesized stacks before Terraform reads them. */
export function changeStacks(
  output: string,
  stacks: readonly StackId[],
  change: (stack: StackJson) => StackJson,
): void {
  for (const stack of stacks) {
    const file = fileOf(output, stack);
    fs.writeFileSync(file, JSON.stringify(change(read(file)), undefined, 2));
  }
}

/** Types of all resources of the synthesized stacks, each once. */
export function typesIn(output: string, stacks: readonly StackId[]): readonly string[] {
  return [...new Set(stacks.flatMap((stack) => Object.keys(read(fileOf(output, stack)).resource ?? {})))];
}

/** All resources of the synthesized stacks, each with its type and its arguments. */
export function blocksIn(output: string, stacks: readonly StackId[]) {
  return stacks
    .flatMap((stack) => Object.entries(read(fileOf(output, stack)).resource ?? {}))
    .flatMap(([type, blocks]) => Object.values(blocks).map((block) => ({ type, block })));
}

const fileOf = (output: string, stack: StackId) => path.join(output, "stacks", stack, "cdk.tf.json");
const read = (file: string) => JSON.parse(fs.readFileSync(file, "utf8")) as StackJson;
