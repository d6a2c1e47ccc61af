import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { ambient, meshNamespaces } from "./mesh";
import { clusterCritical, oneAtATime, type Resources, spread } from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

/** It holds all pods and services of the cluster in memory. */
const resources: Resources = {
  requests: { cpu: "100m", memory: "512Mi" },
  limits: { cpu: "1", memory: "1Gi" },
};

/**
 * The mesh's control plane: it tells the nodes who is in the mesh, and signs their certificates. Its own authority it
 * makes at its first start and keeps in a Secret; nothing of it is in the release.
 *
 * No webhook at all: ambient mode puts nothing into pods, so nothing has to fail closed before them.
 *
 * Values: istio/istio, manifests/charts/istio-control/istio-discovery at `1.30.3`; its container is restricted by the
 * chart itself, but for the profile.
 */
export function istiod(): Chart {
  return {
    ...catalogue.istiod,
    name: "istiod",
    namespace: meshNamespaces.controlPlane,
    waivers: {
      "cluster-secrets": "certificates of gateways lie in Secrets of the namespaces that declare them",
      "wildcard-rbac":
        "it reads all of the mesh's own kinds and those of gateways, and writes the status of Ingresses alone",
    },
    values: {
      ...ambient,
      global: {
        istioNamespace: meshNamespaces.controlPlane,
        priorityClassName: clusterCritical,
        configValidation: false,
        // Else it brings one for the injection of side-cars, which fails closed in every namespace.
        operatorManageWebhooks: true,
        omitSidecarInjectorConfigMap: true,
        logAsJson: true,
      },
      trustedZtunnelNamespace: meshNamespaces.nodes,
      // It would make Deployments for whoever declares a gateway, and has the right to in all namespaces.
      env: { PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false" },
      autoscaleEnabled: false,
      replicaCount: 2,
      pdb: oneAtATime,
      topologySpreadConstraints: spread({ app: "istiod", istio: "pilot" }),
      ...onSystemNodes,
      seccompProfile: { type: "RuntimeDefault" },
      resources,
    },
  };
}
