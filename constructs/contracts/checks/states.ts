import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../errors";
import type { PlatformStack } from "../../stack/platform-stack";
import type { ContractRead } from "../read";
import { overridePlace } from "./code-places";
import { laidOut, ownStatesIn, reaches, stateFragment, statesReadIn } from "./configuration";
import type { InspectedStack } from "./inspected-stack";

/**
 * A stack writes its own state and reads those of its contracts, as `PlatformStack` made backend and reads: what is
 * written in the end is held against that, whatever came between.
 */
export function stateFindings(inspected: InspectedStack): readonly Finding[] {
  return [...ownState(inspected), ...statesRead(inspected)];
}

function ownState(inspected: InspectedStack): readonly Finding[] {
  const expected = ownStatesIn({ terraform: inspected.stack.madeBackend });
  if (isDeepStrictEqual(ownStatesIn(inspected.configuration), expected)) return [];
  return culprits(inspected, ownStatesIn, expected, ["terraform", "backend"]).map((place) =>
    changedBackend(inspected.stack, place),
  );
}

function statesRead(inspected: InspectedStack): readonly Finding[] {
  const reads = new Map<string, ContractRead>(inspected.stack.contractReads.map((read) => [read.contract.stack, read]));
  const written = statesReadIn(inspected.configuration).map(({ name }) => name);
  return [...new Set([...reads.keys(), ...written])].flatMap((name) => {
    const read = reads.get(name);
    const expected = read && [{ name, body: read.expected }];
    const find = (value: unknown) => statesReadIn(value).filter((one) => one.name === name);
    if (isDeepStrictEqual(find(inspected.configuration), expected)) return [];
    return culprits(inspected, find, expected, ["data", "terraform_remote_state", name]).map((place) =>
      read ? changedRead(inspected.stack, name, place) : handMadeRead(inspected.stack, place),
    );
  });
}

/** Who says something else than expected of a part of the configuration, and which overrides reach into it. */
function culprits(
  { stack, elements }: InspectedStack,
  find: (value: unknown) => readonly unknown[],
  expected: readonly unknown[] | undefined,
  part: readonly string[],
): readonly string[] {
  const built = elements
    .map((element) => ({ path: element.construct.node.path, said: find(stateFragment(element)) }))
    .filter(({ said }) => said.length > 0 && !isDeepStrictEqual(said, expected))
    .map(({ path }) => path);
  const laid = Object.entries(stack.overrides)
    .filter(([key, value]) => reaches(key, value, part) || find(laidOut(key, value)).length > 0)
    .map(([key]) => overridePlace(stack.id, key));
  const found = [...built, ...laid];
  return found.length > 0 ? found : [stack.id];
}

function changedBackend({ id }: PlatformStack, place: string): Finding {
  return {
    place,
    problem: `it changes where the stack ${id} keeps its state, which may then overwrite that of another stack`,
    fix: "leave the backend as PlatformStack makes it: where all states lie is said once, in the environment",
    code: "changed-backend",
  };
}

function changedRead({ id }: PlatformStack, producer: string, place: string): Finding {
  return {
    place,
    problem: `it changes how the stack ${id} reads the contract of ${producer}, and may read another state by that`,
    fix: "leave the read as this.read(…) makes it: the state, and the conditions on it, belong to the contract",
    code: "changed-read",
  };
}

function handMadeRead({ id }: PlatformStack, place: string): Finding {
  return {
    place,
    problem: `the stack ${id} reads another state without a contract`,
    fix: "read the contract of the stack that you need with this.read(…), so that the read shows in the permissions",
    code: "hand-made-read",
  };
}
