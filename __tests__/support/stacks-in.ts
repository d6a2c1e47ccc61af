import { byDeployment, mayBeStack, type StackId } from "../../constructs/stack/stack-id";
import type { SynthesizedStack } from "./synthesize";

/** The stacks of an output, shards among them, in the order of their deployment. */
export function stacksIn(platform: object): readonly StackId[] {
  return Object.keys(platform).filter(mayBeStack).sort(byDeployment);
}

export function stackIn(platform: Readonly<Record<StackId, SynthesizedStack>>, id: StackId): SynthesizedStack {
  const stack = platform[id];
  if (!stack) throw new Error(`no stack ${id}`);
  return stack;
}
