import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { commands } from "../../../cli/commands/commands";
import { fork } from "../../../cli/compat/fork";
import type { PlatformStackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { validateEnvironment } from "../../../environments/schema/validate";
import { withCallers } from "../../support/apps";
import { environmentOutput, outputOf, synthesizePlatform } from "../../support/demo";
import { recordedLedger } from "../../support/deployed";

const folder = path.join(__dirname, "../../../docs/playbooks");
const pages = ["apps", "databases", "move-to-cdktn", "move-to-opentofu", "restore", "rotate", "teams"];
const textOf = (page: string) => fs.readFileSync(path.join(folder, `${page}.md`), "utf8");
const demo = loadEnvironment("demo");

it.each(pages)("%s says when, who, how to check it, the way back and how far it is tested", (page) => {
  const text = textOf(page);
  for (const part of [
    "**When**",
    "**Before you begin**",
    "**It worked**",
    "## How far this is tested",
    "\nSources: [",
  ]) {
    expect([part, text.includes(part)]).toEqual([part, true]);
  }
  expect(text).toMatch(/\*\*Way back\*\*|## Back|Can't be undone/);
  expect(textOf("README")).toContain(`](${page}.md)`);
});

it.each(pages)("%s names commands and options that there are", (page) => {
  const typed = [...textOf(page).matchAll(/npx platform ([a-z][^`\n#]*)/g)].map(([, line = ""]) => line.trim());
  for (const line of typed) {
    const byLength = [...commands].sort((one, other) => other.name.length - one.name.length);
    const command = byLength.find(({ name }) => `${line} `.startsWith(`${name} `));
    if (!command) throw new Error(`there is no command ${line}`);
    const args = line.slice(command.name.length).trim().split(/\s+/).filter(Boolean);
    expect(() => parseArgs({ args, options: command.options, allowPositionals: true })).not.toThrow();
  }
});

it("move-to-cdktn installs the release that test:compat tries", () => {
  const releases = [...textOf("move-to-cdktn").matchAll(/cdktn(?:-cli)?[@=](\d+\.\d+\.\d+)/g)].map(([, one]) => one);
  expect(new Set(releases)).toEqual(new Set([fork.version]));
});

it("databases and restore spell the addresses as plans do", () => {
  const named = [...`${textOf("databases")}${textOf("restore")}`.matchAll(/aws_rds_cluster\.(database-[\w-]+)/g)];
  const [example, own] = [environmentOutput("example-s3"), environmentOutput("demo")].map((output) =>
    Object.keys(output["app-services"].json.resource?.aws_rds_cluster ?? {}),
  );
  expect(named.length).toBeGreaterThan(2);
  for (const [, address] of named) expect([...(example ?? []), ...(own ?? [])]).toContain(address);
});

/** Of the root of trust, which only a root administrator changes, what another environment says otherwise. */
function rootChanges(changed: Environment): readonly string[] {
  const [before, after] = [environmentOutput("demo"), outputOf(changed)];
  const roots = (output: typeof before) =>
    (output.file("permissions/resources.json") as readonly Resource[]).filter(({ changedBy }) => changedBy);
  const addresses = [...new Set([...roots(before), ...roots(after)].map(({ address }) => address))];
  const bodyIn = (output: typeof before, address: string) => {
    const [type = "", name = ""] = address.split(".");
    return JSON.stringify(output.identity.json.resource?.[type]?.[name]);
  };
  return addresses.filter((address) => bodyIn(before, address) !== bodyIn(after, address));
}

interface Resource {
  readonly address: string;
  readonly changedBy?: string;
}

const returns = validateEnvironment(
  {
    ...demo,
    teams: [...demo.teams, { name: "returns", developers: ["arn:aws:iam::111122223333:role/returns-developer"] }],
    apps: [...demo.apps, { name: "labels", team: "returns", image: { tag: "1.0.0" } }],
  },
  "environments/demo.ts",
  "demo",
);

describe("who is needed, as the pages say:", () => {
  it("a new team with an app takes no root administrator", () => expect(rootChanges(returns)).toEqual([]));

  it("neither do other operators, but others for break-glass do", () => {
    const people = { ...demo.people, operators: ["arn:aws:iam::111122223333:role/another"] };
    expect(rootChanges({ ...demo, people })).toEqual([]);
    const breakGlass = ["arn:aws:iam::111122223333:role/another"];
    expect(rootChanges({ ...demo, people: { ...demo.people, breakGlass } })).not.toEqual([]);
  });

  it("another repository that deploys takes one", () => {
    const ci = { github: { owner: "tideline-outdoor", repository: "another" } } as Environment["ci"];
    expect(rootChanges({ ...demo, ci: { ...demo.ci, ...ci } })).not.toEqual([]);
  });
});

it("what changes its team keeps its address and its name", () => {
  const stored = ["aws_sqs_queue", "aws_s3_bucket", "aws_dynamodb_table"];
  const namesIn = (environment: Environment) => {
    const { resource = {} } = outputOf(environment)["app-services"].json;
    return stored.flatMap((type) =>
      Object.entries(resource[type] ?? {}).map(([address, { name, bucket }]) => [type, address, name ?? bucket]),
    );
  };
  const shared = { team: "fulfilment", sharedWith: ["storefront"] };
  const moved = {
    ...demo,
    teamBuckets: demo.teamBuckets.map((one) => ({ ...one, ...shared })),
    tables: demo.tables.map((one) => ({ ...one, ...shared })),
  };
  expect(namesIn(demo).length).toBeGreaterThan(2);
  expect(namesIn(moved)).toEqual(namesIn(demo));
});

it("an app that changes its team keeps its old role and repository until the second pass", async () => {
  const [from, to] = ["fulfilment/tracking", "storefront/tracking"];
  const renamed = (callers: readonly string[]) => callers.map((one) => (one === from ? to : one));
  const apps = demo.apps.map((app) =>
    withCallers(`${app.team}/${app.name}` === from ? { ...app, team: "storefront" } : app, renamed),
  );
  const held = synthesizePlatform({ environment: { ...demo, apps }, ledger: await recordedLedger(demo) });
  const namesOf = (stack: PlatformStackId, type: string) =>
    Object.values(held[stack].json.resource?.[type] ?? {}).map(({ name }) => `${name}`);
  const roles = namesOf("identity", "aws_iam_role").filter((name) => /-app-\w+-tracking$/.test(name));
  expect(roles.sort()).toEqual(["strata-demo-app-fulfilment-tracking", "strata-demo-app-storefront-tracking"]);
  const repositories = namesOf("managed-infrastructure", "aws_ecr_repository").filter((name) => /tracking$/.test(name));
  expect(repositories.sort()).toEqual([`strata-demo/${from}`, `strata-demo/${to}`]);
  const workloads = Object.keys(held.apps.json.resource?.kubernetes_deployment_v1 ?? {});
  expect(workloads.filter((name) => name.includes("tracking"))).toEqual(["storefront_tracking_deployment"]);
});
