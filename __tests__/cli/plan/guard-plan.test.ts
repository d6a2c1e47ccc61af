import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { verdictOn } from "../../../cli/plan/verdict";
import type { Plan, ResourceChange } from "../../../cli/terraform/plan-changes";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-guard-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type Side = ResourceChange["change"]["before"];

function change(address: string, actions: ResourceChange["change"]["actions"], before: Side, after: Side = before) {
  return { address, mode: "managed", type: address.split(".")[0], change: { actions, before, after } };
}

function guard(content: unknown, ...more: readonly string[]) {
  const file = path.join(folder, "plan.json");
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return dispatch(commands, ["guard", "plan", file, ...more], {});
}

const root = "/strata/demo/root/";

describe("a plan is stopped when it", () => {
  it.each([
    ["changes a boundary", change("aws_iam_policy.boundaries_apps", ["update"], { path: root, name: "x" })],
    ["makes a role in the root", change("aws_iam_role.new", ["create"], null, { path: root, name: "new" })],
    ["takes a role out of the root", change("aws_iam_role.old", ["delete"], { path: root, name: "old" }, null)],
    [
      "moves a role out of the root",
      change("aws_iam_role.moved", ["delete", "create"], { path: root }, { path: "/strata/demo/people/" }),
    ],
    [
      "gives identity's deployer a policy",
      change("aws_iam_role_policy_attachment.a", ["create"], null, { role: "strata-demo-identity-apply" }),
    ],
    [
      "takes break-glass a policy",
      change("aws_iam_role_policy_attachment.a", ["delete"], { role: "strata-demo-people-break-glass" }, null),
    ],
    [
      "makes an OIDC provider",
      change("aws_iam_openid_connect_provider.github", ["create"], null, { url: "https://x" }),
    ],
  ])("%s", async (_, one) => {
    const { exitCode, output } = await guard({ resource_changes: [one] });
    expect(exitCode).toBe(2);
    expect(output).toContain(one.address);
  });

  it("says who may apply it, and how", async () => {
    const boundary = change("aws_iam_policy.boundaries_apps", ["update"], { path: root, name: "x" });
    expect((await guard({ resource_changes: [boundary] })).output).toBe(
      [
        "identity: 1 change of the root of trust, which no deployer may make [PLAN_ROOT_OF_TRUST]",
        "  - update aws_iam_policy.boundaries_apps",
        "Nothing was applied. A root administrator applies it, with credentials of one of:",
        "  arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_PlatformRoot_*",
        "by: ENVIRONMENT=demo npx cdktf deploy identity",
        "",
      ].join("\n"),
    );
  });
});

describe("a plan is let through when it", () => {
  it.each([
    ["leaves the root as it is", change("aws_iam_policy.boundaries_apps", ["no-op"], { path: root })],
    ["changes another deployer's policy", change("aws_iam_policy.p", ["update"], { path: "/strata/demo/deployers/" })],
    [
      "gives another deployer a policy",
      change("aws_iam_role_policy_attachment.a", ["create"], null, { role: "strata-demo-apps-apply" }),
    ],
    ["changes no identity", change("aws_route_table.network", ["delete"], { path: root }, null)],
  ])("%s", async (_, one) => expect((await guard({ resource_changes: [one] })).exitCode).toBe(0));
});

describe("a plan that loses what is stored", () => {
  const queue = change("aws_sqs_queue.queue-a_queue", ["delete"], {}, null);
  const table = change("aws_dynamodb_table.t", ["delete"], { deletion_protection_enabled: true }, null);
  const plan = { format_version: "1.2", resource_changes: [queue, change("aws_route.r", ["delete"], {}, null)] };
  const line =
    "aws_sqs_queue.queue-a_queue: it would be destroyed, and with it goes every message that nobody has taken yet. " +
    "Fix: stop who sends, and wait until the queue and its dead letters are empty. [PLAN_DESTROYS_DATA]";

  it("is stopped, and says how it is let through", async () => {
    const { exitCode, output } = await guard(plan);
    const file = path.join(folder, "plan.json");
    expect([exitCode, output]).toEqual([
      2,
      [
        "1 change endangers what is stored",
        `  - ${line}`,
        "Nothing was applied.",
        "Where all of it is meant, each by its own address, let it through with",
        `  npx platform guard plan ${file} --allow aws_sqs_queue.queue-a_queue`,
        "For pipelines, write each into the list of ledger/demo.allow.json, with the reason, and have it reviewed:",
        '  { "stack": "<stack>", "address": "aws_sqs_queue.queue-a_queue", "reason": "" }',
        "",
      ].join("\n"),
    ]);
  });

  it("is let through by the exact address, which is told of", async () => {
    const { exitCode, output } = await guard(plan, "--allow", queue.address);
    expect([exitCode, output]).toEqual([0, `Nothing in this plan is stopped.\nLet through by --allow:\n  - ${line}\n`]);
  });

  it("is stopped by the rest where one of two is let through, and says what was named for nothing", async () => {
    const other = change("aws_sqs_queue.b", ["delete"], {}, null);
    const both = { resource_changes: [queue, other] };
    const { exitCode, output } = await guard(both, "--allow", queue.address, "--allow", "aws_sqs_queue.c");
    expect(exitCode).toBe(2);
    expect(output).toContain("1 change endangers what is stored\n  - aws_sqs_queue.b: ");
    expect(output).toContain(" --allow aws_sqs_queue.queue-a_queue --allow aws_sqs_queue.b\n");
    expect(output).toContain("--allow aws_sqs_queue.c lets nothing through");
  });

  it("stays stopped where AWS would refuse it, and offers no way around", async () => {
    const { exitCode, output } = await guard({ resource_changes: [table] }, "--allow", table.address);
    expect(exitCode).toBe(2);
    expect(output).toContain("AWS refuses it, since deletion_protection_enabled is still true");
    expect(output).not.toContain("let it through");
  });

  it("keys of for_each are quoted for the shell, and taken from it", async () => {
    const keyed = change('aws_sqs_queue.q["*.a b"]', ["delete"], {}, null);
    const { output } = await guard({ resource_changes: [keyed] });
    expect(output).toContain(`--allow 'aws_sqs_queue.q["*.a b"]'`);
    expect((await guard({ resource_changes: [keyed] }, "--allow", keyed.address)).exitCode).toBe(0);
  });

  it("and touches the root of trust says both, and --allow opens nothing of the root", async () => {
    const boundary = change("aws_iam_policy.boundaries_apps", ["update"], { path: root, name: "x" });
    const both = { resource_changes: [boundary, queue] };
    expect((await guard(both)).output).toMatch(/PLAN_ROOT_OF_TRUST[\s\S]*PLAN_DESTROYS_DATA/);
    const allowed = await guard(both, "--allow", queue.address, "--allow", boundary.address);
    expect([allowed.exitCode, allowed.output]).toEqual([2, expect.stringContaining("[PLAN_ROOT_OF_TRUST]")]);
  });
});

