import type { ElsewhereItem } from "./item";

/** Nodes run the image as AWS builds it: the launch template names no AMI of its own, and no user data. */
const image = "AWS, in the EKS-optimized AMI (AL2023 or Bottlerocket); `kube-bench` shows it on a running node";

const files = [
  ["3.1.1", "Ensure that the kubeconfig file permissions are set to 644 or more restrictive"],
  ["3.1.2", "Ensure that the kubelet kubeconfig file ownership is set to root:root"],
  ["3.1.3", "Ensure that the kubelet configuration file has permissions set to 644 or more restrictive"],
  ["3.1.4", "Ensure that the kubelet configuration file ownership is set to root:root"],
  ["3.2.1", "Ensure that the Anonymous Auth is Not Enabled"],
  ["3.2.2", "Ensure that the --authorization-mode argument is not set to AlwaysAllow"],
  ["3.2.3", "Ensure that a Client CA File is Configured"],
  ["3.2.4", "Ensure that the --read-only-port is disabled"],
  ["3.2.5", "Ensure that the --streaming-connection-idle-timeout argument is not set to 0"],
  ["3.2.6", "Ensure that the --make-iptables-util-chains argument is set to true"],
  ["3.2.7", "Ensure that the --eventRecordQPS argument is set to 0 or a level which ensures appropriate event capture"],
  ["3.2.8", "Ensure that the --rotate-certificates argument is not present or is set to true"],
  ["3.2.9", "Ensure that the RotateKubeletServerCertificate argument is set to true"],
] as const;

/** What no Terraform configuration decides, in the order of the benchmark. */
export const elsewhereItems: readonly ElsewhereItem[] = files.map(([id, title]) => ({ id, title, decidedBy: image }));
