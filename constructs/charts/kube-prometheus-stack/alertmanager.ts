import { platformCritical } from "../../cluster/priority-classes";
import { oneAtATime, type Resources, restrictedPod, spreadReplicas } from "../pod-defaults";
import { onSystemNodes } from "../system-nodes";
import { monitoringPods } from "./names";
import { volumeClaim } from "./volume";

const resources: Resources = {
  requests: { cpu: "25m", memory: "64Mi" },
  limits: { cpu: "250m", memory: "128Mi" },
};

/** Name of the AlertmanagerConfig that holds the routes and receivers. */
export const routing = "platform";

/**
 * Silences, and who has been told what, on a volume of each replica.
 *
 * The chart would render the configuration as a Secret. A custom resource says the same, and keeps addresses that are
 * secret where they are: it names the Secret and the key.
 */
export function alertmanagerValues(replicas: number) {
  return {
    enabled: true,
    serviceAccount: { create: true, name: "alertmanager" },
    podDisruptionBudget: { enabled: true, minAvailable: null, ...oneAtATime },
    alertmanagerSpec: {
      replicas,
      // No Secret of the chart's, and none to read either: the configuration is the one below.
      useExistingSecret: true,
      alertmanagerConfiguration: { name: routing },
      // Else the configuration would count a second time, as one of its own parts.
      alertmanagerConfigSelector: { matchLabels: { "strata/alertmanager": "part" } },
      automountServiceAccountToken: false,
      retention: "120h",
      storage: volumeClaim(storageGiB),
      podAntiAffinity: "",
      topologySpreadConstraints: spreadReplicas(monitoringPods.alertmanager),
      ...onSystemNodes,
      priorityClassName: platformCritical,
      securityContext: { ...restrictedPod, runAsUser: 1000, runAsGroup: 2000, fsGroup: 2000 },
      resources,
    },
  };
}

/** More than it will ever hold, and the least that gp3 has. */
const storageGiB = 1;
