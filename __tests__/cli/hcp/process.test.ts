import { spawn } from "node:child_process";
import path from "node:path";
import { HcpTerraform } from "./support/hcp-terraform";
import { variable } from "./support/run";

/** The command as its users start it. */
const bin = path.join(__dirname, "../../../cli/platform.mjs");

let hcp: HcpTerraform;
let address: string;
beforeEach(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
});
afterEach(() => hcp.close());

function start(...args: readonly string[]) {
  const env = { ...process.env, ENVIRONMENT: "example-hcp", [variable]: hcp.token };
  const child = spawn(process.execPath, [bin, "hcp", "--address", address, ...args], { env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, output }));
  });
  return { child, ended };
}

it("ends with exit code 2 and without its token where something differs", async () => {
  const { code, output } = await start("--check").ended;
  expect(code).toBe(2);
  expect(output).toContain("strata-example-hcp-apps");
  expect(output).not.toContain(hcp.token);
});

it("ends by the signal that interrupts it, and the next run goes on from there", async () => {
  const { child, ended } = start("--yes");
  hcp.fault = () => {
    if (hcp.writes.length === 10) child.kill("SIGINT");
    return undefined;
  };
  const { signal, output } = await ended;
  expect(signal).toBe("SIGINT");
  expect(output).not.toMatch(/\n {4}at /);
  expect(hcp.writes.length).toBeLessThan(13);
  hcp.fault = () => undefined;
  expect((await start("--yes").ended).code).toBe(0);
  expect((await start("--check").ended).code).toBe(0);
});
