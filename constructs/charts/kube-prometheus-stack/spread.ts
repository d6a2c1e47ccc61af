/**
 * Replicas on different nodes, which is a rule, and in different zones, which is a wish until their volumes lie there: from
 * then on each stays in the zone of its volume.
 */
export function spreadReplicas(labels: Readonly<Record<string, string>>) {
  const common = { maxSkew: 1, labelSelector: { matchLabels: labels } };
  return [
    { ...common, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
    {
      ...common,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "DoNotSchedule",
      nodeTaintsPolicy: "Honor",
    },
  ];
}
