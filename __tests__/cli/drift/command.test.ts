import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";

/** The command as its users start it, with a program in Terraform's place that says what a stack's file says. */
const root = path.join(__dirname, "../../..");
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strata-drift-command-")));
const temporary = path.join(folder, "tmp");
const calls = path.join(folder, "calls");
const program = path.join(folder, "terraform");

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  fs.mkdirSync(temporary);
  const state = JSON.stringify({ resources: [{ mode: "managed", type: "aws_x", name: "a", instances: [{}] }] });
  fs.writeFileSync(
    program,
    `#!/bin/sh
stack=$(basename "$PWD")
echo "$stack $*" >> ${calls}
case "$1 $stack" in
  "plan endless" | "plan apps") [ -e ${folder}/endless ] && exec sleep 60; exit 0;;
  "plan kubernetes-cluster") echo "Error: Unable to find remote state with data.terraform_remote_state.identity" >&2; exit 1;;
  "state app-services") exit 0;;
  state*) echo '${state}';;
  show*) cat ${folder}/$stack.json 2>/dev/null || echo '{}';;
esac
`,
    { mode: 0o755 },
  );
  const one = (before: object, after: object) => ({
    address: "aws_x.a",
    mode: "managed",
    type: "aws_x",
    change: { actions: ["update"], before, after, before_sensitive: { key: true }, after_sensitive: { key: true } },
  });
  const [was, is] = [
    { name: "a", key: "hunter2" },
    { name: "b", key: "hunter3" },
  ];
  const plan = { resource_drift: [one(was, is)], resource_changes: [one(is, was)] };
  fs.writeFileSync(path.join(folder, "apps.json"), JSON.stringify(plan));
});

const start = (...args: string[]) => startCommand("drift", ...args);

function startCommand(...args: string[]) {
  const env = {
    ...process.env,
    TERRAFORM_BINARY_NAME: program,
    TMPDIR: temporary,
    CDKTF_OUTDIR: path.join(folder, "out"),
  };
  const child = spawn(process.execPath, ["cli/platform.mjs", ...args], { cwd: root, env });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => {
    output.stdout += text;
  });
  child.stderr.on("data", (text) => {
    output.stderr += text;
  });
  const ended = new Promise<{ status: number | null; signal: string | null; stdout: string; stderr: string }>(
    (resolve) => child.on("close", (status, signal) => resolve({ status, signal, ...output })),
  );
  return { child, ended };
}

const backendOf = (stack: string) =>
  JSON.parse(fs.readFileSync(path.join(folder, "out/stacks", stack, "cdk.tf.json"), "utf8")).provider.aws[0];

it("plans all stacks without a lock, each with its plan role, and shows no secret", async () => {
  const { status, stdout, stderr } = await start("--json").ended;
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const { environment, stacks } = JSON.parse(stdout);
  expect(environment).toBe("demo");
  expect(stacks.map(({ stack, state }: { stack: string; state: string }) => `${stack}: ${state}`)).toEqual([
    "identity: no drift",
    "managed-infrastructure: no drift",
    "kubernetes-cluster: upstream missing",
    "cluster-services: no drift",
    "app-services: not applied",
    "apps: drifted",
  ]);
  expect(stacks[5].outside[0].values).toEqual([
    { path: "key", sensitive: true },
    { path: "name", before: '"a"', after: '"b"' },
  ]);
  expect(stdout).not.toContain("hunter");
  const plans = fs.readFileSync(calls, "utf8").match(/^.* plan .*$/gm) ?? [];
  expect(plans).toHaveLength(5);
  for (const one of plans) expect(one).toContain(" -lock=false");
  expect(backendOf("apps").assume_role[0].role_arn).toMatch(/strata-demo-apps-plan$/);
  expect(fs.readdirSync(temporary)).toEqual([]);
});

it("takes the stacks that are named, as the caller that a pipeline is", async () => {
  const { status, stdout } = await start("--stack", "apps", "--stack", "identity", "--as-caller").ended;
  expect(status).toBe(2);
  expect(stdout).toMatch(/^identity +no drift .*\napps +drifted /m);
  expect(stdout).not.toContain("cluster");
  expect(backendOf("apps")).not.toHaveProperty("assume_role");
});

it("plan --no-lock takes no lock either, and plan by itself does", async () => {
  fs.rmSync(calls);
  await startCommand("plan", "identity", "--no-lock").ended;
  await startCommand("plan", "managed-infrastructure").ended;
  const plans = fs.readFileSync(calls, "utf8").match(/^.* plan .*$/gm) ?? [];
  expect(plans.map((one) => one.includes("-lock=false"))).toEqual([true, false]);
});

it("leaves nothing when it is interrupted", async () => {
  fs.writeFileSync(path.join(folder, "endless"), "");
  fs.rmSync(calls);
  const { child, ended } = start("--stack", "apps");
  while (!fs.existsSync(calls) || !fs.readFileSync(calls, "utf8").includes("apps plan")) await setTimeout(20);
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ status: null, signal: "SIGINT", stdout: "" });
  expect(fs.readdirSync(temporary)).toEqual([]);
});

it.each([
  [["apps"], {}, "it takes no argument apps; write --stack apps;"],
  [["--stack", "app"], {}, "there is no stack app, did you mean apps?"],
  [["--json", "--markdown"], {}, "choose one of --json and --markdown;"],
  [[], { DEPLOY_AS: "apply" }, "DEPLOY_AS is apply, and it only reads;"],
  [["--as-caller"], { DEPLOY_AS: "plan" }, "choose one of DEPLOY_AS and --as-caller;"],
])("refuses %p with %p", async (args, shell, problem) => {
  expect(await dispatch(commands, ["drift", ...args], shell)).toEqual({
    output: "",
    error: `platform drift: ${problem} npx platform drift --help shows its usage\n`,
    exitCode: 1,
  });
});
