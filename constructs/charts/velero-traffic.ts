import { type ClusterAddresses, toApiServer, toApiServerAndAws } from "../cluster/network-peers";
import { podsOf, type Traffic } from "./traffic";
import { upgradePods } from "./velero";

/** The server reads the API and writes to S3; the job before it changes definitions. Nobody calls them. */
export function veleroTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  return [
    {
      name: "velero-to-api-server-and-aws",
      pods: podsOf("velero"),
      egress: toApiServerAndAws(addresses),
    },
    { name: "velero-upgrade-crds-to-api-server", pods: upgradePods, egress: [toApiServer(addresses)] },
  ];
}
