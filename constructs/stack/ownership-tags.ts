import { teamOf } from "./shards";
import { isShard, type StackId, wholeOf } from "./stack-id";

/** Says of what bears it that it belongs to the shard of this team; what is left in `apps` bears none. */
export const shardTag = "strata:shard";

/** Tags on everything that takes tags. Rights rest on these, so no environment may set them. */
export function ownershipTags(environment: string, stack: StackId): Record<string, string> {
  const tags = { "strata:environment": environment, "strata:stack": wholeOf(stack) };
  return isShard(stack) ? { ...tags, [shardTag]: teamOf(stack) } : tags;
}
