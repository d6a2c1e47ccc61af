import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { OwnRepository } from "../support/own-repository";

/**
 * A repository of its own with this checkout's sources. `main`: as they are. The work tree: one log group more, not
 * committed. Branch `two-more`: that one and another. Further branches that can't be compared with.
 */
const root = path.join(__dirname, "../..");
const repository = new OwnRepository("diff");
const { temporary } = repository;
const stack = "stacks/2-managed-infrastructure/stack.ts";

const write = (file: string, text: string) => fs.writeFileSync(path.join(repository.root, file), text);

const leaveOut = (file: string, part: string) => repository.edit(file, part, "");

function addLogGroups(...names: string[]): void {
  const source = fs.readFileSync(path.join(root, stack), "utf8");
  const publish = "    this.publish(managedInfrastructureContract";
  expect(source).toContain(publish);
  const kept = 'retentionInDays: 365, kmsKeyId: keys.arnOf("logs")';
  const groups = names.map(
    (name) => `new CloudwatchLogGroup(this, "${name}", { name: "/strata/audit/${name}", ${kept} });\n`,
  );
  const imported = 'import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";\n';
  write(stack, imported + source.replace(publish, groups.join("") + publish));
}

function start(ref: string, args: readonly string[], ENVIRONMENT: string | undefined) {
  const options = { cwd: repository.root, env: { ...repository.env, ENVIRONMENT } };
  return spawn(process.execPath, ["cli/platform.mjs", "permissions", "diff", ref, ...args], options);
}

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(child: ReturnType<typeof start>): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => {
    output.stdout += text;
  });
  child.stderr.on("data", (text) => {
    output.stderr += text;
  });
  return new Promise((resolve) => child.on("close", (status, signal) => resolve({ status, signal, ...output })));
}

const diff = (ref: string, args: readonly string[] = [], ENVIRONMENT?: string) => ended(start(ref, args, ENVIRONMENT));

beforeAll(() => {
  repository.begin();
  repository.branch("two-more", () => addLogGroups("trail", "older"));
  repository.branch("other-roles", () => {
    leaveOut("constructs/identity/controllers/fluent-bit.ts", '"logs:CreateLogStream", ');
    leaveOut("constructs/identity/people/permissions.ts", '"ecr:DescribeRepositories", ');
    leaveOut("constructs/identity/app-pipelines.ts", '    "ecr:PutImage",\n');
    leaveOut("constructs/identity/app-data.ts", '"sqs:DeleteMessage", ');
    leaveOut("constructs/identity/boundaries/workloads-boundary.ts", '"DescribeTable", ');
  });
  repository.branch("broken", () => write("main.ts", "const = 1;\n"));
  repository.branch("without", () => write("cli/run.mjs", ""));
  repository.branch("endless", () => write("cli/run.mjs", 'console.log("on"); setInterval(() => {}, 1000);'));
  addLogGroups("trail");
});

/** Every comparison leaves the repository and the folder for temporary files as they were. */
afterAll(() => {
  const left = repository.leftovers();
  repository.remove();
  expect(left).toEqual({ worktrees: 1, files: [] });
});

