import { type ClusterAddresses, fromApiServer, toApiServer } from "../cluster/network-peers";
import { parts } from "./kyverno";
import { podsOf, type Traffic } from "./traffic";

/** The chart's default `admissionController.webhookServer.port`. */
const webhookPort = 9443;

/**
 * All talk to the API, by the address that Kubernetes tells every pod, and to nobody else: no policy asks a registry.
 * The jobs that run when the release changes or goes are among them.
 */
export function kyvernoTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    { name: "kyverno-to-api-server", pods: podsOf("kyverno"), egress: [toApiServer(addresses)] },
    {
      name: "api-server-to-kyverno-webhook",
      pods: podsOf("kyverno", parts.admission),
      ingress: [fromApiServer(addresses, webhookPort)],
    },
  ];
}
