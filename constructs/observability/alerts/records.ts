import type { AlertGroup } from "./alert";

/** Metrics: kubernetes-sigs/external-dns, docs/monitoring/metrics.md at `v0.21.0`. It syncs every five minutes. */
export const records: AlertGroup = {
  name: "records",
  needs: "external-dns",
  alerts: [
    {
      name: "DnsRecordsNotWritten",
      // One writes the public zone, another the private one: the one that works speaks for itself alone.
      expr: "time() - max by (job) (external_dns_controller_last_sync_timestamp_seconds) > 1800",
      for: "5m",
      severity: "critical",
      summary: "{{ $labels.job }} has not brought Route 53 up to date for half an hour.",
    },
  ],
};
