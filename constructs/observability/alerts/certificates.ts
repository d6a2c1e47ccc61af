import type { AlertGroup } from "./alert";

const days = 24 * 3600;

/** Metrics: cert-manager/cert-manager, internal/collectors/certificate_collector.go at `v1.21.1`. */
export const certificates: AlertGroup = {
  name: "certificates",
  needs: "cert-manager",
  alerts: [
    {
      name: "CertificateExpiresSoon",
      expr: `certmanager_certificate_expiration_timestamp_seconds - time() < ${21 * days}`,
      for: "1h",
      severity: "warning",
      summary:
        "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends within three weeks and has not been renewed.",
    },
    {
      name: "CertificateExpires",
      expr: `certmanager_certificate_expiration_timestamp_seconds - time() < ${7 * days}`,
      for: "1h",
      severity: "critical",
      summary: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends within a week.",
    },
    {
      name: "CertificateNotReady",
      expr: "certmanager_certificate_ready_status{condition!='True'} == 1",
      for: "1h",
      severity: "warning",
      summary: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is not ready.",
    },
  ],
};
