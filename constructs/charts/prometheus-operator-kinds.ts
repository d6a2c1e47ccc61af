import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { clusterServices } from "./namespaces";

/**
 * The definitions of the Prometheus operator's kinds: as a chart of their own they are upgraded with it, as Helm never does
 * with the folder `crds/` of kube-prometheus-stack. That chart's own job for it would need rights on definitions, two
 * more images and a way to the API before each upgrade. Kept when the release goes: with the definitions every Prometheus,
 * rule and monitor of the cluster would go.
 *
 * Values: prometheus-community/helm-charts, charts/prometheus-operator-crds at `prometheus-operator-crds-31.0.1`, which is
 * of operator v0.93.1, as kube-prometheus-stack 88.5.3 is.
 */
export function prometheusOperatorKinds(): Chart {
  return {
    ...catalogue["prometheus-operator-crds"],
    name: "prometheus-operator-crds",
    namespace: clusterServices,
    // Definitions that stayed when an earlier release went, or that kube-prometheus-stack once installed.
    takeOwnership: true,
    values: { crds: { annotations: { "helm.sh/resource-policy": "keep" } } },
  };
}
