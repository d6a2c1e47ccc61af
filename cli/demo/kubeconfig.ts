import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { CommandError } from "../command";

/** A cluster that a kubeconfig file leads to. */
export interface NamedCluster {
  /** Absolute path of the file. */
  readonly file: string;
  /** Address of the Kubernetes API, such as https://127.0.0.1:6443. */
  readonly server: string;
}

interface Config {
  readonly "current-context"?: string;
  readonly contexts?: readonly { readonly name: string; readonly context?: { readonly cluster?: string } }[];
  readonly clusters?: readonly { readonly name: string; readonly cluster?: { readonly server?: string } }[];
}

/** Where the current context of a kubeconfig file leads. */
export function clusterOf(given: string): NamedCluster {
  const file = path.resolve(given);
  const { contexts = [], clusters = [], "current-context": current } = read(file);
  const context = contexts.find(({ name }) => name === current);
  const server = clusters.find(({ name }) => name === context?.context?.cluster)?.cluster?.server;
  if (server) return { file, server };
  throw refused(
    `${file} has no current context that leads to a cluster; kubectl config use-context <name> chooses one`,
  );
}

function read(file: string): Config {
  try {
    const [config] = safeLoadAll(fs.readFileSync(file, "utf8"), null, { json: true });
    return (config ?? {}) as Config;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "there is no such file" : (message.split("\n")[0] ?? "");
    throw refused(`--kubeconfig ${file} can't be read: ${what}; name a file as kubectl config view --raw prints it`);
  }
}

/** Fails where no Kubernetes API answers there. Whoever logs in is the providers' business. */
export async function reachable({ server }: NamedCluster, signal: AbortSignal): Promise<void> {
  const problem = await new Promise<string | undefined>((resolve) => {
    // Nothing is sent and nothing believed: only whether somebody answers.
    const options = { rejectUnauthorized: false, signal, timeout: 10_000 };
    const { get } = server.startsWith("https:") ? https : http;
    const request = get(`${server}/version`, options, (answer) => {
      answer.resume();
      resolve(undefined);
    });
    request.on("timeout", () => request.destroy(new Error("no answer within ten seconds")));
    request.on("error", ({ message }) => resolve(message));
  });
  signal.throwIfAborted();
  if (problem === undefined) return;
  throw refused(`no Kubernetes API answers at ${server}: ${problem}; start it, or leave --kubeconfig out`);
}

function refused(problem: string): CommandError {
  return new CommandError(`platform demo: ${problem}.`);
}
