import type { Environment } from "../../environments/schema/environment";
import type { Finding } from "../errors";
import { deployerBoundary } from "../identity/boundaries/deployer-boundary";
import { zonesOf } from "../identity/boundaries/zones-of";
import { namesOf } from "../names";
import { type StackId, wholeOf } from "../stack/stack-id";
import type { ResourceNeeds } from "./derive";

/**
 * Actions that resources need and of which the boundary of their stack's deployers leaves nothing: AWS would deny them
 * whatever is derived. One finding for each type of resource.
 */
export function beyondBoundary(resources: readonly ResourceNeeds[], environment: Environment): readonly Finding[] {
  const left = new Map<StackId, readonly RegExp[]>();
  const told = new Set<string>();
  return resources.flatMap(({ stack, path, type, needs }) => {
    const patterns = left.get(stack) ?? actionsWithin(stack, environment);
    left.set(stack, patterns);
    const actions = new Set(Object.values(needs).flatMap((grants) => grants.flatMap((grant) => grant.actions)));
    const denied = [...actions].filter((action) => !patterns.some((pattern) => pattern.test(action)));
    if (denied.length === 0 || told.has(`${stack} ${type}`)) return [];
    told.add(`${stack} ${type}`);
    return [beyond(stack, path, denied)];
  });
}

/** What the boundary allows by name, on whatever. */
function actionsWithin(stack: StackId, environment: Environment): readonly RegExp[] {
  const { name, aws, dns, guardDuty } = environment;
  const context = {
    names: namesOf(environment),
    environment: name,
    ...aws,
    // Which zones they are is no matter of actions.
    ...zonesOf(dns, () => "Z"),
    detectorId: guardDuty.detector === "existing" ? guardDuty.detectorId : undefined,
    states: undefined,
  };
  const allowing = deployerBoundary(stack, context).Statement.filter(({ Effect }) => Effect === "Allow");
  const patterns = new Set(allowing.flatMap(({ Action = [] }) => Action));
  return [...patterns].map((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i"));
}

function beyond(stack: StackId, place: string, denied: readonly string[]): Finding {
  return {
    place,
    value: denied.join(", "),
    problem: "the boundary of this stack's deployers leaves nothing of it, and AWS would deny it whatever is derived",
    fix:
      `add the part of AWS to "${wholeOf(stack)}" in constructs/identity/deployer-services.ts, or, where no part has it, to ` +
      "constructs/identity/boundaries/services/ first; a root administrator applies the new boundary",
    code: "PERMISSIONS_BEYOND_BOUNDARY",
  };
}
