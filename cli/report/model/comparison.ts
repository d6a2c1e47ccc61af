import { differences, type RoleDifference } from "../../permissions/difference";
import { changedResources } from "./changed-resources";
import {
  contractLines,
  kubernetesLines,
  type Lines,
  networkLines,
  resourceLines,
  stateLines,
  waiverLines,
} from "./comparison-lines";
import type { Report } from "./report";
import { roleChanges } from "./role-changes";

/** Two lists of the same kind of thing: what is there now alone, and what was there alone. */
export interface Changes {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** What this output says otherwise than that of another revision. */
export interface Comparison {
  /** The revision as the user named it. */
  readonly ref: string;
  readonly commit: string;
  readonly roles: readonly RoleDifference[];
  readonly states: Changes;
  readonly contracts: Changes;
  readonly kubernetes: Changes;
  readonly network: Changes;
  readonly resources: Changes;
  /** Resources of both with other arguments: where they stand, and the arguments' names. */
  readonly changed: readonly string[];
  readonly waivers: Changes;
}

type Compared = Omit<Report, "comparison">;

export function compare(before: Compared, now: Compared, revision: Pick<Comparison, "ref" | "commit">): Comparison {
  const changed = (lines: Lines) => changes(lines(before), lines(now));
  return {
    ref: revision.ref,
    commit: revision.commit,
    roles: differences(before.roles, now.roles),
    states: changed(stateLines),
    contracts: changed(contractLines),
    kubernetes: changed(kubernetesLines),
    network: changed(networkLines),
    resources: changed(resourceLines),
    changed: changedResources(before.resources, now.resources),
    waivers: changed(waiverLines),
  };
}

function changes(before: readonly string[], now: readonly string[]): Changes {
  const [old, fresh] = [new Set(before), new Set(now)];
  return { gained: [...fresh].filter((one) => !old.has(one)), lost: [...old].filter((one) => !fresh.has(one)) };
}

/** How many rights and lines were gained and lost in all, and how many resources are otherwise. */
export function changedLines(comparison: Comparison): Readonly<Record<"gained" | "lost" | "changed", number>> {
  const { roles, states, contracts, kubernetes, network, resources, changed, waivers } = comparison;
  const lists = [states, contracts, kubernetes, network, resources, waivers];
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const counts = roles.map((role) => roleChanges(role).counts);
  return {
    gained: sum([...counts.map(({ gained }) => gained), ...lists.map(({ gained }) => gained.length)]),
    lost: sum([...counts.map(({ lost }) => lost), ...lists.map(({ lost }) => lost.length)]),
    changed: changed.length,
  };
}
