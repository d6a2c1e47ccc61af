import { clusterServices, nodeAgents } from "./namespaces";

/**
 * Istio in ambient mode: an agent on every node and one proxy there, none in the pods. Where its parts are: the control
 * plane beside the other controllers, the two on the nodes where folders of the node may be mounted.
 *
 * https://istio.io/latest/docs/ambient/install/helm/
 */
export const meshNamespaces = { controlPlane: clusterServices, nodes: nodeAgents } as const;

/** Value that all of the charts know: what ambient mode asks of each. */
export const ambient = { profile: "ambient" } as const;

/** Label of namespaces whose pods are in the mesh. */
export const meshed = { "istio.io/dataplane-mode": "ambient" } as const;

/** Port on which pods of the mesh take what others of it send: everything comes there, whichever port it is for. */
export const tunnelPort = 15008;

/**
 * Where the kubelet's probes seem to come from in a pod of the mesh, so that they are told from what others send.
 * https://istio.io/latest/docs/ambient/usage/networkpolicy/
 */
export const probeCidr = "169.254.7.127/32";