it("a weaker protection stops in production, and is a warning elsewhere", () => {
  const weaker = change("aws_ecr_repository.r", ["update"], { force_delete: false }, { force_delete: true });
  const plan = { resource_changes: [weaker] } as Plan;
  const ask = (production: boolean) =>
    verdictOn(plan, platform({ environment: { ...loadEnvironment("demo"), production } }), {
      allow: [],
      command: "it",
    });
  expect(ask(true).stop).toContain("[PLAN_WEAKENS_PROTECTION]");
  expect(ask(false)).toEqual({
    stop: undefined,
    notes: expect.stringMatching(
      /^To look at, though it stops nothing outside of production:\n {2}- aws_ecr_repository\.r /,
    ),
  });
});

it.each([
  ["no file", ["guard", "plan"], /name the file of the plan/],
  ["a file that is not there", ["guard", "plan", "nowhere.json"], /there is no file nowhere\.json/],
  ["a folder", ["guard", "plan", "cli"], /cli is a folder, and no plan/],
  ["two files", ["guard", "plan", "a", "b"], /b is one too many/],
  [
    "a pattern to let through",
    ["guard", "plan", "a", "--allow", "aws_sqs_queue.*"],
    /takes one exact Terraform address, .* and not aws_sqs_queue\.\*/,
  ],
  ["a type to let through", ["guard", "plan", "a", "--allow", "aws_sqs_queue"], /takes one exact Terraform address/],
])("%s is refused in one line", async (_, args, message) => {
  const { exitCode, error } = await dispatch(commands, args, {});
  expect([exitCode, error]).toEqual([1, expect.stringMatching(message)]);
});

it.each<[string, unknown, RegExp]>([
  ["no JSON", "plan: 1 to add", /is no JSON; terraform show -json/],
  ["nothing", "", /is empty; terraform show -json/],
  ["the start of a plan", '{"format_version":"1.2","resource_chan', /is no JSON; terraform show -json/],
  [
    "Terraform's own plan",
    "PK\u0003\u0004 and so on",
    /as terraform plan -out writes it; hand over what terraform show -json \S+plan\.json prints/,
  ],
  ["what Terraform says while it plans", '{"@level":"info"}\n{"@level":"info"}', /says while it plans, and no plan; /],
  [
    "a plan that HCP Terraform keeps",
    { remote_plan_format: 1, run_id: "run-1" },
    /HCP Terraform keeps; terraform show -json/,
  ],
  ["a state", { format_version: "1.0", values: {} }, /is a state, and no plan; /],
  ["another JSON", {}, /is no plan; terraform show -json/],
  ["no object", [1], /is no plan; terraform show -json/],
  ["null", null, /is no plan; terraform show -json/],
  ["changes of another shape", { format_version: "1.2", resource_changes: [{ address: "a.b" }] }, /is no plan; /],
  ["drift of another shape", { planned_values: {}, resource_drift: [{}] }, /is no plan; /],
  ["a later format", { format_version: "2.0", planned_values: {} }, /has format 2\.0, and this reads 1\.x; /],
  [
    "a plan that failed",
    { format_version: "1.2", planned_values: {}, errored: true },
    /failed half-way, .*; plan again/,
  ],
])("a file with %s is refused in one line", async (_, content, message) => {
  const { exitCode, error } = await guard(content);
  expect([exitCode, error.trim().split("\n").length, error]).toEqual([1, 1, expect.stringMatching(message)]);
});
