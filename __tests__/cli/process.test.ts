import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stackIds } from "../../constructs/stack/stack-id";
import { layOut } from "../support/own-repository";

/** The app as its users start it: processes of a checkout of their own. */
const checkouts: string[] = [];

function checkout(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-checkout-"));
  checkouts.push(folder);
  layOut(folder);
  return folder;
}

function run(folder: string, entry: string, env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  const { CDKTF_OUTDIR: _, ...inherited } = process.env;
  const options = { cwd: folder, env: { ...inherited, ...env }, encoding: "utf8" as const };
  return spawnSync(process.execPath, ["cli/run.mjs", entry, ...args], options);
}

function contents(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const isFile = (name: string) => fs.statSync(path.join(folder, name)).isFile();
  return Object.fromEntries(
    files.filter(isFile).map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
  );
}

function edit(folder: string, file: string, from: string, to: string): void {
  const before = fs.readFileSync(path.join(folder, file), "utf8");
  expect(before).toContain(from);
  fs.writeFileSync(path.join(folder, file), before.replace(from, to));
}

/** For the tests that change nothing in it. */
const shared = checkout();
const output = (folder: string) => contents(path.join(folder, "cdktf.out"));

/** For one test after the other, each of which edits it. */
const edited = checkout();
const notCompiling = { syntax: "export default {", imported: 'import x from "./nowhere";\nexport default x;' };

afterAll(() => {
  for (const folder of checkouts) fs.rmSync(folder, { recursive: true, force: true });
});

it("a new checkout writes nothing at all where the environment is bad", () => {
  const { status, stderr } = run(shared, "main.ts", { ENVIRONMENT: "nowhere" });
  expect(status).toBe(1);
  expect(stderr).toContain("demo, example-hcp, example-s3");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(fs.existsSync(path.join(shared, "cdktf.out"))).toBe(false);
});

describe("two checkouts", () => {
  let first: Record<string, string>;

  it("one with environments that do not compile: no trouble of the others", () => {
    for (const [name, source] of Object.entries(notCompiling)) {
      fs.writeFileSync(path.join(edited, `environments/${name}.ts`), source);
    }
    expect(run(edited, "main.ts")).toMatchObject({ status: 0, stderr: "", stdout: "" });
    first = output(edited);
    expect(Object.keys(first)).toEqual(expect.arrayContaining(stackIds.map((id) => `stacks/${id}/cdk.tf.json`)));
    expect(JSON.stringify(first)).not.toContain(path.basename(edited));
  });

  it("give the same bytes, and so does a second run; npm start prints the summary, as a table and as JSON", () => {
    const { status, stdout } = run(shared, "cli/start.ts");
    expect(status).toBe(0);
    const { "report/index.html": page, ...others } = output(shared);
    expect(others).toEqual(first);
    expect(page).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    for (const id of stackIds) expect(stdout).toMatch(new RegExp(`^${id} `, "m"));
    const summary = JSON.parse(run(shared, "cli/start.ts", {}, "--json").stdout);
    expect(output(shared)).toEqual({ ...first, "report/index.html": page });
    expect(summary.stacks.map(({ stack }: { stack: string }) => stack)).toEqual(stackIds);
  });

  it("follow an edited source at once", () => {
    edit(edited, "constructs/stack/aws-provider.ts", "...aws.tags,", '...aws.tags, edited: "yes",');
    run(edited, "main.ts");
    for (const id of stackIds) expect(output(edited)[`stacks/${id}/cdk.tf.json`]).toContain('"edited": "yes"');
  });
});

it("npm start refuses a wrong option, and tells once what is wrong", () => {
  expect(run(shared, "cli/start.ts", {}, "--jsn")).toMatchObject({ status: 1, stdout: "" });
  // The app is part of this entry's bundle, and must not run by itself beside it.
  const { stderr } = run(shared, "cli/start.ts", { ENVIRONMENT: "nowhere" });
  expect(stderr.match(/ENV_UNKNOWN/g)).toHaveLength(1);
});

it.each(Object.keys(notCompiling))(
  "what does not compile in %s is told to whoever selects it, and nothing else is",
  (one) => {
    const { status, stderr } = run(edited, "main.ts", { ENVIRONMENT: one });
    expect(status).toBe(1);
    expect(new Set(stderr.match(/environments\/\w+\.ts/g))).toEqual(new Set([`environments/${one}.ts`]));
    expect(stderr).not.toMatch(/^\s+at /m);
  },
);

it("a bad environment ends with exit code 1 and one message, and the previous output stays as it was", () => {
  const before = output(edited);
  edit(edited, "environments/demo.ts", 'runners: "public"', 'runners: "per-galaxy"');
  const { status, stdout, stderr } = run(edited, "main.ts");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^environments\/demo\.ts: 1 problem\n {2}- runners is "per-galaxy": .*\n$/);
  expect(output(edited)).toEqual(before);
});

it("a source that does not compile is named with its line", () => {
  fs.appendFileSync(path.join(edited, "main.ts"), "\nconst = 1;\n");
  const { status, stderr } = run(edited, "main.ts");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The sources do not compile:\nmain\.ts:\d+: /);
});
