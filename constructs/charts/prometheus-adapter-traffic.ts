import { type ClusterAddresses, fromApiServer, toApiServer, toDns } from "../cluster/network-peers";
import { monitoringPods, monitoringPorts } from "./kube-prometheus-stack/names";
import { podsOf, type Traffic } from "./traffic";

/** The chart's default `listenPort`. */
const servingPort = 6443;

/** It asks Prometheus, and answers the API server, which passes on what autoscalers ask. */
export function prometheusAdapterTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  const adapter = podsOf("prometheus-adapter");
  const { prometheus } = monitoringPods;
  const ports = [monitoringPorts.prometheus];
  return [
    {
      name: "prometheus-adapter-to-api-server-and-prometheus",
      pods: adapter,
      egress: [...toDns, toApiServer(addresses), { peers: [{ pods: prometheus }], ports }],
    },
    { name: "api-server-to-prometheus-adapter", pods: adapter, ingress: [fromApiServer(addresses, servingPort)] },
    { name: "prometheus-adapter-to-prometheus", pods: prometheus, ingress: [{ peers: [{ pods: adapter }], ports }] },
  ];
}
