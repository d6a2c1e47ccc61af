import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { namesOf } from "../../constructs/names";
import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { AwsClient } from "./support/awsClient";
import { describeWithEmulator, emulatorAvailability } from "./support/emulatorAvailability";
import { run } from "./support/processes";
import { scratchFolder } from "./support/scratch";
import { toolEnvironment } from "./support/toolEnvironment";

const repository = path.resolve(__dirname, "../..");

describeWithEmulator("npm run demo", () => {
  let temporary: string;
  const env = () => toolEnvironment({ TMPDIR: temporary });
  const left = () => fs.readdirSync(temporary).filter((name) => name.startsWith("strata-demo-"));

  beforeEach(() => {
    temporary = scratchFolder("demo-command");
  });

  it("makes six stacks by six roles, which are there to look at until their folder goes", async () => {
    const { name, aws } = loadEnvironment("demo");
    const options = { cwd: repository, env: env(), timeoutMs: 280_000 };
    const { code, stdout, stderr } = await run(
      "npm",
      ["run", "--silent", "demo", "--", "--keep", "--aws-only"],
      options,
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining("Only what lies in AWS is made.\n")]);

    const rows = stdout
      .split("\n")
      .slice(1, 7)
      .map((row) => row.split(/ {2,}/));
    expect(rows.map(([stack, role, , second]) => [stack, role, second])).toEqual(
      stackIds.map((id) => [id, id === "identity" ? "root administrator" : `strata-${name}-${id}-apply`, "empty"]),
    );
    const [, endpoint = ""] = /--endpoint-url (\S+)/.exec(stdout) ?? [];
    const [, caBundle = ""] = /AWS_CA_BUNDLE=(\S+)/.exec(stdout) ?? [];
    const { python } = emulatorAvailability();
    const client = new AwsClient({ python, endpoint, caBundle, region: aws.region, env: env() });
    for (const [stack = "", , , , state = ""] of rows) {
      const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(state) ?? [];
      const { Body } = await client.call<{ Body: string }>("s3", "GetObject", { Bucket, Key });
      expect([stack, JSON.parse(Body).resources.length]).not.toEqual([stack, 0]);
    }
    const RoleName = namesOf(loadEnvironment("demo")).deployerRoleArn("apps", "apply").split("/").at(-1);
    await client.call("iam", "GetRole", { RoleName });
    await client.stop();

    const [folder = ""] = left();
    expect(stdout).toContain(`  rm -r ${path.join(temporary, folder)}\n`);
    fs.rmSync(path.join(temporary, folder), { recursive: true });
    expect(await answers(endpoint, 10)).toBe(false);
  });

  it("is gone when it is interrupted: the emulator, and all that it wrote", async () => {
    const child = spawn(process.execPath, ["cli/platform.mjs", "demo"], { cwd: repository, env: env() });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
    const authority = () => left().some((name) => fs.existsSync(path.join(temporary, name, "emulator/ca.pem")));
    while (!authority() && child.exitCode === null) await wait(50);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(said).toContain("platform demo: interrupted; nothing is left of it\n");
    expect(fs.readdirSync(temporary)).toEqual([]);
  });
});

/** Whether anybody still answers after so many seconds, at most. */
async function answers(endpoint: string, seconds: number): Promise<boolean> {
  const { port } = new URL(endpoint);
  for (let left = seconds * 4; left > 0; left--) {
    const closed = await fetch(`http://127.0.0.1:${port}`).then(
      () => false,
      (error) => error.cause?.code === "ECONNREFUSED",
    );
    if (closed) return false;
    await wait(250);
  }
  return true;
}
