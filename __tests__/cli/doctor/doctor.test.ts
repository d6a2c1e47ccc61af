import fs from "node:fs";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { AwsCommand } from "../../../cli/doctor/asking/aws-command";
import { Turns } from "../../../cli/doctor/asking/turns";
import { type Check, ok, problem, warning } from "../../../cli/doctor/check";
import { checks } from "../../../cli/doctor/checks";
import { doctorJson, doctorText } from "../../../cli/doctor/doctor-text";
import { runChecks } from "../../../cli/doctor/run-checks";
import { context, demo } from "./support";

const check = (id: string, run: Check["run"], concerns?: Check["concerns"]): Check => ({
  id,
  states: id,
  run,
  concerns,
});
const some = [
  check("a", () => [ok("well")]),
  check("b", () => [problem("broken", "mend it"), warning("near", "look")]),
  check("c", () => new Promise(() => {})),
  check("d", () => Promise.reject(new Error("odd"))),
  check("e", () => [ok("never asked")], ["identity"]),
];

it("each check has its lines; what is late, fails or is not needed is skipped", async () => {
  const examined = await runChecks(some, context({ stack: "apps" }), 20);
  const text = doctorText(examined, { environment: demo, stack: "apps" });
  expect(text).toBe(
    [
      "Environment demo, stack apps: account 111122223333, eu-central-1",
      "",
      "ok       a  well.",
      "problem  b  broken. Fix: mend it.",
      "warning  b  near. Fix: look.",
      "skipped  c  no answer within 0.02 seconds.",
      "skipped  d  it could not be looked at: odd.",
      "skipped  e  apps does not need it.",
      "",
      "1 ok, 1 warning, 1 problem, 3 skipped.",
      "",
    ].join("\n"),
  );
  expect(JSON.parse(doctorJson(examined, { environment: demo, stack: "apps" }))).toMatchObject({
    stack: "apps",
    counts: { ok: 1, warning: 1, problem: 1, skipped: 3 },
    checks: expect.arrayContaining([{ check: "b", status: "problem", text: "broken", fix: "mend it" }]),
  });
});

it("the page describes every check", () => {
  const page = fs.readFileSync(path.join(__dirname, "../../../docs/operations/doctor.md"), "utf8");
  expect(checks.map(({ id }) => id).filter((id) => !page.includes(`| \`${id}\``))).toEqual([]);
});

it.each([
  [["doctor", "apps"], /it takes no apps; name a stack by --stack; npx platform doctor --help/],
  [["doctor", "--stack", "app"], /there is no stack app, did you mean apps\? npx platform doctor --help/],
])("%p is refused in one line", async (args, message) => {
  const { exitCode, error } = await dispatch(commands, args, {});
  expect([exitCode, error]).toEqual([1, expect.stringMatching(message)]);
});

describe("the aws command", () => {
  const answer = async (stderr: string) => {
    const programs = { run: async () => ({ status: 254, stdout: "", stderr }) };
    return new AwsCommand(programs, demo).call("sts", "get-caller-identity");
  };

  it.each([
    [
      "\nAn error occurred (AccessDenied) when calling the GetRole operation: no\n",
      { kind: "refused", code: "AccessDenied", message: "no" },
    ],
    [
      "An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: old",
      { kind: "unasked", why: "credentials" },
    ],
    ["Unable to locate credentials. You can configure them.", { kind: "unasked", why: "credentials" }],
    ["The config profile (x) could not be found", { kind: "unasked", why: "credentials" }],
    ['Could not connect to the endpoint URL: "https://sts"', { kind: "unasked", why: "offline" }],
  ])("%p is understood", async (stderr, expected) => expect(await answer(stderr)).toMatchObject(expected));

  it("gets sessions by variables, never by arguments, and a profile does not go before them", async () => {
    const runs: { args: readonly string[]; env?: NodeJS.ProcessEnv }[] = [];
    const programs = {
      run: async (_: string, args: readonly string[], env?: NodeJS.ProcessEnv) => {
        runs.push({ args, env });
        return { status: 0, stdout: "", stderr: "" };
      },
    };
    const session = { accessKeyId: "A", secretAccessKey: "never-shown", sessionToken: "T" };
    expect(await new AwsCommand(programs, demo).as(session).call("s3api", "x", { bucket: "b" })).toEqual({
      kind: "answered",
      content: {},
    });
    expect(runs[0]?.args.join(" ")).toMatch(/^s3api x --region eu-central-1 --bucket b --output json/);
    expect(runs[0]?.args.join(" ")).not.toContain("never-shown");
    expect(runs[0]?.env).toMatchObject({ AWS_SECRET_ACCESS_KEY: "never-shown", AWS_PROFILE: undefined });
  });

  it("that is missing is told", async () => {
    const programs = { run: async () => undefined };
    expect(await new AwsCommand(programs, demo).call("sts", "x")).toMatchObject({ kind: "unasked", why: "command" });
  });
});

it("turns let only so many go on at once", async () => {
  const turns = new Turns(2);
  let [now, most] = [0, 0];
  const run = async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 2));
    now--;
  };
  await Promise.all(Array.from({ length: 7 }, () => turns.take(run)));
  expect(most).toBe(2);
});
