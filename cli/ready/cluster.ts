import https from "node:https";
import { outputName } from "../../constructs/contracts/contract";
import { stsVariables } from "../../constructs/stack/emulated";
import type { Emulator } from "../../environments/schema/emulator";
import type { kubernetesClusterContract } from "../../stacks/3-kubernetes-cluster/contract";
import type { AwsApis } from "../aws/apis";
import type { Credentials } from "../aws/connect";
import { runChild } from "../child";
import { CommandError } from "../command";
import type { StatePlace } from "./probe";

/** How to reach a Kubernetes API. */
export interface ClusterAddress {
  readonly name: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
}

/** Where the `aws` command signs a token. */
export interface LoginPlace {
  readonly region: string;
  /** @default - AWS itself */
  readonly emulator?: Emulator;
}

/** What the state of kubernetes-cluster publishes, read with the rights of a stack that reads its contract. */
export async function clusterIn({ s3 }: AwsApis, { bucket, object }: StatePlace): Promise<ClusterAddress> {
  const { Body } = await s3.getObject({ Bucket: bucket, Key: object });
  const { outputs = {} } = JSON.parse((await Body?.transformToString()) ?? "{}") as State;
  const output = (field: keyof typeof kubernetesClusterContract.fields) => {
    const value = outputs[outputName(field)]?.value;
    if (typeof value === "string") return value;
    throw new CommandError(
      "platform ready: there is no cluster yet: deploy kubernetes-cluster, or leave --cluster out",
    );
  };
  return {
    name: output("clusterName"),
    endpoint: output("clusterEndpoint"),
    certificateAuthority: output("clusterCertificateAuthority"),
  };
}

interface State {
  readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Logs in to the cluster as somebody, by default as the caller, in the way of the providers. Gives what the API says against it. */
export async function notLetIn(
  cluster: ClusterAddress,
  at: LoginPlace,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await answerOf(cluster, await tokenOf(cluster, at, credentials, signal), signal);
  if (typeof answer === "string") return `the Kubernetes API can't be reached at ${cluster.endpoint}: ${answer}`;
  // Nothing is read by this: what the role may do there is another question.
  return answer === 401 ? "the Kubernetes API does not know the role yet" : undefined;
}

async function tokenOf(
  { name }: ClusterAddress,
  at: LoginPlace,
  credentials: Credentials | undefined,
  signal: AbortSignal,
) {
  const { region, emulator } = at;
  const args = ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"];
  const env = { ...(credentials ? signedBy(credentials) : process.env), ...(emulator && stsVariables(emulator)) };
  const { status, stdout, stderr } = await runChild("aws", args, { cwd: process.cwd(), env, signal });
  if (status === 0) return (JSON.parse(stdout) as { status: { token: string } }).status.token;
  throw new CommandError(`platform ready: aws eks get-token fails: ${stderr.trim().split("\n")[0] ?? ""}`);
}

/** This process's environment, with these credentials instead of its own. */
function signedBy({ accessKeyId, secretAccessKey, sessionToken }: Credentials): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...others } = process.env;
  return {
    ...others,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** A status of HTTP, or why there is none: the name of a new endpoint is not known everywhere at once either. */
function answerOf({ endpoint, certificateAuthority }: ClusterAddress, token: string, signal: AbortSignal) {
  const ca = Buffer.from(certificateAuthority, "base64");
  const headers = { authorization: `Bearer ${token}` };
  return new Promise<number | string>((resolve) => {
    const request = https.get(`${endpoint}/version`, { ca, headers, signal, timeout: 10_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? "it does not speak HTTP");
    });
    request.on("timeout", () => request.destroy(new Error("no answer within ten seconds")));
    request.on("error", ({ message }) => resolve(message));
  });
}
