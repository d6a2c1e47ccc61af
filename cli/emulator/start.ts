import { type ChildProcess, spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../../environments/schema/emulator";
import { checkoutFolder } from "../checkout";
import { CommandError } from "../command";

export interface EmulatorOptions {
  readonly accountId: string;
  readonly region: string;
  /** Python of the virtual environment that MiniStack is installed in. */
  readonly python: string;
  /** Folder for its certificates and whatever it writes. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether IAM is enforced: policies, boundaries and trust are evaluated for everyone but the root. @default false */
  readonly auth?: boolean;
  /** Whether it answers over TLS, as the states' policies ask for. @default - where IAM is enforced */
  readonly tls?: boolean;
  /** Ends the wait for it early. @default - never */
  readonly signal?: AbortSignal;
}

/** A running MiniStack, bound to loopback. It ends with the process that started it, however that ends. */
export interface RunningEmulator {
  /** What an environment says of it. */
  readonly section: Emulator;
  /** Where it answers over plain HTTP, such as http://127.0.0.1:41234. */
  readonly plainEndpoint: string;
  stop(): Promise<void>;
  /** Lets it run on by itself, until its folder is removed. */
  keep(): void;
}

/** Starts MiniStack on a free port and waits until it answers. */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const attempts = 3;
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Between the choice of a free port and its use another process may have taken it.
      if (attempt === attempts || options.signal?.aborted) throw error;
    }
  }
}

async function startOnce(options: EmulatorOptions): Promise<RunningEmulator> {
  const { folder, python, auth = false, tls = auth } = options;
  const [port, plainPort] = [await freePort(), await freePort()];
  const plainEndpoint = `http://127.0.0.1:${tls ? plainPort : port}`;
  const section = tls
    ? { endpoint: `https://127.0.0.1:${port}`, caBundle: path.join(folder, "ca.pem") }
    : { endpoint: plainEndpoint };
  const script = path.join(checkoutFolder(), "cli/emulator/ministack_server.py");
  const args = [script, folder, ...(tls ? [String(plainPort)] : [])];
  // In a group of its own: an interruption at the terminal is for its parent, which still needs it.
  const server = spawn(python, args, { cwd: folder, env: variables(options, port), detached: true });
  let output = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  await untilHealthy(plainEndpoint, server, options.signal, () => output);
  return { section, plainEndpoint, stop: () => stop(server), keep: () => keep(server) };
}

function variables({ accountId, region, folder, env, auth = false }: EmulatorOptions, port: number): NodeJS.ProcessEnv {
  return {
    ...env,
    BIND_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: "127.0.0.1",
    MINISTACK_ACCOUNT_ID: accountId,
    MINISTACK_REGION: region,
    AUTH: String(auth),
    // Else every instance wants port 8883 too.
    IOT_MTLS_ENABLED: "0",
    LOG_LEVEL: "WARNING",
    TMPDIR: folder,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once("close", resolve));
  server.stdin?.end();
  await closed;
}

/** Nobody reads what it says any longer, and this process may end before it. */
function keep(server: ChildProcess): void {
  server.stdin?.end("keep\n");
  server.stdout?.destroy();
  server.stderr?.destroy();
  server.unref();
}

async function untilHealthy(
  endpoint: string,
  server: ChildProcess,
  signal: AbortSignal | undefined,
  output: () => string,
): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  let failure: Error | undefined;
  server.once("error", (error) => {
    failure = error;
  });
  while (server.exitCode === null && !failure && !signal?.aborted && Date.now() < giveUpAt) {
    const healthy = await fetch(`${endpoint}/_ministack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy && server.exitCode === null) return;
    await wait(100);
  }
  server.stdin?.end();
  signal?.throwIfAborted();
  throw new CommandError(`MiniStack does not answer at ${endpoint}:\n${failure?.message ?? output()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
