import { once } from "node:events";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { copyOfCheckout } from "./support/checkout";
import { describeFailure, startProcess } from "./support/processes";
import { toolEnvironment } from "./support/toolEnvironment";

// A connection that hangs is the worst moment: there is nobody to tidy up with.
describe("a command that waits for AWS", () => {
  let checkout: string;
  let server: net.Server;

  beforeAll(async () => {
    server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    checkout = copyOfCheckout();
    const file = path.join(checkout, "environments/example-s3.ts");
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const source = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, source.replace('name: "example-s3",', `$&\n  emulator: { endpoint: "${endpoint}" },`));
  });

  afterAll(() => server.close());

  it.each([
    ["bootstrap", ["bootstrap", "--yes"]],
    ["ready", ["ready", "apps"]],
  ])("%s ends by the signal that interrupts it, and says how to go on", async (name, args) => {
    const env = toolEnvironment({ ENVIRONMENT: "example-s3" });
    const child = startProcess(process.execPath, ["cli/platform.mjs", ...args], { cwd: checkout, env });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
    const [socket] = (await once(server, "connection")) as [net.Socket];
    child.kill("SIGINT");
    const signal = await Promise.race([ended, wait(30_000, "late" as const, { ref: false })]);
    socket.destroy();
    if (signal === "late")
      throw new Error(describeFailure("does not end", name, args, checkout, { code: 0, stdout: "", stderr }));
    expect([signal, stderr]).toEqual(["SIGINT", `platform ${name}: interrupted; run it again to go on\n`]);
  });
});
