import type { AlertGroup } from "./alert";

/** Metrics: istio/istio, pilot/pkg/xds/monitoring.go at `1.30.3`: nothing but the nodes' proxies connects to it here. */
export const mesh: AlertGroup = {
  name: "mesh",
  needs: "istiod",
  alerts: [
    {
      name: "MeshControlPlaneDown",
      expr: "absent(up{job='istiod'} == 1)",
      for: "5m",
      severity: "critical",
      summary: "No istiod answers Prometheus: new pods get no identity in the mesh, and certificates run out.",
    },
    {
      name: "MeshProxyDown",
      expr: "max by (namespace, pod) (up{job='ztunnel'}) == 0",
      for: "5m",
      severity: "critical",
      summary: "{{ $labels.pod }} does not answer Prometheus: pods of its node may be cut off from the mesh.",
    },
    {
      name: "MeshProxyUnprogrammed",
      expr: "count(up{job='ztunnel'} == 1) - sum(pilot_xds{job='istiod'}) > 0",
      for: "10m",
      severity: "critical",
      summary: "{{ $value }} proxies of nodes are not connected to istiod: they know nothing of new pods and policies.",
    },
  ],
};
