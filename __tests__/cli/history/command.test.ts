import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { ciRun } from "../../../cli/history/ci-run";
import { zipMember } from "../../../cli/terraform/zip-member";

/** A zip as Terraform writes its plans, sizes behind the content: `tfstate` says lineage aaaa-bbbb and serial 7. */
const savedPlan = Buffer.from(
  "UEsDBBQACAAIADRFfF0AAAAAAAAAAAAAAAAGAAAAdGZwbGFuq6ioqAAAUEsHCHdkFWwGAAAABAAAAFBLAwQUAAgACAA0RXxdAAAAAAAAAAAAAAAABwAAAHRm" +
    "c3RhdGWrVipLLSrOzM9TsjLRUSpOLcpMzFGyMtdRysnMS01MT1WyUkoEAt0kIFDSUSpKLc4vLUpOLVayio6tBQBQSwcI//rMfTwAAAA9AAAAUEsBAhQDFAAIAAgA" +
    "NEV8XXdkFWwGAAAABAAAAAYAAAAAAAAAAAAAAIABAAAAAHRmcGxhblBLAQIUAxQACAAIADRFfF3/+sx9PAAAAD0AAAAHAAAAAAAAAAAAAACAAToAAAB0ZnN0YXRl" +
    "UEsFBgAAAAACAAIAaQAAAKsAAAAAAA==",
  "base64",
);
const change = {
  address: "aws_x.a",
  mode: "managed",
  type: "aws_x",
  change: { actions: ["create"], after: { key: "hunter2" } },
};
const planJson = JSON.stringify({ planned_values: {}, resource_changes: [change] });

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strata-history-")));
const records = path.join(folder, "state/demo/apps.tfstate.applies");
const stackFolder = path.join(folder, "out/stacks/apps");
const before = { ...process.env };

beforeAll(() => {
  fs.mkdirSync(stackFolder, { recursive: true });
  const program = path.join(folder, "terraform");
  fs.writeFileSync(program, `#!/bin/sh\n[ "$1" = show ] && echo '${planJson}'\n`, { mode: 0o755 });
  fs.writeFileSync(path.join(stackFolder, "saved.plan"), savedPlan);
  // Nobody is signed in, and the machine's own credentials are not asked for.
  for (const name of Object.keys(process.env)) if (/^(AWS_|GITHUB_|GITLAB_|CI)/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    CDKTF_OUTDIR: path.join(folder, "out"),
    TERRAFORM_BINARY_NAME: program,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  });
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

const platform = (...args: readonly string[]) => dispatch(commands, args, { ENVIRONMENT: "demo" });
const applied = (serial: number) => {
  fs.mkdirSync(path.join(folder, "state/demo"), { recursive: true });
  const state = { version: 4, lineage: "aaaa-bbbb", serial, resources: [] };
  fs.writeFileSync(path.join(folder, "state/demo/apps.tfstate"), JSON.stringify(state));
};

it("nothing is missing where nothing was applied", async () => {
  const { output, exitCode } = await platform("history");
  expect([output, exitCode]).toEqual(["Applies of demo\n\nNone is recorded.\n", 0]);
});

it("an apply that nobody wrote down is told, and no longer once it is", async () => {
  applied(8);
  const missing = await platform("history", "apps");
  expect(missing.output).toContain("apps: the state is at serial 8, and no apply is recorded\n");
  expect(missing.exitCode).toBe(2);
  const { output, exitCode } = await platform("history", "record", "apps", "--plan", "saved.plan");
  expect([output, exitCode]).toEqual([
    expect.stringMatching(/^apps: recorded in .*apps\.tfstate\.applies\/\S+\.json\.\n$/),
    0,
  ]);
  const told = await platform("history", "--json");
  expect(told.exitCode).toBe(0);
  const [one] = JSON.parse(told.output).stacks[5].records;
  expect(one).toMatchObject({
    environment: "demo",
    stack: "apps",
    result: "succeeded",
    by: `${os.userInfo().username}@${os.hostname()}`,
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    dirty: expect.any(Boolean),
    state: { lineage: "aaaa-bbbb", serialBefore: 7, serial: 8 },
    changes: [{ address: "aws_x.a", verb: "create" }],
    counts: { create: 1 },
  });
  expect(
    fs
      .readdirSync(records)
      .map((name) => fs.readFileSync(path.join(records, name), "utf8"))
      .join(),
  ).not.toContain("hunter2");
});

it("what is recorded already is not written twice, and what failed is", async () => {
  const again = await platform("history", "record", "apps", "--plan", "saved.plan");
  expect(again.output).toMatch(/^apps: recorded already, at \S+\.\n$/);
  expect(fs.readdirSync(records)).toHaveLength(1);
  applied(9);
  fs.writeFileSync(path.join(stackFolder, "plan.json"), planJson);
  await platform("history", "record", "apps", "--failed", "--plan", "plan.json");
  expect(fs.readdirSync(records)).toHaveLength(2);
  const { output } = await platform("history", "apps", "--last", "1");
  expect(output).toMatch(/ apps {3}failed {2}9 .* 1 create/);
  expect(output).not.toContain("succeeded");
});

const github = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_RUN_ID: "7",
  GITHUB_ACTOR: "ann",
};

