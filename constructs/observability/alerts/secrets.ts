import type { AlertGroup } from "./alert";

const notReady = "{condition='Ready',status='False'}";

/** Every team has stores of its own, and none is of the whole cluster. Metrics: external-secrets/external-secrets, docs/api/metrics.md at `v2.9.0`. */
export const secrets: AlertGroup = {
  name: "secrets",
  needs: "external-secrets",
  alerts: [
    {
      name: "SecretNotSynced",
      expr: `max by (exported_namespace, name) (externalsecret_status_condition${notReady}) == 1`,
      for: "15m",
      severity: "warning",
      summary: "External secret {{ $labels.exported_namespace }}/{{ $labels.name }} is not brought up to date.",
    },
    {
      name: "SecretStoreBroken",
      expr: `max by (exported_namespace, name) (secretstore_status_condition${notReady}) == 1`,
      for: "15m",
      severity: "critical",
      summary:
        "Secret store {{ $labels.exported_namespace }}/{{ $labels.name }} can't be read: nothing that comes from it is brought up to date.",
    },
  ],
};
