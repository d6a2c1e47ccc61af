import { type Sharding, stackIdsOf } from "../constructs/stack/shards";
import type { StackId } from "../constructs/stack/stack-id";
import { nearest } from "../environments/schema/nearest";

/** The stacks that a command line names, in their order; all where it names none. `refuse` words a wrong one. */
export function stacksNamed(
  names: readonly string[],
  environment: Sharding,
  refuse: (problem: string) => Error,
): readonly StackId[] {
  const all = stackIdsOf(environment);
  for (const name of names) {
    if ((all as readonly string[]).includes(name)) continue;
    const guess = nearest(name, all);
    throw refuse(`there is no stack ${name}, ${guess ? `did you mean ${guess}?` : `but ${all.join(", ")}`}`);
  }
  return names.length === 0 ? all : all.filter((id) => names.includes(id));
}
