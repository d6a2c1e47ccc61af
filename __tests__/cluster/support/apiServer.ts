import { generateKeyPairSync } from "node:crypto";
import fs from "node:fs";
import https from "node:https";
import net from "node:net";
import path from "node:path";
import { startProcess } from "../../terraform/support/processes";
import { scratchFolder } from "../../terraform/support/scratch";
import { programFile } from "./programs";

/** What the API answers: its HTTP status and the object, or its own account of what is wrong. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: objects have as many shapes as there are kinds
  readonly body: any;
}

/** The group that Kubernetes lets do anything. */
export const masters = "system:masters";

/**
 * A Kubernetes API server with its etcd, and nothing else: no controller makes anything of the objects. Whoever calls is
 * in exactly one group. Admission is as it comes, so that pod security, quotas and limit ranges are at work.
 */
export class ApiServer {
  private constructor(
    private readonly port: number,
    private readonly groups: readonly string[],
  ) {}

  static async start(groups: readonly string[]): Promise<ApiServer> {
    const folder = scratchFolder("api-server");
    const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
    const all = [masters, ...groups];
    startEtcd(folder, client, peer);
    startServer(folder, client, port, all);
    const server = new ApiServer(port, all);
    await server.ready();
    return server;
  }

  /** What a program reads to call the API with a token of its own. */
  kubeconfig(token: string): string {
    const server = `https://127.0.0.1:${this.port}`;
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "test", cluster: { server, "insecure-skip-tls-verify": true } }],
      users: [{ name: "test", user: { token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
      "current-context": "test",
    });
  }

  /** Calls the API as a member of a group. */
  async call(group: string, method: string, target: string, body?: unknown): Promise<Answer> {
    const index = this.groups.indexOf(group);
    if (index < 0) throw new Error(`the server was not told of the group ${group}`);
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const headers = { authorization: `Bearer ${tokenOf(index)}`, "content-type": type };
    // The server makes a certificate of its own at its start.
    const options = { host: "127.0.0.1", port: this.port, path: target, method, headers, rejectUnauthorized: false };
    return new Promise((resolve, reject) => {
      const request = https.request(options, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
      });
      request.on("error", reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Says of each quota that nothing is used, as its controller would: until then no pod is admitted. */
  async fillQuotas(): Promise<void> {
    const { body } = await this.call(masters, "GET", "/api/v1/resourcequotas");
    for (const { metadata, spec } of body.items) {
      const used = Object.fromEntries(Object.keys(spec.hard).map((resource) => [resource, "0"]));
      const target = `/api/v1/namespaces/${metadata.namespace}/resourcequotas/${metadata.name}/status`;
      await this.call(masters, "PATCH", target, { status: { hard: spec.hard, used } });
    }
  }

  private async ready(): Promise<void> {
    const until = Date.now() + 120_000;
    for (;;) {
      const answer = await this.call(masters, "GET", "/readyz").catch(() => undefined);
      if (answer?.status === 200) return;
      if (Date.now() > until) throw new Error(`the API server is not ready: ${JSON.stringify(answer?.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

function startEtcd(folder: string, client: number, peer: number): void {
  const [clients, peers] = [client, peer].map((port) => `http://127.0.0.1:${port}`) as [string, string];
  launch("etcd", folder, [
    `--data-dir=${path.join(folder, "etcd")}`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    "--unsafe-no-fsync",
    "--log-level=error",
  ]);
}

function startServer(folder: string, etcd: number, port: number, groups: readonly string[]): void {
  const tokens = path.join(folder, "tokens.csv");
  fs.writeFileSync(
    tokens,
    groups.map((group, index) => `${tokenOf(index)},user${index},${index},"${group}"\n`).join(""),
  );
  const key = path.join(folder, "service-accounts.key");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  fs.writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  launch("kube-apiserver", folder, [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    `--secure-port=${port}`,
    "--bind-address=127.0.0.1",
    `--cert-dir=${path.join(folder, "certificates")}`,
    "--service-cluster-ip-range=172.20.0.0/16",
    "--service-account-issuer=https://127.0.0.1",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    "--authorization-mode=RBAC",
    `--token-auth-file=${tokens}`,
  ]);
}

function launch(program: string, cwd: string, args: readonly string[]): void {
  const child = startProcess(programFile(program) ?? program, args, { cwd, env: { HOME: cwd } });
  const log = fs.createWriteStream(path.join(cwd, `${program}.log`));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
}

const tokenOf = (index: number) => `token-${index}`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
