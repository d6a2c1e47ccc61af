import { type ClusterAddresses, toApiServerAndAws } from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";

/** It watches the API and writes to Route 53, which has no endpoint inside a VPC. Nobody calls it. */
export function externalDnsTraffic(release: string, addresses: ClusterAddresses): readonly Traffic[] {
  return [
    {
      name: `${release}-to-api-server-and-aws`,
      pods: podsOf(release),
      egress: toApiServerAndAws(addresses),
    },
  ];
}
