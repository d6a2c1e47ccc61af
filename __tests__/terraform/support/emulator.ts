import type { ChildProcess } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Environment } from "../../../environments/schema/environment";
import { AwsClient } from "./awsClient";
import { emulatorAvailability } from "./emulatorAvailability";
import { startProcess } from "./processes";
import { scratchFolder } from "./scratch";
import { toolEnvironment } from "./toolEnvironment";

export interface EmulatorOptions {
  readonly accountId: string;
  readonly region: string;
  /**
   * Whether IAM is enforced: policies, boundaries and trust are evaluated for everyone but the root. The emulator then
   * answers over TLS, since the states' policies ask for it.
   * @default false
   */
  readonly auth?: boolean;
}

/** A running MiniStack, bound to loopback. */
export interface Emulator {
  /** What an environment says of it. */
  readonly section: NonNullable<Environment["emulator"]>;
  /** Where it answers over plain HTTP, such as http://127.0.0.1:41234. */
  readonly plainEndpoint: string;
  readonly aws: AwsClient;
  stop(): Promise<void>;
}

/** Starts MiniStack on a free port and waits until it answers. It ends with `stop`, with the suite or with Jest. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const attempts = 3;
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Between the choice of a free port and its use another process may have taken it.
      if (attempt === attempts) throw error;
    }
  }
}

async function startOnce({ accountId, region, auth = false }: EmulatorOptions): Promise<Emulator> {
  const { python } = emulatorAvailability();
  const folder = scratchFolder("emulator");
  const [port, plainPort] = [await freePort(), await freePort()];
  const plainEndpoint = `http://127.0.0.1:${auth ? plainPort : port}`;
  const caBundle = path.join(folder, "ca.pem");
  const section = auth ? { endpoint: `https://127.0.0.1:${port}`, caBundle } : { endpoint: plainEndpoint };
  const env = toolEnvironment({
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
  });
  const script = path.join(__dirname, "ministack_server.py");
  const server = startProcess(python, [script, ...(auth ? [folder, String(plainPort)] : [])], { cwd: folder, env });
  let output = "";
  server.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  server.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await untilHealthy(plainEndpoint, server, () => output);
  const aws = new AwsClient({ python, region, env, ...section });
  return { section, plainEndpoint, aws, stop: () => stop(server, aws) };
}

async function stop(server: ChildProcess, aws: AwsClient): Promise<void> {
  await aws.stop();
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once("close", resolve));
  server.stdin?.end();
  await closed;
}

async function untilHealthy(endpoint: string, server: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (server.exitCode === null && Date.now() < giveUpAt) {
    const healthy = await fetch(`${endpoint}/_ministack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy && server.exitCode === null) return;
    await wait(100);
  }
  server.stdin?.end();
  throw new Error(`MiniStack does not answer at ${endpoint}:\n${output()}`);
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
