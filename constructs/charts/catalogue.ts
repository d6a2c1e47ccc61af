/** Which chart, from where, in exactly which version. The chart's version also fixes the images that it runs. */
export interface PinnedChart {
  /** Address of the Helm repository, or `oci://` and the folder in a registry. */
  readonly repository: string;
  readonly chart: string;
  /** An exact version, never a range: two runs of one commit must install the same thing. */
  readonly version: string;
}

/** Every chart that the platform installs. Versions stand here and nowhere else. */
export const catalogue = {
  "metrics-server": {
    repository: "https://kubernetes-sigs.github.io/metrics-server/",
    chart: "metrics-server",
    version: "3.13.1",
  },
  "fluent-bit": {
    repository: "https://fluent.github.io/helm-charts/",
    chart: "fluent-bit",
    version: "0.58.1",
  },
  "external-secrets": {
    repository: "https://charts.external-secrets.io/",
    chart: "external-secrets",
    version: "2.9.0",
  },
  velero: {
    repository: "https://vmware-tanzu.github.io/helm-charts/",
    chart: "velero",
    version: "12.1.0",
  },
  "istio-base": {
    repository: "https://istio-release.storage.googleapis.com/charts/",
    chart: "base",
    version: "1.30.3",
  },
  istiod: {
    repository: "https://istio-release.storage.googleapis.com/charts/",
    chart: "istiod",
    version: "1.30.3",
  },
  "istio-cni": {
    repository: "https://istio-release.storage.googleapis.com/charts/",
    chart: "cni",
    version: "1.30.3",
  },
  ztunnel: {
    repository: "https://istio-release.storage.googleapis.com/charts/",
    chart: "ztunnel",
    version: "1.30.3",
  },
  kyverno: {
    repository: "https://kyverno.github.io/kyverno/",
    chart: "kyverno",
    version: "3.9.0",
  },
  karpenter: {
    repository: "oci://public.ecr.aws/karpenter",
    chart: "karpenter",
    version: "1.14.1",
  },
  // The definitions of Karpenter's kinds, in the same version always.
  "karpenter-crd": {
    repository: "oci://public.ecr.aws/karpenter",
    chart: "karpenter-crd",
    version: "1.14.1",
  },
  "kube-prometheus-stack": {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "kube-prometheus-stack",
    version: "88.5.3",
  },
  "prometheus-adapter": {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "prometheus-adapter",
    version: "5.3.0",
  },
  "aws-load-balancer-controller": {
    repository: "https://aws.github.io/eks-charts",
    chart: "aws-load-balancer-controller",
    version: "3.5.0",
  },
  "external-dns": {
    repository: "https://kubernetes-sigs.github.io/external-dns/",
    chart: "external-dns",
    version: "1.21.1",
  },
  // This project writes the "v" as part of the chart's version, and names the registry as the first place to get it.
  "cert-manager": {
    repository: "oci://quay.io/jetstack/charts",
    chart: "cert-manager",
    version: "v1.21.1",
  },
} as const satisfies Record<string, PinnedChart>;
