import { podsOf, type Traffic } from "../charts/traffic";
import { type ClusterAddresses, fromApiServer, toApiServer } from "../cluster/network-peers";

/** The chart's default `containerPort`. */
const servingPort = 10250;
/** Port that the kubelet of every node answers on. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
const kubeletPort = 10250;

export interface MetricsServerAddresses extends ClusterAddresses {
  /** Address blocks of the subnets in which the nodes are. */
  readonly nodeCidrs: readonly string[];
}

/** It asks the kubelets for figures and answers the API server, which passes on what autoscalers ask. */
export function metricsServerTraffic(addresses: MetricsServerAddresses): readonly Traffic[] {
  const kubelets = addresses.nodeCidrs.map((cidr) => ({ ipBlock: { cidr } }));
  return [
    {
      name: "metrics-server-to-api-server-and-kubelets",
      pods: podsOf("metrics-server"),
      egress: [toApiServer(addresses), { peers: kubelets, ports: [kubeletPort] }],
    },
    {
      name: "api-server-to-metrics-server",
      pods: podsOf("metrics-server"),
      ingress: [fromApiServer(addresses, servingPort)],
    },
  ];
}
