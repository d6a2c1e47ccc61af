/**
 * Names of the two stores in every team's namespace, by what is read through them. An `ExternalSecret` names one, with
 * `kind: SecretStore`; its keys are names below the team's path, such as `stripe` for `strata-demo/storefront/stripe`.
 */
export const secretStores = { secretsManager: "secrets-manager", parameterStore: "parameter-store" } as const;
