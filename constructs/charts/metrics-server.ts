import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { clusterServices } from "./namespaces";
import {
  clusterCritical,
  oneAtATime,
  type Resources,
  restrictedContainer,
  restrictedPod,
  spread,
} from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

const resources: Resources = {
  requests: { cpu: "100m", memory: "200Mi" },
  limits: { cpu: "500m", memory: "400Mi" },
};

/**
 * CPU and memory figures for autoscalers and `kubectl top`. It calls no AWS API.
 *
 * Values: kubernetes-sigs/metrics-server, charts/metrics-server at `metrics-server-helm-chart-3.13.1`.
 */
export function metricsServer(): Chart {
  return {
    ...catalogue["metrics-server"],
    name: "metrics-server",
    namespace: clusterServices,
    values: {
      replicas: 2,
      podDisruptionBudget: { enabled: true, ...oneAtATime },
      topologySpreadConstraints: spread({
        "app.kubernetes.io/name": "metrics-server",
        "app.kubernetes.io/instance": "metrics-server",
      }),
      ...onSystemNodes,
      priorityClassName: clusterCritical,
      podSecurityContext: restrictedPod,
      securityContext: restrictedContainer,
      resources,
      // Its own certificate, made anew at each start: "helm" would put a key into the release, and cert-manager comes
      // a stack later. The API server therefore does not verify it, which the chart's default states as well.
      tls: { type: "metrics-server" },
    },
  };
}
