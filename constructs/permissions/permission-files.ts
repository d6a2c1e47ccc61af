import { deployerRolesOf } from "../identity/deployer-roles";
import type { ResolvedStack } from "../stack/resolved-tree";
import { byDeployment, type DeployerRole, type StackId } from "../stack/stack-id";
import type { ResourceNeeds } from "./derive";
import { type Grant, operations } from "./entry";
import { IdentityRoles } from "./identity-roles";
import type { StatePolicies } from "./state-policies";

/**
 * What `cdktf.out/permissions/<stack>.json` says, read from identity as it will be applied. Policies that roles share bear
 * the name of the one that they belong to.
 */
export function permissionFile(identity: ResolvedStack, stack: StackId, state: StatePolicies | undefined) {
  const roles = new IdentityRoles(identity.elements);
  const { names, environment } = identity.stack;
  const file = (role: DeployerRole) => roles.file(names.deployerRole(stack, role), names.deployerRoleArn(stack, role));
  const reviewed = deployerRolesOf(environment).includes("review");
  return {
    stack,
    plan: file("plan"),
    apply: file("apply"),
    ...(reviewed && { review: file("review") }),
    ...(state && { state }),
  };
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
