import { type ClusterAddresses, toApiServer, toDns } from "../cluster/network-peers";
import type { NetworkPeer } from "../cluster/network-policy";
import { meshNamespaces } from "./mesh";
import { podsOf, type Traffic } from "./traffic";

/** istiod's port for certificates and for what is in the mesh, over TLS. */
const controlPort = 15012;

const within = (namespace: string, release: string): NetworkPeer => {
  return { pods: podsOf(release), namespaces: { "kubernetes.io/metadata.name": namespace } };
};

/** The control plane watches the API, and the nodes' proxies ask it. */
export function istiodTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    { name: "istiod-to-api-server", pods: podsOf("istiod"), egress: [toApiServer(addresses)] },
    {
      name: "ztunnel-to-istiod",
      pods: podsOf("istiod"),
      ingress: [{ peers: [within(meshNamespaces.nodes, "ztunnel")], ports: [controlPort] }],
    },
  ];
}

/** It talks to the node's proxy through a socket on the node. */
export function istioCniTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [{ name: "istio-cni-to-api-server", pods: podsOf("istio-cni"), egress: [toApiServer(addresses)] }];
}

/** What pods send and look up leaves from their own network namespace, not from the proxy's. */
export function ztunnelTraffic(): readonly Traffic[] {
  const toIstiod = { peers: [within(meshNamespaces.controlPlane, "istiod")], ports: [controlPort] };
  return [{ name: "ztunnel-to-control-plane", pods: podsOf("ztunnel"), egress: [...toDns, toIstiod] }];
}
