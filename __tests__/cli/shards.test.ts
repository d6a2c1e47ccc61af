import fs from "node:fs";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { affectedStacks } from "../../cli/affected";
import { type Check, ok } from "../../cli/doctor/check";
import type { Context } from "../../cli/doctor/context";
import { runChecks } from "../../cli/doctor/run-checks";
import { type HcpState, wantedOf } from "../../cli/hcp/wanted";
import { allRolesOf, rolesOf } from "../../cli/permissions/roles";
import { targetOf } from "../../cli/pipelines/target";
import { workflows } from "../../cli/pipelines/workflows";
import { verdictOn } from "../../cli/plan/verdict";
import { stacksNamed } from "../../cli/stack-arguments";
import { summarize } from "../../cli/summary";
import type { Plan } from "../../cli/terraform/plan-changes";
import { namesOf } from "../../constructs/names";
import { deployerRoles, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { platform } from "../../main";
import { recordedLedger } from "../support/deployed";
import { shardedDemo, unshardedDemo, withStacks } from "../support/sharded-demo";
import { scratchFolder } from "../terraform/support/scratch";
import { context } from "./doctor/support";

const all: readonly StackId[] = [...stackIds, "apps-storefront", "apps-storefront-eu"];
const app = platform({ environment: shardedDemo });

describe("stacks of a command line", () => {
  const refused = (problem: string) => new Error(problem);

  it("are all of the environment's, or those that are named, in their order", () => {
    expect(stacksNamed([], shardedDemo, refused)).toEqual(all);
    expect(stacksNamed(["apps-storefront", "apps"], shardedDemo, refused)).toEqual(["apps", "apps-storefront"]);
  });

  it.each([
    ["apps-storefrnt", shardedDemo, "there is no stack apps-storefrnt, did you mean apps-storefront?"],
    ["apps-storefront", unshardedDemo, `there is no stack apps-storefront, but ${stackIds.join(", ")}`],
  ])("are refused where the environment has no such: %s", (name, environment, problem) => {
    expect(() => stacksNamed([name], environment, refused)).toThrow(new Error(problem));
  });
});

describe("workflows", () => {
  const example = loadEnvironment("example-s3");
  const [team = ""] = example.teams.map(({ name }) => name);
  const target = targetOf(withStacks({ [team]: "own" }, example));
  const files = new Map(target ? workflows([target]) : []);
  const jobs = (file: string) =>
    (safeLoadAll(files.get(file) ?? "", null, { json: false })[0] as { jobs: Record<string, Job> }).jobs;
  interface Job {
    readonly needs?: string | readonly string[];
    readonly strategy?: { readonly matrix: { readonly stack: readonly string[] } };
    readonly with?: Readonly<Record<string, string>>;
  }
  const shard: StackId = `apps-${team}`;

  it("deploy a shard beside apps, with its own roles, from runners that reach the cluster", () => {
    const deploy = jobs("deploy-example-s3.yml");
    const names = namesOf(example);
    expect(Object.keys(deploy)).toEqual(["affected", ...stackIds, shard]);
    expect(deploy[shard]?.needs).toEqual(["affected", ...stackIds.slice(0, -1)]);
    expect(deploy[shard]?.needs).toEqual(deploy.apps?.needs);
    expect(deploy[shard]?.with).toMatchObject({
      stack: shard,
      "plan-role": names.deployerRoleArn(shard, "plan"),
      "apply-role": names.deployerRoleArn(shard, "apply"),
      "runs-on": deploy.apps?.with?.["runs-on"],
    });
  });

  it("remove from it first, and from what it uses once all of these are through", () => {
    const remove = jobs("remove-example-s3.yml");
    expect(Object.keys(remove).slice(0, 3)).toEqual(["affected", "apps", shard]);
    expect(remove[shard]?.needs).toEqual(["affected"]);
    expect(remove["app-services"]?.needs).toEqual(["affected", "apps", shard]);
  });

  it("look for drift in it, and plan it for a pull request with its own role", () => {
    expect(jobs("drift-example-s3.yml").plan?.strategy?.matrix.stack).toEqual([...stackIds, shard]);
    expect(files.get("plan-example-s3.yml")).toContain(namesOf(example).deployerRoleArn(shard, "review"));
  });
});

it("HCP Terraform has a workspace for each, which reads what apps reads and runs after it", () => {
  const example = loadEnvironment("example-hcp");
  const [team = ""] = example.teams.map(({ name }) => name);
  const { workspaces } = wantedOf(withStacks({ [team]: "own" }, example), example.state as HcpState);
  const of = (stack: StackId) => workspaces.find((one) => one.stack === stack);
  const [apps, own] = [of("apps"), of(`apps-${team}`)];
  const name = `strata-example-hcp-apps-${team}`;
  expect(workspaces).toHaveLength(stackIds.length + 1);
  expect(own).toMatchObject({ name, mode: apps?.mode, sources: apps?.sources, consumers: [] });
  expect(own?.tags).toEqual({ ...apps?.tags, "strata:shard": team });
  expect(own?.variables.TFC_AWS_APPLY_ROLE_ARN).toMatch(new RegExp(`${name}-apply$`));
  for (const source of ["managed-infrastructure", "kubernetes-cluster", "app-services"] as const) {
    expect(of(source)?.consumers).toContain(name);
  }
  expect(of("identity")?.consumers).not.toContain(name);
});

it("a new one is affected, and one whose apps changed", () => {
  const [before, after] = [scratchFolder("before"), scratchFolder("after")];
  const write = (folder: string, stack: StackId, text: string) => {
    fs.mkdirSync(path.join(folder, "stacks", stack), { recursive: true });
    fs.writeFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), JSON.stringify({ resource: text }));
  };
  for (const id of all) write(after, id, id === "apps-storefront-eu" ? "other" : "same");
  for (const id of all.filter((one) => one !== "apps-storefront")) write(before, id, "same");
  expect(affectedStacks(app, before, after)).toEqual([
    { stack: "apps-storefront", why: "new" },
    { stack: "apps-storefront-eu", why: "changed" },
  ]);
});

