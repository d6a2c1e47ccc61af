import { podsOf, type Traffic } from "../charts/traffic";
import { type ClusterAddresses, toApiServerAndAws } from "../cluster/network-peers";

/** It asks the API whose pod wrote a line, and sends it to CloudWatch Logs. Nobody calls it but the kubelet's probes. */
export function fluentBitTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    {
      name: "fluent-bit-to-api-server-and-cloudwatch",
      pods: podsOf("fluent-bit"),
      egress: toApiServerAndAws(addresses),
    },
  ];
}
