import { parts as kyverno } from "../charts/kyverno";
import { meshNamespaces } from "../charts/mesh";
import { appServices, clusterServices, nodeAgents } from "../charts/namespaces";
import { podsOf } from "../charts/traffic";

/** Pods whose figures Prometheus fetches. */
export interface ScrapeTarget {
  /** Name of its job, by which alerts ask for it. */
  readonly job: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly pods: Readonly<Record<string, string>>;
  /** A port that the pods declare. */
  readonly port: number;
  /** @default "/metrics" */
  readonly path?: string;
  /** Whether the pods have the node's address, so that no network policy is about them. @default false */
  readonly onHost?: boolean;
}

/**
 * What each release and add-on says of itself, over plain HTTP and to whoever reaches the port, which network policies
 * decide. Ports are those of the containers, in the charts at the versions of the catalogue.
 */
const byRelease = {
  // aws/amazon-vpc-cni-k8s, charts/aws-vpc-cni/templates/daemonset.yaml
  "vpc-cni": [{ job: "vpc-cni", namespace: "kube-system", pods: { "k8s-app": "aws-node" }, port: 61678, onHost: true }],
  // fluent/fluent-bit-docs, administration/monitoring.md
  "fluent-bit": [
    {
      job: "fluent-bit",
      namespace: nodeAgents,
      pods: podsOf("fluent-bit"),
      port: 2020,
      path: "/api/v2/metrics/prometheus",
    },
  ],
  "aws-load-balancer-controller": [
    {
      job: "aws-load-balancer-controller",
      namespace: appServices,
      pods: podsOf("aws-load-balancer-controller"),
      port: 8080,
    },
  ],
  "external-dns": [{ job: "external-dns", namespace: appServices, pods: podsOf("external-dns"), port: 7979 }],
  "external-dns-private": [
    { job: "external-dns-private", namespace: appServices, pods: podsOf("external-dns-private"), port: 7979 },
  ],
  "cert-manager": [
    { job: "cert-manager", namespace: appServices, pods: podsOf("cert-manager", "controller"), port: 9402 },
  ],
  karpenter: [{ job: "karpenter", namespace: clusterServices, pods: podsOf("karpenter"), port: 8080 }],
  "external-secrets": [
    { job: "external-secrets", namespace: clusterServices, pods: podsOf("external-secrets"), port: 8080 },
  ],
  velero: [{ job: "velero", namespace: clusterServices, pods: podsOf("velero"), port: 8085 }],
  // By component: the jobs of its hooks have the release's labels, and no port.
  kyverno: [
    { job: "kyverno", namespace: clusterServices, pods: podsOf("kyverno", kyverno.admission), port: 8000 },
    { job: "kyverno-reports", namespace: clusterServices, pods: podsOf("kyverno", kyverno.reports), port: 8000 },
  ],
  // istio/istio, manifests/charts/istio-control/istio-discovery/templates/deployment.yaml, and istio/ztunnel, src/config.rs
  istiod: [{ job: "istiod", namespace: meshNamespaces.controlPlane, pods: podsOf("istiod"), port: 15014 }],
  ztunnel: [{ job: "ztunnel", namespace: meshNamespaces.nodes, pods: podsOf("ztunnel"), port: 15020 }],
} as const satisfies Readonly<Record<string, readonly ScrapeTarget[]>>;

/** Releases and add-ons that say how they are. */
export type Scraped = keyof typeof byRelease;

export function scrapeTargets(releases: readonly Scraped[]): readonly ScrapeTarget[] {
  return releases.flatMap((name): readonly ScrapeTarget[] => byRelease[name]);
}

/** A target as the chart's `additionalPodMonitors` takes it. */
export function podMonitor({ job, namespace, pods, port, path = "/metrics" }: ScrapeTarget) {
  return {
    name: job,
    namespaceSelector: { matchNames: [namespace] },
    selector: { matchLabels: pods },
    podMetricsEndpoints: [{ portNumber: port, path, relabelings: [{ targetLabel: "job", replacement: job }] }],
  };
}
