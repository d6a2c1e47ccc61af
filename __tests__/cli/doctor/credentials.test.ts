import { breakGlass } from "../../../cli/doctor/checks/break-glass";
import { credentials } from "../../../cli/doctor/checks/credentials";
import { role } from "../../../cli/doctor/checks/role";
import { emptyLedger, type Ledger } from "../../../constructs/ledger/ledger";
import { loadEnvironment } from "../../../environments/load";
import { accountId, context, demo, FakeAws, knownCaller, offline, sessionOf } from "./support";

const unknown = (why: "offline" | "credentials" | "command" | "refused", reason = "why") =>
  ({ kind: "unknown", why, reason }) as const;

describe("credentials", () => {
  it.each([
    ["of the account", sessionOf("me"), "ok", `arn:aws:sts::${accountId}:assumed-role/me/me, in the account of demo`],
    [
      "of another account",
      knownCaller("arn:aws:iam::999900001111:user/me", "999900001111"),
      "problem",
      `arn:aws:iam::999900001111:user/me is of the account 999900001111, and demo is in ${accountId}`,
    ],
    [
      "that are missing",
      unknown("credentials", "Unable to locate credentials"),
      "problem",
      "Unable to locate credentials",
    ],
    ["that AWS refuses", unknown("refused", "X: no"), "problem", "AWS does not say whose they are: X: no"],
    ["without a network", unknown("offline", "nothing answers"), "skipped", "offline: nothing answers"],
    ["without the command", unknown("command"), "skipped", "without the aws command"],
  ])("%s", async (_, caller, status, text) => {
    expect(await credentials.run(context({ caller }))).toEqual([expect.objectContaining({ status, text })]);
  });
});

describe("role", () => {
  const administrator = sessionOf("AWSReservedSSO_PlatformRoot_0a1b2c3d4e5f6071");

  it.each([
    [
      "the stack's own",
      sessionOf("strata-demo-apps-apply"),
      "apps",
      "ok",
      "strata-demo-apps-apply deploys apps, and no other stack",
    ],
    [
      "another stack's",
      sessionOf("strata-demo-apps-plan"),
      "identity",
      "problem",
      "strata-demo-apps-plan deploys apps, and not identity",
    ],
    [
      "a stack's, for all",
      sessionOf("strata-demo-apps-plan"),
      undefined,
      "ok",
      "strata-demo-apps-plan deploys apps, and no other stack",
    ],
    [
      "an administrator's, for identity",
      administrator,
      "identity",
      "ok",
      "a root administrator, who applies identity and bootstraps",
    ],
    [
      "an administrator's, for all",
      administrator,
      undefined,
      "ok",
      "a root administrator, who applies identity and bootstraps",
    ],
    [
      "an administrator's, for apps",
      administrator,
      "apps",
      "warning",
      "a root administrator, whom neither the state of apps nor the cluster is meant for",
    ],
    [
      "a person's",
      sessionOf("AWSReservedSSO_PlatformOperator_0a1b"),
      "apps",
      "warning",
      "AWSReservedSSO_PlatformOperator_0a1b deploys no stack, and is no root administrator",
    ],
    [
      "one whose name only begins so",
      sessionOf("AWSReservedSSO_PlatformRoots"),
      "identity",
      "warning",
      "AWSReservedSSO_PlatformRoots deploys no stack, and is no root administrator",
    ],
    [
      "a user's",
      knownCaller(`arn:aws:iam::${accountId}:user/ana`),
      "apps",
      "warning",
      `arn:aws:iam::${accountId}:user/ana deploys no stack, and is no root administrator`,
    ],
  ] as const)("%s", async (_, caller, stack, status, text) => {
    expect(await role.run(context({ caller, stack }))).toEqual([expect.objectContaining({ status, text })]);
  });

  it("is assumed where DEPLOY_AS names it, each stack's once", async () => {
    const Credentials = { AccessKeyId: "A", SecretAccessKey: "never shown", SessionToken: "never shown" };
    const aws = new FakeAws({
      "sts assume-role": ({ "role-arn": arn }: Record<string, string>) =>
        arn?.includes("-apps-") ? "AccessDenied" : { Credentials },
    });
    const lines = await role.run(context({ deployAs: "plan", aws }));
    expect(lines.map(({ status }) => status)).toEqual(["ok", "ok", "ok", "ok", "ok", "problem"]);
    expect(lines[5]).toMatchObject({ text: "strata-demo-apps-plan can't be assumed: AccessDenied" });
    expect(JSON.stringify(lines)).not.toContain("never shown");
    expect(aws.asked[0]).toBe(
      `sts assume-role arn:aws:iam::${accountId}:role/strata/demo/root/strata-demo-identity-plan platform-doctor`,
    );
  });

  it("is skipped offline, without credentials, with those of another account, and where workspaces choose", async () => {
    const texts = async (situation: Parameters<typeof context>[0]) => (await role.run(context(situation)))[0];
    expect(await texts({ caller: unknown("offline") })).toMatchObject({
      status: "skipped",
      text: "offline: AWS does not answer from here",
    });
    expect(await texts({ caller: unknown("credentials") })).toMatchObject({
      status: "skipped",
      text: "without credentials",
    });
    expect(await texts({ caller: knownCaller("x", "9") })).toMatchObject({
      status: "skipped",
      text: "the credentials are of the account 9",
    });
    expect(await texts({ environment: loadEnvironment("example-hcp") })).toMatchObject({ status: "skipped" });
    expect(await texts({ deployAs: "plan", answers: { "sts assume-role": offline } })).toMatchObject({
      status: "skipped",
    });
  });
});

