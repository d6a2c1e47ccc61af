import { platformCritical } from "../../cluster/priority-classes";
import { type Resources, restrictedContainer, restrictedPod } from "../pod-defaults";
import { onSystemNodes } from "../system-nodes";

const resources: Resources = {
  requests: { cpu: "50m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};
/** It only watches files. */
const reloader: Resources = { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "100m", memory: "64Mi" } };

/**
 * The operator, which makes Prometheus and Alertmanager of their custom resources. One replica: it does nothing that can't
 * wait for its pod to come back. Its webhooks are off. They would need a certificate before cert-manager is there, and
 * the operator leaves out rules and monitors that it can't read by itself, which an alert tells.
 */
export const operatorValues = {
  admissionWebhooks: { enabled: false },
  // The certificate is that of the webhooks; what is left to serve is its own figures.
  tls: { enabled: false },
  // Endpoints are deprecated since Kubernetes 1.33.
  kubeletEndpointsEnabled: false,
  kubeletEndpointSliceEnabled: true,
  prometheusConfigReloader: { resources: reloader },
  priorityClassName: platformCritical,
  ...onSystemNodes,
  securityContext: { ...restrictedPod, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 },
  containerSecurityContext: restrictedContainer,
  resources,
};
