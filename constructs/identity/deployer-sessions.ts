import type { DeployerRole } from "../stack/stack-id";

/**
 * Hours that a session of a deployer's role may last, at most. Two to apply: a cluster with its nodes, or a database with its
 * replicas, takes longer than one. Whoever takes the role has to ask for as long: what is not asked for is one hour.
 */
export const sessionHours: Readonly<Record<DeployerRole, number>> = { plan: 1, apply: 2, review: 1 };
