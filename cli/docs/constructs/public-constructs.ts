/**
 * Constructs that are used on their own, by folder of `constructs/` and file. What else is exported is a part of these,
 * or of a stack.
 */
export const publicConstructs: Readonly<Record<string, readonly string[]>> = {
  workloads: ["web-service", "worker", "stateful-service", "daemon-service", "scheduled-job", "job"],
  network: ["network", "existing-network"],
  data: ["aurora-postgresql", "valkey", "queue", "table"],
  storage: ["bucket", "file-storage"],
  delivery: ["image-repository", "image-cache", "dns-zone", "private-zone", "certificate", "web-acl"],
  encryption: ["customer-managed-key"],
  cluster: ["control-plane", "node-group", "team-namespace", "platform-namespace", "network-policy", "pod-identity"],
  autoscaling: ["node-pools"],
  charts: ["helm-chart", "custom-objects"],
  identity: ["role"],
};
