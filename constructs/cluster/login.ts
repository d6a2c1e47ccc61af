import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import { stsVariables } from "../stack/emulated";
import type { PlatformStack } from "../stack/platform-stack";
import { qualifyProviderSource } from "../stack/provider-source";
import { ClusterToken } from "./cluster-token";

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
  /**
   * The cluster's name once more, by an expression that waits for all that takes long before the first call: a token does
   * not live long. @default - clusterName
   */
  readonly clusterNameOfToken?: string;
}

/** Logs in whenever it has to through the `aws` command, however long a run takes. */
function loginCommand({ clusterName, region, roleArn }: ClusterLoginProps) {
  const role = roleArn ? ["--role-arn", roleArn] : [];
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json", ...role],
  };
}

/** The token of both providers of a stack. */
function tokenOf(stack: PlatformStack, { clusterName, clusterNameOfToken = clusterName }: ClusterLoginProps): string {
  const id = "cluster-token";
  const made = stack.node.tryFindChild(id) as ClusterToken | undefined;
  return (made ?? new ClusterToken(stack, id, { clusterName: clusterNameOfToken })).token;
}

type Connection =
  | { readonly configPath: string; readonly configContext?: string; readonly exec?: undefined }
  | ({ readonly host: string; readonly clusterCaCertificate: string } & (
      | { readonly token: string; readonly exec?: undefined }
      | { readonly exec: ReturnType<typeof loginCommand> }
    ));

/** How both providers reach the API: as EKS says, or as a kubeconfig does that an emulator's section names. */
function connection(stack: PlatformStack, props: ClusterLoginProps): Connection {
  const { emulator, cluster } = stack.environment;
  if (emulator?.cluster) {
    const { kubeconfig: configPath, context: configContext } = emulator.cluster;
    return { configPath, ...(configContext && { configContext }) };
  }
  return {
    host: props.endpoint,
    clusterCaCertificate: Fn.base64decode(props.certificateAuthority),
    ...(cluster.login === "token" ? { token: tokenOf(stack, props) } : { exec: loginCommand(props) }),
  };
}

/** Provider of the typed Kubernetes resources. */
export function kubernetesProvider(stack: PlatformStack, props: ClusterLoginProps): KubernetesProvider {
  qualifyProviderSource(stack, "kubernetes");
  const { emulator } = stack.environment;
  const { exec, ...reached } = connection(stack, props);
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
  const kubernetes = connection(stack, props);
  const provider = new HelmProvider(stack, "helm", { helmDriver: "configmap", kubernetes });
  if (kubernetes.exec && emulator) provider.addOverride("kubernetes.exec.env", stsVariables(emulator));
  return provider;
}

/** What is laid over a provider is written as it stands. */
function snakeCase({ apiVersion, ...rest }: ReturnType<typeof loginCommand>) {
  return { api_version: apiVersion, ...rest };
}
