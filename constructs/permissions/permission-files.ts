import type { ResolvedStack } from "../stack/resolved-tree";
import { byDeployment, type DeployerAction, type StackId } from "../stack/stack-id";
import type { ResourceNeeds } from "./derive";
import { type Grant, operations } from "./entry";
import { IdentityRoles } from "./identity-roles";
import type { StatePolicies } from "./state-policies";

/** What `cdktf.out/permissions/<stack>.json` says, read from identity as it will be applied. */
export function permissionFile(identity: ResolvedStack, stack: StackId, state: StatePolicies | undefined) {
  const roles = new IdentityRoles(identity.elements);
  const { names } = identity.stack;
  const file = (action: DeployerAction) =>
    roles.file(names.deployerRole(stack, action), names.deployerRoleArn(stack, action));
  return { stack, plan: file("plan"), apply: file("apply"), ...(state && { state }) };
}

/** What `cdktf.out/permissions/resources.json` says: every AWS resource of every stack and the actions that it needs. */
export function resourcesFile(resources: readonly ResourceNeeds[]) {
  const sorted = [...resources].sort((a, b) => byDeployment(a.stack, b.stack) || (a.address < b.address ? -1 : 1));
  return sorted.map(({ stack, address, type, arn, changedBy, needs }) => ({
    stack,
    address,
    type,
    arn,
    ...(changedBy && { changedBy }),
    ...Object.fromEntries(operations.map((operation) => [operation, actionsOf(needs[operation])])),
  }));
}

function actionsOf(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.flatMap(({ actions }) => actions))].sort();
}
