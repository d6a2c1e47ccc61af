import {
  type ClusterAddresses,
  fromApiServer,
  toApiServer,
  toDns,
  toPodIdentityAgent,
  toPublicServices,
} from "../cluster/network-peers";
import { externalSecretsPods } from "./external-secrets";
import { podsOf, type Traffic } from "./traffic";

const release = "external-secrets";
/** The chart's default `webhook.port`. */
const webhookPort = 10250;

/** All of its pods watch the API. The operator alone leaves the cluster: for STS and for where the secrets are. */
export function externalSecretsTraffic(addresses: ClusterAddresses): readonly Traffic[] {
  const pods = (name: string) => ({ "app.kubernetes.io/name": name, ...podsOf(release) });
  return [
    { name: `${release}-to-api-server`, pods: podsOf(release), egress: [toApiServer(addresses)] },
    {
      name: `${release}-to-aws`,
      pods: pods(externalSecretsPods.operator),
      egress: [...toDns, toPublicServices, toPodIdentityAgent],
    },
    {
      name: `api-server-to-${release}-webhook`,
      pods: pods(externalSecretsPods.webhook),
      ingress: [fromApiServer(addresses, webhookPort)],
    },
  ];
}
