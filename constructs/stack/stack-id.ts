/** The six stacks in the order in which they are deployed. Ids are frozen: they name states, roles and addresses. */
export const stackIds = [
  "identity",
  "managed-infrastructure",
  "kubernetes-cluster",
  "cluster-services",
  "app-services",
  "apps",
] as const;

export type StackId = (typeof stackIds)[number];

/** The two roles that deploy a stack: one reads, one changes. */
export const deployerActions = ["plan", "apply"] as const;
export type DeployerAction = (typeof deployerActions)[number];

/** And a third, which plans what nobody has reviewed yet: it reads as a plan does, and can't touch the state's lock. */
export const deployerRoles = [...deployerActions, "review"] as const;
export type DeployerRole = (typeof deployerRoles)[number];

/** The stacks that come before this one: the only ones that it may read. */
export function stacksBefore(id: StackId): readonly StackId[] {
  return stackIds.slice(0, stackIds.indexOf(id));
}
