import type { AlertGroup } from "./alert";

/** Metrics: fluent/fluent-bit-docs, administration/monitoring.md. `name` is the alias of an output. */
export const logs: AlertGroup = {
  name: "logs",
  needs: "fluent-bit",
  alerts: [
    {
      name: "LogsDropped",
      expr: "sum by (name) (increase(fluentbit_output_dropped_records_total[10m])) > 0",
      severity: "critical",
      summary: "Fluent Bit has given up records of the stream {{ $labels.name }}: they are lost.",
    },
    {
      name: "LogsNotDelivered",
      expr: "sum by (name, pod) (rate(fluentbit_output_retries_total[5m])) > 0 unless sum by (name, pod) (rate(fluentbit_output_proc_records_total[5m])) > 0",
      for: "15m",
      severity: "critical",
      summary:
        "Nothing of the stream {{ $labels.name }} of {{ $labels.pod }} has reached CloudWatch for a quarter of an hour.",
    },
  ],
};
