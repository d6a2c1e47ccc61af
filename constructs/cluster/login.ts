import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import type { Emulator } from "../../environments/schema/emulator";
import { stsVariables } from "../stack/emulated";
import type { PlatformStack } from "../stack/platform-stack";
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

type Connection =
  | { readonly configPath: string; readonly configContext?: string; readonly exec?: undefined }
  | { readonly host: string; readonly clusterCaCertificate: string; readonly exec: ReturnType<typeof loginCommand> };

/** How both providers reach the API: as EKS says, or as a kubeconfig does that an emulator's section names. */
function connection(props: ClusterLoginProps, emulator?: Emulator): Connection {
  if (emulator?.cluster) {
    const { kubeconfig: configPath, context: configContext } = emulator.cluster;
    return { configPath, ...(configContext && { configContext }) };
  }
  return {
    host: props.endpoint,
    clusterCaCertificate: Fn.base64decode(props.certificateAuthority),
    exec: loginCommand(props),
  };
}

/** Provider of the typed Kubernetes resources. */
export function kubernetesProvider(stack: PlatformStack, props: ClusterLoginProps): KubernetesProvider {
  qualifyProviderSource(stack, "kubernetes");
  const { emulator } = stack.environment;
  const { exec, ...reached } = connection(props, emulator);
  if (!exec || !emulator) return new KubernetesProvider(stack, "kubernetes", { ...reached, exec: exec && [exec] });
  const provider = new KubernetesProvider(stack, "kubernetes", reached);
  // As an argument its variables would come out in small letters.
  provider.addOverride("exec", [{ ...snakeCase(exec), env: stsVariables(emulator) }]);
  return provider;
}

/** Provider of the Helm releases. Releases are kept in ConfigMaps: plan roles may not read Secrets. */
export function helmProvider(stack: PlatformStack, props: ClusterLoginProps): HelmProvider {
  qualifyProviderSource(stack, "helm");
  const { emulator } = stack.environment;
  const kubernetes = connection(props, emulator);
  const provider = new HelmProvider(stack, "helm", { helmDriver: "configmap", kubernetes });
  if (kubernetes.exec && emulator) provider.addOverride("kubernetes.exec.env", stsVariables(emulator));
  return provider;
}

/** What is laid over a provider is written as it stands. */
function snakeCase({ apiVersion, ...rest }: ReturnType<typeof loginCommand>) {
  return { api_version: apiVersion, ...rest };
}
