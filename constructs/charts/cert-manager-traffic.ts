import {
  type ClusterAddresses,
  fromApiServer,
  toApiServer,
  toPodIdentityAgent,
  toPublicServices,
} from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";

/** The chart's default `webhook.securePort`. */
const webhookPort = 10250;

/** Controller, webhook, injector and the job that checks the API talk to the API; only the controller leaves the VPC. */
export function certManagerTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    { name: "cert-manager-to-api-server", pods: podsOf("cert-manager"), egress: [toApiServer(addresses)] },
    {
      // The issuer of public certificates, and Route 53 for its challenges.
      name: "cert-manager-to-issuers-and-aws",
      pods: podsOf("cert-manager", "controller"),
      egress: [toPublicServices, toPodIdentityAgent],
    },
    {
      name: "api-server-to-cert-manager-webhook",
      pods: podsOf("cert-manager", "webhook"),
      ingress: [fromApiServer(addresses, webhookPort)],
    },
  ];
}
