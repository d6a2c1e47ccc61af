import { ConfigError } from "../errors";

export type AddOnName =
  | "eks-pod-identity-agent"
  | "vpc-cni"
  | "kube-proxy"
  | "coredns"
  | "snapshot-controller"
  | "aws-ebs-csi-driver"
  | "aws-efs-csi-driver";

export type AddOnVersions = Readonly<Record<AddOnName, string>>;

/**
 * EKS add-ons by Kubernetes version, from public configurations of August and September 2026, not from the EKS API:
 *
 * - 1.36: agent, CNI, kube-proxy and CoreDNS as a cluster got them by default on 2026-09-16; the EBS driver as pinned
 *   for a 1.36 cluster. 1.35: CNI, kube-proxy and CoreDNS as the API named them on 2026-08-27; the others as pinned.
 *   1.34: as pinned.
 * - Not confirmed: `snapshot-controller` for 1.34 and 1.36, which was seen with 1.35 only; the EFS driver, which was seen
 *   pinned beside this EBS driver and this snapshot controller, with no word on the cluster's version.
 *
 * Ask the API before a first deployment and at each upgrade, and write down what it marks as default:
 *
 *     aws eks describe-addon-versions --kubernetes-version 1.36 --addon-name vpc-cni \
 *       --query 'addons[0].addonVersions[].[addonVersion, compatibilities[0].defaultVersion]' --output text
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html
 */
export const addOnVersions: Readonly<Record<string, AddOnVersions>> = {
  "1.36": {
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.36.0-eksbuild.21",
    coredns: "v1.14.3-eksbuild.16",
    "snapshot-controller": "v8.6.0-eksbuild.4",
    "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
    "aws-efs-csi-driver": "v3.4.1-eksbuild.1",
  },
  "1.35": {
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.21",
    coredns: "v1.13.2-eksbuild.21",
    "snapshot-controller": "v8.6.0-eksbuild.4",
    "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
    "aws-efs-csi-driver": "v3.4.1-eksbuild.1",
  },
  "1.34": {
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.34.6-eksbuild.21",
    coredns: "v1.12.4-eksbuild.29",
    "snapshot-controller": "v8.6.0-eksbuild.4",
    "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
    "aws-efs-csi-driver": "v3.4.1-eksbuild.1",
  },
};

export function addOnVersionsFor(kubernetesVersion: string): AddOnVersions {
  const versions = addOnVersions[kubernetesVersion];
  if (versions) return versions;
  throw new ConfigError("EKS add-ons", [
    {
      place: "kubernetesVersion",
      value: kubernetesVersion,
      problem: `add-ons are pinned for ${Object.keys(addOnVersions).join(", ")} only`,
      fix: "add a row to constructs/cluster/add-on-versions.ts, from aws eks describe-addon-versions",
      code: "EKS_ADD_ONS_UNKNOWN",
    },
  ]);
}
