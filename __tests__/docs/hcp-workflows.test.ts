import fs from "node:fs";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { actions, nodeVersion, terraformVersion } from "../../cli/pipelines/actions";
import { stackIds } from "../../constructs/stack/stack-id";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly with?: { readonly stack: string };
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/hcp-terraform.md"), "utf8");
const texts = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? "");
const [whole, called] = texts.flatMap(
  (text) => safeLoadAll(text, null, { json: false }) as unknown as readonly Workflow[],
);
const jobs = [...Object.entries(whole?.jobs ?? {}), ...Object.entries(called?.jobs ?? {})];
const steps = jobs.flatMap(([, { steps: all = [] }]) => all);

it("there are the two of the page", () => expect(texts).toHaveLength(2));

it("they use the actions, Node.js and Terraform that the written workflows use", () => {
  const used = texts.flatMap((text) => [...text.matchAll(/- uses: (.*)$/gm)].map(([, name]) => name));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !(Object.values(actions) as readonly unknown[]).includes(name))).toEqual([]);
  const versions = (key: string) => new Set(steps.flatMap(({ with: given = {} }) => given[key] ?? []));
  expect(versions("node-version")).toEqual(new Set([nodeVersion]));
  expect(versions("terraform_version")).toEqual(new Set([terraformVersion]));
});

it("no job may more than it needs, and no text of an event stands in a script", () => {
  expect([whole?.permissions, called?.permissions]).toEqual([{}, {}]);
  for (const [name, { permissions }] of jobs) {
    expect([name, permissions]).toEqual([
      name,
      name === "comment" ? { "pull-requests": "write" } : { contents: "read" },
    ]);
  }
  for (const { run = "" } of steps) expect(run).not.toContain("${{");
});

it("a token is there in its own environment alone, and code of forks comes to none", () => {
  const withToken = jobs.filter(([, { steps: all = [] }]) => JSON.stringify(all).includes("secrets.HCP_TOKEN"));
  expect(withToken.map(([name, { environment }]) => [name, environment])).toEqual([
    ["plan", "example-hcp-plan"],
    ["check", "example-hcp-check"],
    ["plan", "example-hcp-plan"],
    ["apply", "example-hcp-apply"],
  ]);
  expect(whole?.jobs.affected?.if).toContain("head.repo.full_name == github.repository");
  expect(whole?.jobs.plan?.needs).toBe("affected");
});

it("a merge goes through all stacks, each after the one before", () => {
  const calls = Object.entries(whole?.jobs ?? {}).filter(([, { uses }]) => uses);
  expect(calls.map(([name, job]) => [name, job.with?.stack, job.needs])).toEqual(
    stackIds.map((stack, index) => [stack, stack, index === 0 ? undefined : stackIds[index - 1]]),
  );
  expect(whole?.jobs.identity?.if).toBe("github.event_name == 'push'");
});

it("what is applied is the run that was planned, and a pull request's is none that could be", () => {
  const commands = (workflow?: Workflow) => Object.values(workflow?.jobs ?? {}).flatMap(({ steps: all = [] }) => all);
  const scripts = (workflow?: Workflow) =>
    commands(workflow)
      .map(({ run = "" }) => run)
      .join("\n");
  expect(scripts(called)).toContain("-out=saved.plan");
  expect(scripts(called)).toContain("terraform apply -input=false -no-color saved.plan");
  expect(scripts(whole)).not.toMatch(/-out=|terraform apply/);
  expect(scripts(whole)).toContain("npx platform hcp --check");
});
