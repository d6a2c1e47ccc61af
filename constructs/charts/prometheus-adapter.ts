import { platformCritical } from "../cluster/priority-classes";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { serviceUrl } from "./kube-prometheus-stack/names";
import { clusterServices } from "./namespaces";
import { oneAtATime, type Resources, restrictedContainer, restrictedPod, spread } from "./pod-defaults";
import { adapterRights } from "./prometheus-adapter/rights";
import { adapterRules } from "./prometheus-adapter/rules";
import { onSystemNodes } from "./system-nodes";

/** It holds the names of all series that apps tell. */
const resources: Resources = {
  requests: { cpu: "50m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
};

/** User of the chart. */
const user = { runAsUser: 10001 };

/**
 * Serves autoscalers, as `custom.metrics.k8s.io` and `external.metrics.k8s.io`, what the apps' pods tell Prometheus.
 *
 * Values: prometheus-community/helm-charts, charts/prometheus-adapter at `prometheus-adapter-5.3.0`; flags:
 * kubernetes-sigs/prometheus-adapter, cmd/adapter/adapter.go at `v0.12.0`.
 */
export function prometheusAdapter(): Chart {
  return {
    ...catalogue["prometheus-adapter"],
    name: "prometheus-adapter",
    namespace: clusterServices,
    values: {
      replicas: 2,
      podDisruptionBudget: { enabled: true, ...oneAtATime },
      topologySpreadConstraints: spread({
        "app.kubernetes.io/name": "prometheus-adapter",
        "app.kubernetes.io/instance": "prometheus-adapter",
      }),
      ...onSystemNodes,
      priorityClassName: platformCritical,
      podSecurityContext: { ...restrictedPod, ...user, fsGroup: 10001 },
      securityContext: { ...restrictedContainer, ...user },
      resources,
      serviceAccount: { create: true, name: "prometheus-adapter" },
      // The chart's own would let it read every ConfigMap.
      rbac: { create: false },
      extraManifests: adapterRights("prometheus-adapter"),
      // Its own certificate, made anew at each start, as metrics-server has it: "tls" would put a key into the release.
      tls: { enable: false },
      certManager: { enabled: false },
      // With the port.
      prometheus: { url: serviceUrl("prometheus"), port: 0 },
      rules: adapterRules,
      metricsRelistInterval: "1m",
      // A name outlives some scrapes that fail.
      extraArguments: ["--metrics-max-age=5m"],
      logLevel: 2,
    },
  };
}
