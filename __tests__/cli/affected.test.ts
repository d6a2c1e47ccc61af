import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { OwnRepository } from "../support/own-repository";

/**
 * A repository of its own with this checkout's sources. `main`: as they are. Branches: one app's replicas; an output of
 * managed-infrastructure; sources that do not compile. The work tree stays at `main`.
 */
const repository = new OwnRepository("affected");

const replaced = (name: string, file: string, from: string, to: string) =>
  repository.branch(name, () => repository.edit(file, from, to));

function affected(...args: string[]) {
  const options = { cwd: repository.root, env: repository.env, encoding: "utf8" as const };
  return spawnSync(process.execPath, ["cli/platform.mjs", "affected", ...args], options);
}

beforeAll(() => {
  repository.begin();
  replaced("replicas", "environments/demo.ts", "logRetentionDays: 90", "logRetentionDays: 180");
  replaced(
    "output",
    "stacks/2-managed-infrastructure/stack.ts",
    "runnerSecurityGroupId:",
    'runnerSecurityGroupId: "x" +',
  );
  replaced("broken", "main.ts", "const identity", "const = 1; const identity");
  replaced("elsewhere", "environments/demo.ts", 'name: "demo"', 'name: "other"');
});

/** The repository, its output and the folder for temporary files are as they were. */
afterAll(() => {
  const left = repository.leftovers();
  const written = fs.existsSync(path.join(repository.root, "cdktf.out"));
  repository.remove();
  expect({ ...left, written }).toEqual({ worktrees: 1, files: [], written: false });
});

it("no stack where nothing that Terraform gets differs", () => {
  const { status, stdout, stderr } = affected("--base", "main");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^No stack differs from main \([0-9a-f]{7}\)\.\n$/);
});

it("those whose JSON differs, and no other", () => {
  const { status, stdout } = affected("--base", "replicas", "--json");
  expect(status).toBe(0);
  const { environment, base, stacks } = JSON.parse(stdout);
  expect({ environment, base }).toEqual({ environment: "demo", base: "replicas" });
  expect(stacks.length).toBeGreaterThan(0);
  expect(stacks.length).toBeLessThan(6);
  expect(stacks).toEqual(stacks.map(({ stack }: { stack: string }) => ({ stack, why: "changed" })));
});

it("those that read a contract whose outputs differ", () => {
  const { stacks } = JSON.parse(affected("--base", "output", "--json").stdout);
  expect(stacks).toContainEqual({ stack: "managed-infrastructure", why: "changed" });
  expect(stacks).toContainEqual({ stack: "kubernetes-cluster", why: "reads", of: "managed-infrastructure" });
});

it.each(["broken", "elsewhere"])("all where the base (%s) can't be synthesized, with the reason", (base) => {
  const { status, stdout } = affected("--base", base);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^${base} \\([0-9a-f]{7}\\) can't be synthesized, so every stack is affected: .+\n`),
  );
  expect(stdout.match(/^[a-z-]+ {2}new$/gm)).toHaveLength(6);
});

it("a base that git does not know is an error", () => {
  const { status, stdout, stderr } = affected("--base", "no-such-branch");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^platform: git knows no revision no-such-branch; /);
});
