import type { AlertGroup } from "./alert";

/** Metrics: coredns/coredns, plugin/metrics/README.md. */
export const dns: AlertGroup = {
  name: "dns",
  alerts: [
    {
      name: "DnsDown",
      expr: "absent(up{job='coredns'} == 1)",
      for: "5m",
      severity: "critical",
      summary: "No CoreDNS answers Prometheus: names inside the cluster are probably not resolved.",
    },
    {
      name: "DnsErrors",
      expr: "sum(rate(coredns_dns_responses_total{rcode='SERVFAIL'}[5m])) / sum(rate(coredns_dns_responses_total[5m])) > 0.03",
      for: "10m",
      severity: "critical",
      summary: "CoreDNS fails to answer more than three of a hundred questions.",
    },
    {
      name: "DnsPanics",
      expr: "sum(increase(coredns_panics_total[15m])) > 0",
      severity: "warning",
      summary: "CoreDNS has panicked within the last quarter of an hour.",
    },
  ],
};
