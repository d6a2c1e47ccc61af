/** The six stacks in the order in which they are deployed. Ids are frozen: they name states, roles and addresses. */
export const stackIds = [
  "identity",
  "managed-infrastructure",
  "kubernetes-cluster",
  "cluster-services",
  "app-services",
  "apps",
] as const;

export type PlatformStackId = (typeof stackIds)[number];

/** A part of `apps`: the stack of one team's apps, `apps-<team>`, with a state and deployers of its own. */
export type ShardId = `apps-${string}`;

export type StackId = PlatformStackId | ShardId;

/** The two roles that deploy a stack: one reads, one changes. */
export const deployerActions = ["plan", "apply"] as const;
export type DeployerAction = (typeof deployerActions)[number];

/** And a third, which plans what nobody has reviewed yet: it reads as a plan does, and can't touch the state's lock. */
export const deployerRoles = [...deployerActions, "review"] as const;
export type DeployerRole = (typeof deployerRoles)[number];

/** The stack that a shard is a part of; every other one is whole. */
export function wholeOf(id: StackId): PlatformStackId {
  return stackIds.find((known) => known === id) ?? "apps";
}

export function isShard(id: StackId): id is ShardId {
  return !(stackIds as readonly StackId[]).includes(id);
}

/** Whether the text names one of the six, or may name a shard: of which there are, an environment says. */
export function mayBeStack(text: string): text is StackId {
  return (stackIds as readonly string[]).includes(text) || /^apps-[a-z0-9-]+$/.test(text);
}

/** The stacks that come before this one: the only ones that it may read. */
export function stacksBefore(id: StackId): readonly StackId[] {
  return stackIds.slice(0, stackIds.indexOf(wholeOf(id)));
}

/** In the order of their deployment; shards, which are deployed in any order, after `apps` and by name. */
export function byDeployment(one: StackId, other: StackId): number {
  const places = [one, other].map((id) => stackIds.indexOf(wholeOf(id)));
  const [a = 0, b = 0] = places;
  return a - b || (one < other ? -1 : one > other ? 1 : 0);
}
