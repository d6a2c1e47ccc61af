import { execFileSync } from "node:child_process";
import path from "node:path";
import type { CommandShell } from "../../cli/command";
import { commands } from "../../cli/commands/commands";
import { dispatch, type Outcome } from "../../cli/dispatch";
import { propsFrom } from "../../cli/run-app";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { stackIds } from "../../constructs/stack/stack-id";
import { demo, environmentOutput, synthesizePlatform } from "../support/demo";

// Nothing that these commands do changes the app: each environment's is built once.
jest.mock("../../cli/checked-platform", () => {
  const { checkedPlatform } =
    jest.requireActual<typeof import("../../cli/checked-platform")>("../../cli/checked-platform");
  const apps = new Map<string | undefined, PlatformApp>();
  return {
    checkedPlatform: (shell: CommandShell) => {
      const app = apps.get(shell.ENVIRONMENT) ?? checkedPlatform(shell);
      apps.set(shell.ENVIRONMENT, app);
      return app;
    },
  };
});

const outcomes = new Map<string, Promise<Outcome>>();

/** Runs a command on the demo, each once. */
function run(...args: string[]): Promise<Outcome> {
  const key = args.join(" ");
  const outcome = outcomes.get(key) ?? dispatch(commands, args, { ENVIRONMENT: "demo" });
  outcomes.set(key, outcome);
  return outcome;
}

const json = async (...args: string[]) => JSON.parse((await run(...args, "--json")).output);

/** Rows of a printed table that contain all of these. */
async function rows(args: readonly string[], ...parts: readonly string[]): Promise<readonly string[]> {
  const { output } = await run(...args);
  return output.split("\n").filter((line) => parts.every((part) => line.includes(part)));
}

describe("npx platform permissions", () => {
  it("gives programs every role of every stack, as the files of the output do", async () => {
    const { environment, roles } = await json("permissions");
    expect(environment).toBe("demo");
    // With the ledger, where the checkout has one.
    const output = synthesizePlatform(propsFrom({ ENVIRONMENT: "demo" }));
    const files = stackIds.flatMap((stack) => {
      const { plan, apply, review } = output.file(`permissions/${stack}.json`);
      return [
        { stack, role: "plan", ...plan },
        { stack, role: "apply", ...apply },
        { stack, role: "review", ...review },
      ];
    });
    expect(roles).toEqual(files);
  });

  it("prints the actions, resources and conditions of one stack's roles", async () => {
    const apps = ["permissions", "apps"];
    expect(await rows(apps, "apps, ", " role, ")).toHaveLength(3);
    const association = ["CreatePodIdentityAssociation", "cluster/strata-demo", "tags given: demo/apps"];
    expect(await rows(apps, "eks", ...association)).toHaveLength(1);
    expect(await rows(apps, "PassRole", "iam:PassedToService = pods.eks.amazonaws.com")).toHaveLength(1);
    expect(await rows(["permissions", "apps", "--role", "plan"], "PassRole")).toEqual([]);
    expect(await rows(["permissions", "identity", "--role", "apply"], "iam:PermissionsBoundary")).not.toEqual([]);
  });

  it("says which resources ask for an action, on what, and under which conditions", async () => {
    const subnets = Object.keys(demo()["managed-infrastructure"].all("aws_subnet")).length;
    const { askedBy } = await json("permissions", "--why", "ec2:CreateSubnet");
    const [first] = askedBy;
    expect(new Set(askedBy.map(({ by }: { by: string }) => by)).size).toBe(subnets);
    expect(first).toMatchObject({ stack: "managed-infrastructure", roles: ["apply"], operation: "create" });
    expect(askedBy).toContainEqual({
      stack: "managed-infrastructure",
      roles: ["apply"],
      by: "aws_subnet.network_private_eu-central-1a",
      operation: "create",
      on: ["arn:aws:ec2:eu-central-1:111122223333:vpc/*"],
      conditions: {
        StringEquals: {
          "aws:ResourceTag/strata:environment": "demo",
          "aws:ResourceTag/strata:stack": "managed-infrastructure",
        },
      },
    });
    const { output } = await run("permissions", "--why", "ec2:CreateSubnet");
    expect(output).toContain(`asked for by ${subnets} resources:`);
    expect(output).toContain("aws_subnet.network_private_eu-central-1a");
  });

  it("names the statement of a right that no resource asks for", async () => {
    const s3 = { ENVIRONMENT: "example-s3" };
    const args = ["permissions", "apps", "--role", "plan", "--why", "s3:PutObject", "--json"];
    const { askedBy } = JSON.parse((await dispatch(commands, args, s3)).output);
    const [bucket] = environmentOutput("example-s3").apps.json.terraform.backend.s3.bucket.split("/");
    expect(askedBy).toEqual([
      expect.objectContaining({
        by: "strata-example-s3-apps-plan-state: OwnLock",
        operation: "by hand",
        on: [expect.stringMatching(new RegExp(`^arn:aws:s3:::${bucket}/.*\\.tflock$`))],
      }),
    ]);
  });

  it("says so when nothing asks for the action, which is no error", async () => {
    const outcome = await run("permissions", "--why", "ec2:CreateSubnets");
    const output = "Nothing asks for ec2:CreateSubnets. Did you mean ec2:CreateSubnet?\n";
    expect(outcome).toEqual({ output, error: "", exitCode: 0 });
    expect((await json("permissions", "--role", "plan", "--why", "ec2:CreateSubnet")).askedBy).toEqual([]);
  });
});

