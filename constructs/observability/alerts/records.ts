import type { AlertGroup } from "./alert";

/** Metrics: kubernetes-sigs/external-dns, docs/monitoring/metrics.md at `v0.21.0`. It syncs every five minutes. */
export const records: AlertGroup = {
  name: "records",
  needs: "external-dns",
  alerts: [
    {
      name: "DnsRecordsNotWritten",
      expr: "time() - max(external_dns_controller_last_sync_timestamp_seconds) > 1800",
      for: "5m",
      severity: "critical",
      summary: "external-dns has not brought Route 53 up to date for half an hour.",
    },
  ],
};
