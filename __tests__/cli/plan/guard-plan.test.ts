import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import type { ResourceChange } from "../../../cli/terraform/plan-changes";

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
    ["changes no identity", change("aws_vpc.network", ["delete"], { path: root }, null)],
  ])("%s", async (_, one) => expect((await guard({ resource_changes: [one] })).exitCode).toBe(0));
});

it.each([
  ["no file", ["guard", "plan"], /name the file of the plan/],
  ["a file that is not there", ["guard", "plan", "nowhere.json"], /there is no file nowhere\.json/],
  ["two files", ["guard", "plan", "a", "b"], /b is one too many/],
])("%s is refused in one line", async (_, args, message) => {
  const { exitCode, error } = await dispatch(commands, args, {});
  expect([exitCode, error]).toEqual([1, expect.stringMatching(message)]);
});

it.each([
  ["no JSON", "plan: 1 to add", /is no JSON; terraform show -json/],
  ["another JSON", {}, /is no plan; terraform show -json/],
])("a file with %s is refused in one line", async (_, content, message) => {
  const { exitCode, error } = await guard(content);
  expect([exitCode, error.trim().split("\n").length, error]).toEqual([1, 1, expect.stringMatching(message)]);
});
