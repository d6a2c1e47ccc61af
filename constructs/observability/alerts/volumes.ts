import type { AlertGroup } from "./alert";

const left = "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes";
const perClaim = (expression: string) => `max by (namespace, persistentvolumeclaim) (${expression})`;

/** Metrics: https://kubernetes.io/docs/reference/instrumentation/metrics/; kube-state-metrics, docs/metrics/storage/. */
export const volumes: AlertGroup = {
  name: "volumes",
  alerts: [
    {
      name: "VolumeFilling",
      expr: `${perClaim(left)} < 0.4 and ${perClaim("predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 24 * 3600)")} < 0`,
      for: "1h",
      severity: "warning",
      summary: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full within four days.",
    },
    {
      name: "VolumeNearlyFull",
      expr: `${perClaim(left)} < 0.05`,
      for: "5m",
      severity: "critical",
      summary: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has less than a twentieth left.",
    },
    {
      name: "VolumeBroken",
      expr: "max by (persistentvolume) (kube_persistentvolume_status_phase{phase=~'Failed|Pending'}) > 0",
      for: "15m",
      severity: "warning",
      summary: "Volume {{ $labels.persistentvolume }} is neither bound nor free.",
    },
  ],
};
