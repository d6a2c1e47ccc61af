import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { qualifyProviderSource } from "../stack/provider-source";

export interface ClusterLoginProps {
  /** Name of the EKS cluster: a plain string, so that the login is known before the cluster exists. */
  readonly clusterName: string;
  readonly region: string;
  /** Address of the Kubernetes API. */
  readonly endpoint: string;
  /** Certificate authority of the Kubernetes API, base64. */
  readonly certificateAuthority: string;
  /** Role that logs in. @default - none: whoever runs Terraform */
  readonly roleArn?: string;
}

/**
 * Logs in afresh for every run through the `aws` command: a token in the configuration would stand in plan files and
 * be too old by the time of the apply.
 */
function loginCommand({ clusterName, region, roleArn }: ClusterLoginProps) {
  const role = roleArn ? ["--role-arn", roleArn] : [];
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json", ...role],
  };
}

/** Provider of the typed Kubernetes resources. */
export function kubernetesProvider(scope: Construct, props: ClusterLoginProps): KubernetesProvider {
  qualifyProviderSource(scope, "kubernetes");
  return new KubernetesProvider(scope, "kubernetes", {
    host: props.endpoint,
    clusterCaCertificate: Fn.base64decode(props.certificateAuthority),
    exec: [loginCommand(props)],
  });
}

/** Provider of the Helm releases. Releases are kept in ConfigMaps: plan roles may not read Secrets. */
export function helmProvider(scope: Construct, props: ClusterLoginProps): HelmProvider {
  qualifyProviderSource(scope, "helm");
  return new HelmProvider(scope, "helm", {
    helmDriver: "configmap",
    kubernetes: {
      host: props.endpoint,
      clusterCaCertificate: Fn.base64decode(props.certificateAuthority),
      exec: loginCommand(props),
    },
  });
}
