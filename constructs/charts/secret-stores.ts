import type { CustomObject } from "./custom-objects";

/**
 * Names of the two stores in every team's namespace, by what is read through them. An `ExternalSecret` names one, with
 * `kind: SecretStore`; its keys are names below the team's path, such as `stripe` for `strata-demo/storefront/stripe`.
 */
export const secretStores = { secretsManager: "secrets-manager", parameterStore: "parameter-store" } as const;

export interface TeamStores {
  /** Namespace of the team, and of its stores. */
  readonly namespace: string;
  readonly region: string;
  /** Role that reads the team's secrets and no others. */
  readonly roleArn: string;
  /** Start of the names of its secrets in Secrets Manager. */
  readonly secretPath: string;
  /** Start of the names of its parameters in Parameter Store. */
  readonly parameterPath: string;
}

/**
 * The stores of one team: what lies below its path, read with its role. The operator says in a session tag for which
 * namespace it asks, and the role's trust policy wants to hear the team's.
 *
 * external-secrets/external-secrets, docs/provider/aws-access.md and docs/api/spec.md at `v2.9.0`.
 */
export function storesOf(team: TeamStores): readonly CustomObject[] {
  return [
    store(secretStores.secretsManager, "SecretsManager", team.secretPath, team),
    store(secretStores.parameterStore, "ParameterStore", team.parameterPath, team),
  ];
}

function store(
  name: string,
  service: string,
  prefix: string,
  { namespace, region, roleArn }: TeamStores,
): CustomObject {
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "SecretStore",
    metadata: { name, namespace },
    spec: { provider: { aws: { service, region, role: roleArn, sessionTagsPolicy: "Simple", prefix } } },
  };
}
