import type { AlertGroup } from "./alert";

/** What is wrong with its webhooks, the API server says: see `api-server.ts`. */
export const policies: AlertGroup = {
  name: "policies",
  needs: "kyverno",
  alerts: [
    {
      name: "PolicyEngineDown",
      expr: "absent(up{job='kyverno'} == 1)",
      for: "5m",
      severity: "critical",
      summary: "No admission controller of Kyverno answers Prometheus: pods may be refused, or pass unseen.",
    },
  ],
};
