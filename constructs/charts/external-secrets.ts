import { platformCritical } from "../cluster/priority-classes";
import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { oneAtATime, type Resources, restrictedContainer, restrictedPod, spread } from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

/** Name of each Deployment's pods, in their label `app.kubernetes.io/name`. */
export const externalSecretsPods = {
  operator: "external-secrets",
  webhook: "external-secrets-webhook",
  certController: "external-secrets-cert-controller",
} as const;

/** The operator keeps what it watches of all namespaces in memory. */
const caching: Resources = { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } };
const light: Resources = { requests: { cpu: "25m", memory: "64Mi" }, limits: { cpu: "250m", memory: "256Mi" } };

/**
 * Copies what Secrets Manager and Parameter Store keep into Secrets of the team that asks, and again when it changes.
 *
 * Its certificate: cert-manager comes a stack later, so the chart's own controller makes one at run time. The Secret
 * that the chart renders for it is empty.
 *
 * Its webhooks fail closed and can't be given a selector of namespaces; they are asked about its own three kinds alone,
 * of which the platform's namespaces have none.
 *
 * Values: external-secrets/external-secrets, deploy/charts/external-secrets at `v2.9.0`; what to turn off:
 * docs/guides/security-best-practices.md.
 */
export function externalSecrets(): Chart {
  const { namespace, serviceAccount } = controllers["external-secrets"];
  return {
    ...catalogue["external-secrets"],
    name: "external-secrets",
    namespace,
    waivers: {
      "cluster-secrets": "the Secrets that it writes for the apps, and keeps true, lie in all teams' namespaces",
    },
    values: {
      ...definitions,
      ...onlyWithinNamespaces,
      ...onlyFromAws,
      leaderElect: true,
      serviceAccount: { create: true, name: serviceAccount },
      replicaCount: 2,
      ...pod("operator", caching),
      livenessProbe: { enabled: true },
      readinessProbe: { enabled: true },
      // While no webhook answers, the API refuses every store and every ExternalSecret.
      webhook: { replicaCount: 3, ...pod("webhook", light) },
      certController: { replicaCount: 2, ...pod("certController", light) },
    },
  };
}

/** Kept when the release goes: with the definitions every Secret that was copied would be deleted. */
const definitions = {
  installCRDs: true,
  crds: {
    annotations: { "helm.sh/resource-policy": "keep" },
    createClusterExternalSecret: false,
    createClusterSecretStore: false,
    createClusterGenerator: false,
    createClusterPushSecret: false,
    createPushSecret: false,
  },
};

/** A store for all namespaces would be one for all teams; and nothing is written back to AWS. */
const onlyWithinNamespaces = {
  processClusterExternalSecret: false,
  processClusterStore: false,
  processClusterGenerator: false,
  processClusterPushSecret: false,
  processPushSecret: false,
};

/** No other provider's ways to sign in, and no rights for those who hold Kubernetes' own roles. */
const onlyFromAws = {
  rbac: {
    create: true,
    serviceAccountTokenCreate: false,
    servicebindings: { create: false },
    aggregateToView: false,
    aggregateToEdit: false,
    aggregateToAdmin: false,
  },
};

function pod(part: keyof typeof externalSecretsPods, resources: Resources) {
  return {
    ...onSystemNodes,
    priorityClassName: platformCritical,
    podDisruptionBudget: { enabled: true, maxUnavailable: oneAtATime.maxUnavailable },
    topologySpreadConstraints: spread({
      "app.kubernetes.io/name": externalSecretsPods[part],
      "app.kubernetes.io/instance": "external-secrets",
    }),
    podSecurityContext: { enabled: true, ...restrictedPod },
    securityContext: { enabled: true, ...restrictedContainer },
    resources,
  };
}