it("roles are a deployer's each, and no other role", () => {
  const roles = rolesOf(app);
  expect(roles.map(({ stack, role }) => `${stack} ${role}`)).toEqual(
    all.flatMap((stack) => deployerRoles.map((role) => `${stack} ${role}`)),
  );
  const others = allRolesOf(app).slice(roles.length);
  expect(others.filter(({ roleArn }) => /deployers|-identity-(plan|apply|review)/.test(roleArn))).toEqual([]);
  expect(others.length).toBeGreaterThan(20);
});

it("the summary counts each", () => {
  expect(summarize(app, { page: "report/index.html", policySizes: [] }, 0).stacks.map(({ stack }) => stack)).toEqual(
    all,
  );
});

it("doctor asks for a shard what it asks for apps", async () => {
  const asks = (concerns: Check["concerns"]): Check => ({ id: "x", states: "", concerns, run: () => [ok("asked")] });
  const of: Context = { ...context({ stack: "apps" }), stacks: ["apps-storefront"] };
  const examined = await runChecks([asks(["apps"]), asks(["app-services"]), asks(undefined)], of, 20);
  expect(examined.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
    "asked",
    "apps-storefront does not need it",
    "asked",
  ]);
});

describe("a plan after a move without its state", () => {
  const change = (address: string, actions: readonly string[]) => {
    const [type] = address.split(".");
    return { address, mode: "managed", type, change: { actions, before: {}, after: {} } };
  };
  const plan = (...changes: readonly object[]) => ({ resource_changes: changes }) as unknown as Plan;
  const options = { allow: [], command: "npx platform plan apps" };
  const deployment = "kubernetes_deployment_v1.storefront_web_deployment";

  it.each(["delete", "forget"])("is stopped where it would %s what another stack declares", (action) => {
    const others = Array.from({ length: 10 }, (_, index) => change(`kubernetes_config_map_v1.x_${index}`, [action]));
    const { stop } = verdictOn(plan(change(deployment, [action]), ...others), app, options);
    expect(stop).toBe(
      [
        "1 thing of apps changed stacks, and the state did not: what runs would be deleted or made twice [PLAN_APPS_ELSEWHERE]",
        `  - ${action} ${deployment}, which apps-storefront declares`,
        "Nothing was applied. Move the state first: docs/playbooks/shard-apps.md.",
        "",
      ].join("\n"),
    );
  });

  it("shows ten, and how many more", () => {
    const resources = app.resolveAll().find(({ stack }) => stack.id === "apps-storefront")?.elements ?? [];
    const gone = resources.filter(({ block }) => block === "resource").slice(0, 12);
    const { stop = "" } = verdictOn(plan(...gone.map(({ address }) => change(address, ["delete"]))), app, options);
    expect(stop.split("\n").slice(-4)).toEqual([
      expect.stringMatching(/^ {2}- delete /),
      "  and 2 more",
      "Nothing was applied. Move the state first: docs/playbooks/shard-apps.md.",
      "",
    ]);
    expect(stop.startsWith("12 things of apps")).toBe(true);
  });

  it("is stopped where it would make what the ledger has in another stack", async () => {
    const ledger = await recordedLedger(unshardedDemo);
    const moved = platform({ environment: shardedDemo, ledger });
    expect(verdictOn(plan(change(deployment, ["create"])), moved, options).stop).toContain(
      `  - create ${deployment}, which is deployed in apps\n`,
    );
    const there = platform({ environment: shardedDemo, ledger: await recordedLedger(shardedDemo) });
    expect(verdictOn(plan(change(deployment, ["create"])), there, options).stop).toBeUndefined();
  });

  it("is let through where nothing changed stacks", () => {
    const shared = platform({ environment: unshardedDemo });
    for (const [one, actions] of [
      [app, ["update"]],
      [app, ["delete", "create"]],
      [app, ["create"]],
      [shared, ["delete"]],
    ] as const) {
      expect(verdictOn(plan(change(deployment, actions)), one, options).stop).toBeUndefined();
    }
    const deposed = { ...change(deployment, ["delete"]), deposed: "0a1b2c3d" };
    expect(verdictOn(plan(deposed), app, options).stop).toBeUndefined();
  });
});
