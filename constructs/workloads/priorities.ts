import { appsBatch, appsCritical } from "../cluster/priority-classes";

/**
 * How much a workload matters when nodes are full: `critical` displaces others, `batch` waits and is displaced. A team's
 * quota counts all of them alike.
 */
export type Tier = "critical" | "standard" | "batch";

/** The class of a tier's pods; the standard one is the cluster's default, which no pod has to name. */
export function priorityClassOf(tier: Tier): string | undefined {
  return { critical: appsCritical, standard: undefined, batch: appsBatch }[tier];
}