describe("npx platform permissions of roles that are no deployers'", () => {
  const named = async (wanted: string) => {
    const { roles } = await json("permissions", wanted);
    return roles.map(({ stack, role }: { stack: string; role: string }) => `${stack} ${role}`);
  };

  it.each([
    ["people", ["people dev-storefront", "people people-break-glass", "people people-operator"]],
    ["pipelines", ["pipelines ci-storefront-web", "pipelines team-ci-fulfilment"]],
    [
      "controllers",
      ["controllers ctl-karpenter", "controllers db-orders", "controllers eks-node", "controllers svc-flow-logs"],
    ],
    ["workloads", ["workloads app-storefront-checkout", "workloads sec-fulfilment"]],
  ])("knows those of %s", async (kind, some) => {
    const found = await named(kind);
    expect(found).toEqual(expect.arrayContaining(some));
    expect(found.filter((one: string) => !one.startsWith(`${kind} `))).toEqual([]);
  });

  it("knows one by its name, whole or without the environment's", async () => {
    expect(await named("ctl-karpenter")).toEqual(["controllers ctl-karpenter"]);
    expect(await named("strata-demo-people-auditor")).toEqual(["people people-auditor"]);
    const { roles } = await json("permissions", "ctl-external-secrets");
    const { roleArn, boundary, policies } = roles[0];
    expect(roleArn).toBe("arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-external-secrets");
    expect(policies[0].document.Statement[0].Action).toEqual(["sts:AssumeRole", "sts:TagSession"]);
    expect(boundary.Statement.length).toBeGreaterThan(5);
  });

  it("prints what they may do, AWS's own policies by their names", async () => {
    expect(await rows(["permissions", "ctl-external-secrets"], "sts", "AssumeRole, TagSession")).toHaveLength(1);
    expect(await rows(["permissions", "people-break-glass"], "all of AWS's policy PowerUserAccess")).toHaveLength(1);
  });
});

describe("a wrong command line is one message and exit code 1", () => {
  it.each([
    [["permisions"], "platform: unknown command permisions; did you mean permissions? npx platform --help"],
    [["--jsn"], "platform: unknown option --jsn;"],
    [["permissions", "--jsn"], "platform permissions: unknown option '--jsn';"],
    [["permissions", "--why"], "platform permissions: option '--why <value>' argument missing;"],
    [["permissions", "--why", "subnets"], "platform permissions: --why takes one action, as in ec2:CreateSubnet"],
    [
      ["permissions", "app"],
      "platform permissions: there is no stack, kind or role app, did you mean apps? npx platform permissions",
    ],
    [
      ["permissions", "ctl-karpentr"],
      "platform permissions: there is no stack, kind or role ctl-karpentr, did you mean ctl-karpenter? npx platform",
    ],
    [["permissions", "people", "--role", "plan"], "platform permissions: there is no stack people, but"],
    [["permissions", "--role", "admin"], "platform permissions: there is no role admin, but plan, apply, review;"],
    [
      ["permissions", "apps", "identity"],
      "platform permissions: it takes one stack, kind or role, and identity is one too many;",
    ],
    [["permissions", "diff"], "platform permissions diff: name the revision to compare with;"],
    [["permissions", "diff", "a", "b"], "platform permissions diff: it takes one revision, and b is one too many;"],
    [["permissions", "diff", "a", "--json", "--markdown"], "platform permissions diff: choose one of"],
  ])("%j", async (args, message) => {
    const { output, error, exitCode } = await run(...args);
    expect({ output, exitCode }).toEqual({ output: "", exitCode: 1 });
    expect(error.startsWith(message)).toBe(true);
    expect(error.trimEnd()).not.toContain("\n");
  });

  it("so is an environment that there is not", async () => {
    const { error, exitCode } = await dispatch(commands, ["permissions"], { ENVIRONMENT: "nowhere" });
    expect(exitCode).toBe(1);
    expect(error).toContain("demo, example-hcp, example-s3");
  });
});

describe("--help", () => {
  it("lists all commands", async () => {
    for (const args of [[], ["--help"], ["-h"]]) {
      const { output, exitCode } = await run(...args);
      expect(exitCode).toBe(0);
      const lines = output.split("\n").map((line) => line.trim().replace(/ {2,}/, ": "));
      expect(lines).toEqual(expect.arrayContaining(commands.map(({ name, summary }) => `${name}: ${summary}`)));
    }
  });

  it.each(commands.map(({ name }) => name))("%s shows its usage, its exit codes and an example", async (name) => {
    const { output, exitCode } = await run(...name.split(" "), "--help");
    expect(exitCode).toBe(0);
    expect(output).toContain(`Usage: npx platform ${name}`);
    expect(output).toContain(`Example: npx platform ${name}`);
    expect(output).toMatch(/^Exit code: 0 /m);
    for (const option of Object.keys(commands.find((one) => one.name === name)?.options ?? {})) {
      expect(output).toContain(`--${option}`);
    }
  });
});

it("the package's own bin runs the current sources", () => {
  const root = path.join(__dirname, "../..");
  const { bin } = jest.requireActual<{ bin: { platform: string } }>("../../package.json");
  const output = execFileSync(path.join(root, bin.platform), ["permissions", "--help"], { encoding: "utf8" });
  expect(output).toContain("Usage: npx platform permissions ");
});
