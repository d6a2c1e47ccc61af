import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { ambient, meshNamespaces } from "./mesh";
import type { Resources } from "./pod-defaults";
import { onEveryNode } from "./system-nodes";

/** Grows with the pods of the whole cluster and with the connections of the node. Its threads are as many as its CPUs. */
const resources: Resources = {
  requests: { cpu: "200m", memory: "256Mi" },
  limits: { cpu: "2", memory: "1Gi" },
};

/**
 * The proxy of a node, which speaks TLS in the name of each of its pods. It enters their network namespaces, so that
 * what they send still comes from their own address; its priority is fixed by the chart.
 *
 * Values: istio/istio, manifests/charts/ztunnel at `1.30.3`.
 */
export function ztunnel(): Chart {
  return {
    ...catalogue.ztunnel,
    name: "ztunnel",
    namespace: meshNamespaces.nodes,
    waivers: {
      "host-access": "it opens sockets within the networks of pods, which it is handed in a folder of the node",
      "pod-security-context": "what enters networks of pods is root, and keeps the rights to do so",
    },
    values: {
      ...ambient,
      istioNamespace: meshNamespaces.controlPlane,
      logAsJson: true,
      tolerations: onEveryNode,
      resources,
    },
  };
}
