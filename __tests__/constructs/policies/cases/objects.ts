import type { KubernetesObject } from "../../../support/kubernetes-objects";
import type { Body } from "../../../support/synthesize";

const digest = `@sha256:${"0".repeat(64)}`;
export const registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
export const ownImage = `${registry}/strata-demo/storefront/web${digest}`;

/** A container that keeps every policy, with changes. */
export function container(changes: Body = {}): Body {
  const { securityContext, ...others } = changes;
  return {
    name: "web",
    image: ownImage,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
    ...others,
    securityContext: {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
      ...securityContext,
    },
  };
}

/** A container for debugging, which takes no resources. */
export const debuggerOf = (changes: Body): Body => container({ name: "debug", resources: undefined, ...changes });

export function pod(spec: Body = {}, metadata: Body = {}): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web-5d8f", namespace: "storefront", ...metadata },
    spec: { containers: [container()], ...spec },
  };
}

/** A pod whose one container deviates so. */
export const podOf = (changes: Body): KubernetesObject => pod({ containers: [container(changes)] });

/** Everything that makes pods of a spec. */
export function controllers(spec: Body): readonly KubernetesObject[] {
  const metadata = { name: "web", namespace: "storefront" };
  const template = { metadata: { labels: { app: "web" } }, spec };
  const apps = ["Deployment", "StatefulSet", "DaemonSet"].map((kind) => {
    const selector = { matchLabels: { app: "web" } };
    return { apiVersion: "apps/v1", kind, metadata, spec: { selector, template } };
  });
  const job = { template: { spec: { ...spec, restartPolicy: "Never" } } };
  return [
    ...apps,
    { apiVersion: "batch/v1", kind: "Job", metadata, spec: job },
    { apiVersion: "batch/v1", kind: "CronJob", metadata, spec: { schedule: "@daily", jobTemplate: { spec: job } } },
  ];
}

export function service(spec: Body): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "storefront" },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }], ...spec },
  };
}

export function networkPolicy(name: string, spec: Body): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "storefront" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ...spec },
  };
}

export function namespace(labels: Body): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: "storefront", labels } };
}
