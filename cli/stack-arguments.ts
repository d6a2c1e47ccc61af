import { type StackId, stackIds } from "../constructs/stack/stack-id";
import { nearest } from "../environments/schema/nearest";

/** The stacks that a command line names, in their order; all where it names none. `refuse` words a wrong one. */
export function stacksNamed(names: readonly string[], refuse: (problem: string) => Error): readonly StackId[] {
  for (const name of names) {
    if ((stackIds as readonly string[]).includes(name)) continue;
    const guess = nearest(name, stackIds);
    throw refuse(`there is no stack ${name}, ${guess ? `did you mean ${guess}?` : `but ${stackIds.join(", ")}`}`);
  }
  return names.length === 0 ? stackIds : stackIds.filter((id) => names.includes(id));
}
