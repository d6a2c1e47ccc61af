import {
  type ClusterAddresses,
  fromApiServer,
  toApiServer,
  toDns,
  toPodIdentityAgent,
  toPublicServices,
} from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";

/** The chart's default `webhook.securePort`. */
const webhookPort = 10250;

/**
 * Controller, webhook, injector and the job that checks the API talk to the API, by the address that Kubernetes tells
 * every pod. Only the controller leaves the VPC, and knows by name where to.
 */
export function certManagerTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    { name: "cert-manager-to-api-server", pods: podsOf("cert-manager"), egress: [toApiServer(addresses)] },
    {
      // The issuer of public certificates, and Route 53 for its challenges.
      name: "cert-manager-to-issuers-and-aws",
      pods: podsOf("cert-manager", "controller"),
      egress: [...toDns, toPublicServices, toPodIdentityAgent],
    },
    {
      name: "api-server-to-cert-manager-webhook",
      pods: podsOf("cert-manager", "webhook"),
      ingress: [fromApiServer(addresses, webhookPort)],
    },
  ];
}
