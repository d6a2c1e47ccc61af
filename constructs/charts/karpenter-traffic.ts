import { type ClusterAddresses, toApiServerAndAws } from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";

/** It watches the API and starts instances through the AWS APIs. Nobody calls it but the kubelet's probes. */
export function karpenterTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    {
      name: "karpenter-to-api-server-and-aws",
      pods: podsOf("karpenter"),
      egress: toApiServerAndAws(addresses),
    },
  ];
}