describe("break-glass", () => {
  const [pattern = ""] = demo.people.breakGlass;
  const Role = {
    AssumeRolePolicyDocument: { Statement: [{ Condition: { ArnLike: { "aws:PrincipalArn": [pattern] } } }] },
  };
  const there = { Arn: pattern.replace("*", "0a1b2c3d") };
  const recorded: Ledger = {
    ...emptyLedger(demo),
    stacks: { identity: { elements: { a: {} }, grants: {}, outputs: {} } },
  };

  it.each<[string, Parameters<typeof context>[0], string, string]>([
    [
      "used once",
      {
        answers: {
          "iam get-role": { Role: { ...Role, RoleLastUsed: { LastUsedDate: "2026-03-01T10:00:00Z" } } },
          "iam list-roles": { Roles: [there] },
        },
      },
      "ok",
      "strata-demo-people-break-glass trusts whom the environment names, last used 2026-03-01",
    ],
    [
      "never used, by one who may not list roles",
      { answers: { "iam get-role": { Role } } },
      "ok",
      "strata-demo-people-break-glass trusts whom the environment names, never used as far as AWS remembers",
    ],
    [
      "that nobody can have",
      { answers: { "iam get-role": { Role }, "iam list-roles": { Roles: [] } } },
      "problem",
      `nobody can break the glass: there is no role ${pattern}`,
    ],
    [
      "that trusts others",
      { answers: { "iam get-role": { Role: { AssumeRolePolicyDocument: {} } } } },
      "problem",
      `strata-demo-people-break-glass does not trust ${pattern}`,
    ],
    [
      "that is missing",
      { answers: { "iam get-role": "NoSuchEntity" }, ledger: recorded },
      "problem",
      "there is no strata-demo-people-break-glass, though identity is deployed",
    ],
    [
      "before the first apply",
      { answers: { "iam get-role": "NoSuchEntity" } },
      "skipped",
      "there is no strata-demo-people-break-glass yet",
    ],
    ["that may not be looked at", {}, "skipped", "these credentials may not call aws iam get-role"],
    [
      "that nobody is named for",
      { environment: { ...demo, people: { ...demo.people, breakGlass: [] } } },
      "warning",
      "people.breakGlass names nobody",
    ],
  ])("%s", async (_, situation, status, text) => {
    expect(await breakGlass.run(context(situation))).toEqual([expect.objectContaining({ status, text })]);
  });
});
