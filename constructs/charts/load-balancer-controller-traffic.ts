import { type ClusterAddresses, fromApiServer, toApiServerAndAws } from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";

const release = "aws-load-balancer-controller";
/** The controller's default `webhook-bind-port`. */
const webhookPort = 9443;

/** It watches the API, changes load balancers through the AWS APIs, and checks Ingresses and Services in its webhook. */
export function loadBalancerControllerTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    {
      name: `${release}-to-api-server-and-aws`,
      pods: podsOf(release),
      egress: toApiServerAndAws(addresses),
    },
    {
      name: `api-server-to-${release}-webhook`,
      pods: podsOf(release),
      ingress: [fromApiServer(addresses, webhookPort)],
    },
  ];
}
