import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import {
  clusterCritical,
  oneAtATime,
  type Resources,
  restrictedContainer,
  restrictedPod,
  spread,
} from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

export interface CertManagerOptions {
  readonly region: string;
  /**
   * Whether the VPC sees another zone of the domain than the world, and so no challenge.
   * @default false
   */
  readonly splitHorizon?: boolean;
}

/** Names of the pods' `app.kubernetes.io/name`, which are shorter than those of their Deployments. */
const parts = { controller: "cert-manager", webhook: "webhook", cainjector: "cainjector" } as const;

/** The controller and the injector keep what they watch of the whole cluster in memory. */
const caching: Resources = { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } };
const light: Resources = { requests: { cpu: "25m", memory: "64Mi" }, limits: { cpu: "250m", memory: "128Mi" } };

/**
 * Issues certificates inside the cluster, those of other charts' webhooks included: it comes before every chart that
 * brings an Issuer or a Certificate. The release is ready only when a Job has seen the API accept a certificate
 * request, so waiting for the release is enough.
 *
 * Values: cert-manager/cert-manager, deploy/charts/cert-manager at `v1.21.1`; numbers of replicas, budgets and
 * priority: cert-manager/website, content/docs/installation/best-practice.md.
 */
export function certManager({ region, splitHorizon = false }: CertManagerOptions): Chart {
  const { namespace, serviceAccount } = controllers["cert-manager"];
  return {
    ...catalogue["cert-manager"],
    name: "cert-manager",
    namespace,
    waivers: {
      "cluster-secrets": "certificates and the keys of issuers lie in Secrets of whatever namespace asks for one",
    },
    values: {
      // Kept when the release goes: with the definitions every certificate of the cluster would be deleted.
      crds: { enabled: true, keep: true },
      global: {
        priorityClassName: clusterCritical,
        // By default leases, and roles for them, land in kube-system.
        leaderElection: { namespace },
      },
      serviceAccount: { create: true, name: serviceAccount },
      extraEnv: [{ name: "AWS_REGION", value: region }],
      // Asks the cluster's own DNS whether a challenge is visible, not the zone's name servers on the internet, which
      // the network policies of the namespace don't let through.
      dns01RecursiveNameserversOnly: true,
      ...(splitHorizon && { dns01RecursiveNameservers: resolversOutside.join(",") }),
      replicaCount: 2,
      ...part("controller", caching),
      // While no webhook answers, the API refuses every write of a certificate.
      webhook: { replicaCount: 3, ...part("webhook", light) },
      cainjector: { replicaCount: 2, ...part("cainjector", caching) },
      startupapicheck: { ...hardened, ...onSystemNodes, resources: light },
    },
  };
}

/** Resolvers that answer over HTTPS, which the network policies let through, and know nothing of the VPC's zones. */
const resolversOutside = ["https://cloudflare-dns.com/dns-query", "https://dns.google/dns-query"];

const hardened = { securityContext: restrictedPod, containerSecurityContext: restrictedContainer };

function part(component: keyof typeof parts, resources: Resources) {
  return {
    ...hardened,
    ...onSystemNodes,
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    topologySpreadConstraints: spread({
      "app.kubernetes.io/name": parts[component],
      "app.kubernetes.io/instance": "cert-manager",
      "app.kubernetes.io/component": component,
    }),
    resources,
  };
}
