import { differences, type RoleDifference } from "../../permissions/difference";
import type { KubernetesGrant } from "./kubernetes";
import type { Report } from "./report";

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
  readonly resources: Changes;
  readonly waivers: Changes;
}

type Compared = Omit<Report, "comparison">;

export function compare(before: Compared, now: Compared, revision: Pick<Comparison, "ref" | "commit">): Comparison {
  const changed = (lines: (report: Compared) => readonly string[]) => changes(lines(before), lines(now));
  return {
    ref: revision.ref,
    commit: revision.commit,
    roles: differences(before.roles, now.roles),
    states: changed(stateLines),
    contracts: changed(contractLines),
    kubernetes: changed(({ kubernetes }) => kubernetes.grants.flatMap(grantLines)),
    resources: changed(({ resources }) => resources.map(({ stack, address }) => `${stack}: ${address}`)),
    waivers: changed(({ guardrails }) =>
      guardrails.waivers.map(
        ({ stack, address, id, reason }) => `${stack}: ${address} does not follow ${id}: ${reason}`,
      ),
    ),
  };
}

function changes(before: readonly string[], now: readonly string[]): Changes {
  const [old, fresh] = [new Set(before), new Set(now)];
  return { gained: [...fresh].filter((one) => !old.has(one)), lost: [...old].filter((one) => !fresh.has(one)) };
}

function stateLines({ states }: Compared): readonly string[] {
  return states.flatMap(({ stack, uses }) =>
    uses.flatMap(({ role, reads, writes, locks }) =>
      Object.entries({ reads, writes, locks }).flatMap(([verb, does]) =>
        does ? [`${role} ${verb} the state of ${stack}`] : [],
      ),
    ),
  );
}

function contractLines({ contracts }: Compared): readonly string[] {
  return contracts.flatMap(({ producer, reader, version, outputs }) => [
    `${reader} reads the contract of ${producer}`,
    `${reader} reads version ${version} of the contract of ${producer}`,
    ...outputs.filter(({ usedBy }) => usedBy.length > 0).map(({ name }) => `${reader} uses ${name} of ${producer}`),
  ]);
}

/** A line for each verb on each resource, so that a verb more is a line more. */
function grantLines({ subject, namespace, rules }: KubernetesGrant): readonly string[] {
  const where = namespace === undefined ? "in the whole cluster" : `in ${namespace}`;
  return rules.flatMap(({ resources, names, verbs, apiGroups }) =>
    resources.flatMap((resource) => {
      const group = apiGroups.filter((one) => one !== "").join(", ");
      const what = `${resource}${group ? ` (${group})` : ""}${names.length > 0 ? ` named ${names.join(", ")}` : ""}`;
      return verbs.map((verb) => `${subject} may ${verb === "*" ? "do everything with" : verb} ${what} ${where}`);
    }),
  );
}

/** How many rights and lines were gained and lost in all. */
export function changedLines(comparison: Comparison): { readonly gained: number; readonly lost: number } {
  const { roles, states, contracts, kubernetes, resources, waivers } = comparison;
  const lists = [states, contracts, kubernetes, resources, waivers];
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    gained: sum([...roles.map(({ counts }) => counts.gained), ...lists.map(({ gained }) => gained.length)]),
    lost: sum([...roles.map(({ counts }) => counts.lost), ...lists.map(({ lost }) => lost.length)]),
  };
}
