export interface KubernetesVersion {
  readonly version: string;
  /** Last day of EKS standard support; left out where AWS has not published it yet. Shown, never compared: synth reads no clock. */
  readonly supportedUntil?: string;
}

/**
 * Minor versions in EKS standard support, newest first. An older one is in extended support, at six times the price.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const kubernetesVersions: readonly KubernetesVersion[] = [
  { version: "1.36" },
  { version: "1.35", supportedUntil: "2027-03-27" },
  { version: "1.34", supportedUntil: "2026-12-02" },
];