interface Group {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const named = ({ stack, role }: { readonly stack: string; readonly role: string }) => `${stack} ${role}`;

it("says what deployers, people, controllers, apps and pipelines gained, with exit code 2", async () => {
  const { status, stdout, stderr } = await diff("other-roles", ["--json"]);
  expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
  const { roles, ...found } = JSON.parse(stdout);
  const commit = repository.git("rev-parse", "other-roles").trim();
  expect(found).toMatchObject({ environment: "demo", ref: "other-roles", commit, lost: 0 });

  const kinds = /^(controllers|people|pipelines|workloads) /;
  expect(roles.map(named).filter((name: string) => !kinds.test(name))).toEqual([
    "managed-infrastructure plan",
    "managed-infrastructure apply",
    "managed-infrastructure review",
  ]);
  const apply = roles.find((role: { stack: string; role: string }) => named(role) === "managed-infrastructure apply");
  expect(apply.roleArn).toMatch(/strata-demo-managed-infrastructure-apply$/);
  const creates = apply.gained.find(({ actions }: Group) => actions.includes("logs:CreateLogGroup"));
  expect(creates).toMatchObject({ source: "policy", effect: "Allow" });
  expect(creates.resources[0]).toMatch(/:log-group:\/strata\/audit\/trail$/);
  expect(creates.conditions.StringEquals["aws:RequestTag/strata:stack"]).toBe("managed-infrastructure");
  expect(JSON.stringify(apply.gained)).not.toContain("ec2:");

  const gained = new Map<string, readonly string[]>(
    roles.map((role: { stack: string; role: string; gained: (Group & { source: string })[] }) => [
      named(role),
      role.gained.flatMap(({ source, actions }) => actions.map((action) => `${source} ${action}`)).sort(),
    ]),
  );
  expect(gained.get("controllers ctl-fluent-bit")).toEqual(["policy logs:CreateLogStream"]);
  expect(gained.get("people dev-storefront")).toEqual(["policy ecr:DescribeRepositories"]);
  expect(gained.get("pipelines ci-storefront-web")).toEqual(["policy ecr:PutImage"]);
  expect(gained.get("workloads app-fulfilment-orders")).toEqual([
    "boundary dynamodb:DescribeTable",
    "policy sqs:DeleteMessage",
  ]);
  expect(gained.get("workloads app-storefront-web")).toEqual(["boundary dynamodb:DescribeTable"]);
  expect([...gained.keys()].filter((one) => one.startsWith("controllers "))).toEqual(["controllers ctl-fluent-bit"]);
}, 60_000);

it("says what was lost, and nothing else, with exit code 0, in the environment that is asked for", async () => {
  const lost = await diff("two-more", ["--markdown"], "example-s3");
  expect(lost).toMatchObject({ status: 0, stderr: "" });
  expect(lost.stdout).toMatch(/^### Permissions of `example-s3` against `two-more` \(`[0-9a-f]{7}`\)\n/);
  expect(lost.stdout.match(/^\| [\w-]+ \| [\w-]+ \| \d+ \| \d+ \|$/gm)).toEqual([
    expect.stringMatching(/^\| managed-infrastructure \| plan \| 0 \| [1-9]\d* \|$/),
    expect.stringMatching(/^\| managed-infrastructure \| apply \| 0 \| [1-9]\d* \|$/),
    expect.stringMatching(/^\| managed-infrastructure \| review \| 0 \| [1-9]\d* \|$/),
  ]);
  expect(lost.stdout).toMatch(
    /^\| `-` \| no longer allows \| .*`logs:CreateLogGroup`.*`log-group:\/strata\/audit\/older`/m,
  );
  expect(lost.stdout).not.toContain("trail");
}, 60_000);

/** A record of a work tree as git leaves it for a moment while it makes one. Gives back what removes it. */
function halfWrittenWorkTree(): () => void {
  const record = path.join(repository.root, ".git/worktrees/other");
  fs.mkdirSync(record, { recursive: true });
  const files = {
    HEAD: "ref: refs/heads/main\n",
    gitdir: `${path.join(repository.root, "../other/.git")}\n`,
    commondir: "",
  };
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(record, file), text);
  return () => fs.rmSync(record, { recursive: true });
}

it("a revision that can't be compared with is one error, and an interrupted comparison leaves nothing", async () => {
  const written = halfWrittenWorkTree();
  const endless = start("endless", [], undefined);
  const stopped = ended(endless);
  const running = () => fs.readdirSync(temporary).some((name) => /^strata-.*-revision-/.test(name));
  const [broken, without, unknown] = await Promise.all([
    diff("broken"),
    diff("without"),
    diff("no-such-branch"),
    (async () => {
      while (!running()) await setTimeout(20);
      await setTimeout(100);
      written();
    })(),
  ]);

  expect(broken).toMatchObject({ status: 1, stdout: "" });
  expect(broken.stderr).toMatch(
    /^platform permissions diff: broken \([0-9a-f]{7}\) can't be synthesized:\nThe sources do not compile:\nmain\.ts:1: .*\n$/,
  );
  expect(without).toMatchObject({ status: 1, stdout: "" });
  expect(without.stderr).toMatch(/^platform permissions diff: without \([0-9a-f]{7}\) writes no permissions; .*\n$/);
  expect(unknown).toMatchObject({ status: 1, stdout: "" });
  expect(unknown.stderr).toMatch(/^platform: git knows no revision no-such-branch; .*\n$/);

  endless.kill("SIGINT");
  expect(await stopped).toMatchObject({ status: null, signal: "SIGINT", stdout: "" });
}, 60_000);
