import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { OwnRepository } from "../../support/own-repository";

/** A repository of its own with this checkout's sources: `main` as they are, and a log group more in the work tree. */
const repository = new OwnRepository("report");
const stack = "stacks/2-managed-infrastructure/stack.ts";
const page = path.join(repository.root, "cdktf.out", "report", "index.html");

function report(...args: readonly string[]) {
  const options = { cwd: repository.root, env: repository.env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["cli/platform.mjs", "report", ...args], options);
  return { status, stdout, stderr };
}

beforeAll(() => repository.begin());
afterAll(() => repository.remove());

it("writes the page; against another revision with what is gained and lost", () => {
  expect(report()).toEqual({ status: 0, stdout: "Written to cdktf.out/report/index.html.\n", stderr: "" });
  expect(fs.readFileSync(page, "utf8")).toContain("This report was made without one");

  const publish = "    this.publish(managedInfrastructureContract";
  const kept = 'retentionInDays: 365, kmsKeyId: keys.arnOf("logs")';
  const group = `    new CloudwatchLogGroup(this, "trail", { name: "/strata/audit/trail", ${kept} });\n`;
  repository.edit(stack, publish, group + publish);
  const imported = 'import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";\n';
  const file = path.join(repository.root, stack);
  fs.writeFileSync(file, imported + fs.readFileSync(file, "utf8"));

  const { status, stdout } = report("--compare", "main");
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^Written to \S+ Against main \([0-9a-f]{7}\): \d+ gained, \d+ lost, \d+ changed\.\n$/),
  ]);
  const text = fs.readFileSync(page, "utf8");
  expect(text).toContain('<li class="gained">+ managed-infrastructure: aws_cloudwatch_log_group.trail</li>');
  expect(text).toMatch(/managed-infrastructure, apply role: <span class="gained">[1-9]\d* gained/);
  expect(repository.leftovers()).toEqual({ worktrees: 1, files: [] });
});

it("leaves the page as it was where something is wrong, and half a page nowhere", () => {
  const before = fs.readFileSync(page, "utf8");
  expect(report("--compare", "nowhere")).toMatchObject({ status: 1, stdout: "" });
  repository.edit("environments/demo.ts", 'runners: "public"', 'runners: "per-galaxy"');
  expect(report()).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^environments\/demo\.ts: 1 problem/),
  });
  expect(fs.readFileSync(page, "utf8")).toBe(before);
  expect(fs.readdirSync(path.dirname(page))).toEqual(["index.html"]);
});

it("says what it does not take", () => {
  expect(report("main").stderr).toBe(
    "platform report: it takes no argument main; write --compare main; npx platform report --help shows its usage\n",
  );
});
