import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { externalSecrets } from "../../constructs/charts/external-secrets";
import { externalSecretsTraffic } from "../../constructs/charts/external-secrets-traffic";
import { clusterServices } from "../../constructs/charts/namespaces";
import { storesOf } from "../../constructs/charts/secret-stores";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { Keyed } from "../../constructs/contracts/contract";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { controllerIdentity } from "../controller-identity";

export interface SecretsSurroundings {
  readonly addresses: ClusterAddresses;
  /** By team. */
  readonly teamNamespaces: Keyed;
}

/** The secrets operator, and for every team the stores through which its apps' secrets come. */
export function declareSecrets(stack: PlatformStack, { addresses, teamNamespaces }: SecretsSurroundings): void {
  const { names, environment } = stack;
  const { release } = new Controller(stack, "external-secrets", {
    chart: externalSecrets(),
    traffic: externalSecretsTraffic(addresses),
    identity: controllerIdentity(names, "external-secrets"),
  });
  if (environment.teams.length === 0) return;
  new CustomObjects(stack, "secret-stores", {
    name: "secret-stores",
    namespace: clusterServices,
    objects: environment.teams.flatMap(({ name: team }) =>
      storesOf({
        namespace: teamNamespaces.at(team),
        region: environment.aws.region,
        roleArn: names.secretsRoleArn(team),
        secretPath: names.secretPath(team),
        parameterPath: names.parameterPath(team),
      }),
    ),
    // Its webhook looks at every store.
    after: [release],
  });
}
