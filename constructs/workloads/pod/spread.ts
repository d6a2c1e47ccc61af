import { selectorOf, type WorkloadName } from "../labels";

/**
 * Zones share a workload's pods evenly, or the pod waits: the loss of a zone must not take them all. Nodes share them
 * as far as there is room. Nodes that bear a taint don't count, so that a zone that has failed holds nothing back. Each
 * revision counts for itself, else the old pods of a rollout would push the new ones to one side; `ordinals`, which keep
 * their volume and with it their zone, count together.
 */
export function spreadOf(workload: WorkloadName, of: "revisions" | "ordinals" = "revisions") {
  const labelSelector = [{ matchLabels: selectorOf(workload) }];
  const over = (topologyKey: string, whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway") => ({
    topologyKey,
    whenUnsatisfiable,
    maxSkew: 1,
    nodeTaintsPolicy: "Honor",
    ...(of === "revisions" && { matchLabelKeys: ["pod-template-hash"] }),
    labelSelector,
  });
  return [over("topology.kubernetes.io/zone", "DoNotSchedule"), over("kubernetes.io/hostname", "ScheduleAnyway")];
}