it("another run of CI is another apply, and says where it ran and for whom, in every form", async () => {
  Object.assign(process.env, github);
  await platform("history", "record", "apps");
  for (const name of Object.keys(github)) delete process.env[name];
  const shown = async (...options: readonly string[]) =>
    (await platform("history", "apps", "--last", "1", ...options)).output;
  expect(await shown()).toContain("https://github.com/o/r/actions/runs/7\n");
  for (const options of [[], ["--markdown"]]) expect(await shown(...options)).toContain(", for ann as CI says");
  expect(JSON.parse(await shown("--json")).stacks[0].records[0]).toMatchObject({ person: "ann", repository: "o/r" });
});

it.each([
  ["who runs a job of another again", { ...github, GITHUB_TRIGGERING_ACTOR: "ben" }, "ben"],
  ["who pushed", github, "ann"],
  [
    "GitLab's user",
    { GITLAB_CI: "true", CI_PROJECT_PATH: "g/p", CI_JOB_URL: "https://x/1", GITLAB_USER_LOGIN: "cid" },
    "cid",
  ],
  ["nobody on a machine that is no CI", { GITHUB_ACTOR: "ann", GITLAB_USER_LOGIN: "cid" }, undefined],
])("the person is %s", (_, env, person) => expect(ciRun(env).person).toBe(person));

it("a record that somebody has spoiled is told", async () => {
  const [first = ""] = fs.readdirSync(records).sort();
  fs.writeFileSync(path.join(records, first), "{}");
  const { output, exitCode } = await platform("history", "apps");
  expect([exitCode, output]).toEqual([2, expect.stringContaining(`apps: the record ${first} can't be read\n`)]);
});

it("a damaged state is told, with the page to turn to, and hides neither records nor other stacks", async () => {
  const file = path.join(folder, "state/demo/apps.tfstate");
  const whole = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, whole.slice(0, 20));
  const said = "is no state of Terraform; docs/playbooks/recover-state.md says how it comes back";
  const { output, exitCode, error } = await platform("history");
  expect([exitCode, error]).toEqual([2, ""]);
  expect(output).toMatch(new RegExp(`^  apps: .*state/demo/apps\\.tfstate ${said}$`, "m"));
  expect(output).toMatch(/ apps {3}failed {5}9 /);
  const record = await platform("history", "record", "apps");
  expect([record.exitCode, record.error]).toEqual([
    1,
    expect.stringMatching(new RegExp(`^platform history record: .*apps\\.tfstate ${said}\n$`)),
  ]);
  fs.writeFileSync(file, whole);
});

it("no success is recorded of a stack without a state; a first apply that failed is", async () => {
  const { error, exitCode } = await platform("history", "record", "identity");
  expect([exitCode, error]).toEqual([
    1,
    "platform history record: identity has no state, so nothing was applied where ENVIRONMENT and DEPLOY_AS look; npx cdktf deploy identity makes one, and --failed records an apply that failed before it had any\n",
  ]);
  expect(fs.existsSync(path.join(folder, "state/demo/identity.tfstate.applies"))).toBe(false);
  expect((await platform("history", "record", "identity", "--failed")).exitCode).toBe(0);
});

it.each([
  [["record"], {}, " record: name the stack that was applied;", " record"],
  [["record", "apps", "identity", "--plan", "x"], {}, " record: a plan is of one stack;", " record"],
  [
    ["record", "apps"],
    { DEPLOY_AS: "plan" },
    " record: DEPLOY_AS is plan, and a plan role applies nothing;",
    " record",
  ],
  [
    ["record", "apps"],
    { ENVIRONMENT: "example-hcp" },
    " record: HCP Terraform keeps the runs of its workspaces by itself, and there is nothing to add;",
    " record",
  ],
  [["--json", "--markdown"], {}, ": choose one of --json and --markdown;", ""],
  [["--last", "0"], {}, ": --last takes a number from 1 to 100, not 0;", ""],
  [["app"], {}, ": there is no stack app, did you mean apps?", ""],
])("refuses %p with %p", async (args, shell, problem, command) => {
  expect(await dispatch(commands, ["history", ...args], shell)).toEqual({
    output: "",
    error: `platform history${problem} npx platform history${command} --help shows its usage\n`,
    exitCode: 1,
  });
});

it("says that there is no such plan, or that it is none", async () => {
  const { error } = await platform("history", "record", "apps", "--plan", "nowhere.plan");
  expect(error).toBe(`platform history record: there is no plan ${stackFolder}/nowhere.plan\n`);
  fs.writeFileSync(path.join(stackFolder, "text"), "no plan");
  const other = await platform("history", "record", "apps", "--plan", "text");
  expect(other.error).toBe(
    "platform history record: text is neither a plan that Terraform saved nor what terraform show -json prints of one\n",
  );
});

it("a member of a zip is read by its name, and there is none in what is no zip", () => {
  expect(zipMember(savedPlan, "tfplan")).toBe("xxxx");
  expect(zipMember(savedPlan, "tfconfig")).toBeUndefined();
  expect(zipMember(Buffer.from("PK and no more"), "tfplan")).toBeUndefined();
});
