import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { ambient, meshNamespaces } from "./mesh";
import { systemNamespaces } from "./namespaces";
import type { Resources } from "./pod-defaults";
import { onEveryNode } from "./system-nodes";

const resources: Resources = {
  requests: { cpu: "50m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};

/**
 * Leads the traffic of a node's pods through the node's proxy, for pods in namespaces of the mesh. It writes to folders
 * and network namespaces of the node; its priority is fixed by the chart. Chained behind the VPC CNI.
 *
 * Values: istio/istio, manifests/charts/istio-cni at `1.30.3`.
 */
export function istioCni(): Chart {
  return {
    ...catalogue["istio-cni"],
    name: "istio-cni",
    namespace: meshNamespaces.nodes,
    waivers: {
      "host-access":
        "it puts its plugin into the node's folders and rules into the networks of pods, which takes their rights",
      "pod-security-context": "what writes to the node's folders and enters networks of pods is root",
    },
    values: {
      ...ambient,
      global: { logAsJson: true },
      excludeNamespaces: [...systemNamespaces],
      // Mends pods whose side-car came too early; there are none.
      repair: { enabled: false, repairPods: false },
      // The annotation of Kubernetes 1.29 and older.
      useAppArmorAnnotation: false,
      tolerations: onEveryNode,
      resources,
    },
  };
}
