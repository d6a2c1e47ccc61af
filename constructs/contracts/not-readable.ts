import { ConfigError } from "../errors";
import { type StackId, stacksBefore } from "../stack/stack-id";

/** What a stack is told that reads a contract which its boundary does not name. */
export function notReadable(reader: StackId, producer: StackId): ConfigError {
  const backwards = !stacksBefore(reader).includes(producer);
  return new ConfigError(`Stack ${reader}`, [
    {
      place: `${reader} reads the contract of ${producer}`,
      problem: backwards ? "contracts are read from earlier stacks only" : "its boundary does not name that contract",
      fix: backwards
        ? `move what ${reader} needs into an earlier stack`
        : `add "${producer}" to reads of "${reader}" in stacks/boundaries.ts, and have the wider state access reviewed`,
      code: "CONTRACT_NOT_READABLE",
    },
  ]);
}
