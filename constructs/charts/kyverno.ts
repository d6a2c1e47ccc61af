import { exemptNamespaces } from "../policies/exempt-namespaces";
import { outside } from "../policies/validating-policy";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { clusterServices } from "./namespaces";
import {
  clusterCritical,
  oneAtATime,
  type Resources,
  restrictedContainer,
  restrictedPod,
  spread,
} from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

/** Components by the pods' `app.kubernetes.io/component`. The jobs of the chart's hooks have none, so they get one. */
export const parts = { admission: "admission-controller", reports: "reports-controller", hooks: "hooks" } as const;

/** Where Kyverno takes exceptions from: a namespace that no team can write to. */
export const exceptionsNamespace = clusterServices;

/** Every request for what a policy looks at waits for the answer. */
const admission: Resources = { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } };
/** It goes through all objects of the cluster, hour by hour, and keeps the results in memory. */
const reports: Resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "512Mi" } };
const light: Resources = { requests: { cpu: "10m", memory: "64Mi" }, limits: { cpu: "100m", memory: "256Mi" } };

/**
 * The policy engine: admission, and reports of what is there already. The controllers that change, make and delete
 * objects are left out with the rights that they would have, since no policy here does any of that.
 *
 * Policies come in a release of their own, after this one, and go before it. Kyverno makes its certificates itself while
 * it runs, and registers its webhooks for what the policies look at; the last of the jobs that run before the release
 * goes takes the webhooks away, or nothing could be created any more.
 *
 * Values: kyverno/kyverno, charts/kyverno at `kyverno-chart-3.9.0` (Kyverno 1.19.0).
 */
export function kyverno(): Chart {
  const hooks = { ...onSystemNodes, podSecurityContext: restrictedPod, securityContext: restrictedContainer };
  const podLabels = { "app.kubernetes.io/instance": "kyverno", "app.kubernetes.io/component": parts.hooks };
  return {
    ...catalogue.kyverno,
    name: "kyverno",
    namespace: clusterServices,
    waivers: {
      "wildcard-rbac": "after an upgrade a job rewrites all of the kinds that Kyverno defines, and no others",
    },
    values: {
      ...whatItLooksAt,
      features,
      admissionController: {
        ...controller(parts.admission),
        // The odd one keeps two while a node is drained and another breaks.
        replicas: 3,
        initContainer: { securityContext: restrictedContainer, resources: light },
        container: { securityContext: restrictedContainer, resources: admission },
      },
      reportsController: {
        ...controller(parts.reports),
        replicas: 2,
        securityContext: restrictedContainer,
        resources: reports,
      },
      backgroundController: { enabled: false },
      cleanupController: { enabled: false },
      webhooksCleanup: { ...hooks, enabled: true, podLabels, resources: light },
      crds: { install: true, migration: { ...hooks, enabled: true, podLabels, podResources: light } },
      // Rights on policies are given by name, not to whoever is an administrator of some namespace.
      rbac: { roles: { aggregate: { admin: false, view: false } } },
    },
  };
}

const whatItLooksAt = {
  config: {
    // Goes with the release, so that the next one starts from these values.
    preserve: false,
    // Repeated here, although each policy says it: for the webhooks of policies that somebody else writes.
    webhooks: { namespaceSelector: { matchExpressions: [outside(exemptNamespaces)] } },
  },
} as const;

const features = {
  policyExceptions: { enabled: true, namespace: exceptionsNamespace },
  // Policies of Kubernetes' own kind are not made of these, so there are none to report either.
  generateValidatingAdmissionPolicy: { enabled: false },
  validatingAdmissionPolicyReports: { enabled: false },
  // No policy asks a registry about images, so that no credentials for one are looked for.
  registryClient: { credentialHelpers: [] },
  logging: { format: "json" },
} as const;

function controller(component: string) {
  return {
    ...onSystemNodes,
    priorityClassName: clusterCritical,
    podSecurityContext: restrictedPod,
    // The chart's default of the other kind of budget would stand beside this one, which it refuses.
    podDisruptionBudget: { enabled: true, minAvailable: 0, ...oneAtATime },
    // The spread says it already, and as a rule.
    antiAffinity: { enabled: false },
    topologySpreadConstraints: spread({
      "app.kubernetes.io/instance": "kyverno",
      "app.kubernetes.io/component": component,
    }),
  };
}
