import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { commands } from "../../cli/commands/commands";
import { sessionHours } from "../../constructs/identity/deployer-sessions";
import { namesOf } from "../../constructs/names";
import { deployerActions, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { bash } from "../cli/pipelines/support/bash";

interface Job {
  readonly extends?: string;
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
  readonly needs?: readonly (string | { readonly job: string; readonly optional: boolean })[];
  readonly rules?: readonly { readonly if: string; readonly when?: string; readonly allow_failure?: boolean }[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly resource_group?: string;
  readonly environment?: { readonly name: string };
  readonly artifacts?: Readonly<Record<string, unknown>>;
  readonly timeout?: string;
}

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/pipelines.md"), "utf8");
const blocks = new Map(
  [...page.matchAll(/^```yaml\n# (\S+)\n(.*?)^```$/gms)].map(([, file = "", text = ""]) => [
    file,
    safeLoadAll(text, null, { json: false })[0] as Readonly<Record<string, Job>>,
  ]),
);
const fileOf = (file: string) => blocks.get(file) ?? {};
const deploy = fileOf(".gitlab/deploy.yml");
const templates = { ...fileOf(".gitlab/job.yml"), ...deploy };

/** A job with what it takes over: GitLab merges maps, and the nearest list stands. */
function whole(job: Job): Job {
  const above = job.extends ? whole(templates[job.extends] ?? {}) : {};
  return { ...above, ...job, variables: { ...above.variables, ...job.variables } };
}

const jobOf = (name: string) => whole(deploy[name] ?? {});
const scriptOf = ({ before_script = [], script = [] }: Job) => [...before_script, ...script].join("\n");

it("is three files and the removals", () => {
  expect([...blocks.keys()]).toEqual([".gitlab-ci.yml", ".gitlab/job.yml", ".gitlab/deploy.yml", ".gitlab/remove.yml"]);
});

it("calls commands that there are, with options that they have", () => {
  const scripts = [...blocks.values()].flatMap((file) => Object.values(file).map(scriptOf)).join("\n");
  const calls = [...scripts.matchAll(/npx platform (history record|\S+)(.*)$/gm)];
  expect(new Set(calls.map(([, name]) => name))).toEqual(
    new Set(["affected", "drift", "bootstrap", "ready", "plan", "history record"]),
  );
  for (const [, name, rest = ""] of calls) {
    const command = commands.find((one) => one.name === name);
    for (const [, option = ""] of rest.matchAll(/ --([a-z-]+)/g)) expect(command?.options).toHaveProperty([option]);
  }
});

describe.each([
  [".gitlab/deploy.yml", stackIds],
  [".gitlab/remove.yml", [...stackIds].reverse()],
])("%s", (file, order) => {
  it("plans each stack after every apply before it, where that is part of the rollout", () => {
    const plans = Object.entries(fileOf(file)).filter(([name]) => / plan$/.test(name));
    expect(plans.map(([name]) => name)).toEqual(order.map((stack) => `${stack} plan`));
    plans.forEach(([, { needs }], index) => {
      expect(needs).toEqual(order.slice(0, index).map((stack) => ({ job: `${stack} apply`, optional: true })));
    });
  });
});

describe.each(stackIds)("%s", (stack) => {
  it.each(deployerActions)("%s: its own state, environment and turn, where the stack is affected", (action) => {
    const job = jobOf(`${stack} ${action}`);
    expect(job.resource_group).toBe(`state-prod-${stack}`);
    expect(job.environment?.name).toBe(`prod-${stack}-${action}`);
    expect(job.variables).toMatchObject({ STACK: stack, ACTION: action, ENVIRONMENT: "prod" });
    expect(job.rules?.[0]?.if).toBe(`$AFFECTED =~ /,${stack},/`);
  });

  it("applies by hand, what was planned just before, and nothing goes on without it", () => {
    const { rules, needs } = jobOf(`${stack} apply`);
    expect(rules?.[0]).toMatchObject({ when: "manual", allow_failure: false });
    expect(needs).toEqual([`${stack} plan`]);
  });

  it.each(deployerActions)("%s takes the role of that name, for as long as the job may last", (action) => {
    const job = jobOf(`${stack} ${action}`);
    const { status, stdout } = inFolder((folder) => {
      program(folder, "aws", 'echo "$*" >&2; echo a b c');
      program(folder, "npm", "exit 0");
      const env = { ...job.variables, PATH: `${folder}:${process.env.PATH}`, AWS_TOKEN: "t", CI_PIPELINE_ID: "7" };
      const check = '[ "$AWS_ACCESS_KEY_ID$AWS_SECRET_ACCESS_KEY$AWS_SESSION_TOKEN" = abc ]';
      return bash(`exec 2>&1\n${job.before_script?.join("\n")}\n${check}`, folder, env);
    });
    expect(status).toBe(0);
    const names = namesOf({ ...loadEnvironment("example-s3"), name: "prod" });
    const arn = names.deployerRoleArn(stack, action).replace(/\d{12}/, "111122223333");
    expect(stdout).toContain(`--role-arn ${arn} `);
    expect(stdout).toContain(`--duration-seconds ${sessionHours[action] * 3600} `);
    expect(Number(job.timeout?.replace(" minutes", ""))).toBeLessThan(sessionHours[action] * 60);
  });
});

describe("a plan", () => {
  const env = (folder: string) => ({
    PATH: `${folder}:${process.env.PATH}`,
    STACK: "apps",
    PLAN_PASSPHRASE: "correct",
    DIGEST: /=(\w+)/.exec(read(folder, "digest.env"))?.[1],
  });

  /** Plans, and then applies with a Terraform that does as told. */
  const rollout = (terraform: string, between: (folder: string) => void = () => undefined) =>
    inFolder((folder) => {
      const stack = path.join(folder, "cdktf.out/stacks/apps");
      fs.mkdirSync(stack, { recursive: true });
      fs.writeFileSync(path.join(stack, "saved.plan"), "what was planned");
      fs.writeFileSync(path.join(stack, ".terraform.lock.hcl"), "hashes");
      program(folder, "npx", `echo "$*" >> calls`);
      program(folder, "npm", "exit 0");
      program(folder, "terraform", `case "$*" in *" apply "*) ${terraform};; esac`);
      const planned = bash(jobOf("apps plan").script?.join("\n") ?? "", folder, env(folder));
      expect(planned).toMatchObject({ status: 0, stderr: "" });
      expect(fs.existsSync(path.join(stack, "saved.plan"))).toBe(false);
      between(folder);
      const { status } = bash(jobOf("apps apply").script?.join("\n") ?? "", folder, env(folder));
      const applied = read(stack, "applied");
      return { status, applied, calls: read(folder, "calls").split("\n"), errored: read(folder, "errored.enc") };
    });
  const apply = "cp cdktf.out/stacks/apps/saved.plan cdktf.out/stacks/apps/applied";

  it("is applied as it was saved, and written down", () => {
    const { status, applied, calls } = rollout(apply);
    expect({ status, applied }).toEqual({ status: 0, applied: "what was planned" });
    expect(calls).toContain("platform history record apps --plan saved.plan");
  });

  it("is not applied when the file is another one", () => {
    const { status, applied } = rollout(apply, (folder) => fs.appendFileSync(path.join(folder, "plan.enc"), "x"));
    expect({ status: status !== 0, applied }).toEqual({ status: true, applied: "" });
  });

  it("that fails half-way is written down too, and its state kept, encrypted", () => {
    const { status, calls, errored } = rollout("echo a state > cdktf.out/stacks/apps/errored.tfstate; exit 3");
    expect(status).toBe(3);
    expect(calls).toContain("platform history record apps --plan saved.plan --failed");
    expect(errored).toMatch(/^Salted__/);
    expect(errored).not.toContain("a state");
  });

  it("lives for a day", () => {
    expect(jobOf("apps plan").artifacts).toMatchObject({ paths: ["plan.enc"], expire_in: "1 day" });
  });
});

it("the stacks of a rollout are told apart by commas", () => {
  const affected = fileOf(".gitlab-ci.yml").affected ?? {};
  const said = inFolder((folder) => {
    bash(affected.script?.join("\n") ?? "", folder, { CI_PIPELINE_SOURCE: "web" });
    return read(folder, "affected.env");
  });
  expect(said).toBe(`AFFECTED=,${stackIds.join(",")},\n`);
});

it("one rollout at a time, in either direction", () => {
  const { deploy: forwards, remove, ".rollout": both } = fileOf(".gitlab-ci.yml");
  expect([forwards?.extends, remove?.extends, both?.resource_group]).toEqual([".rollout", ".rollout", "rollout-prod"]);
});

describe("at GitHub", () => {
  it("the loop makes every environment, with reviewers where something is applied", () => {
    const blocks = [...page.matchAll(/^ {3}```sh\n(.*?)^ {3}```$/gms)].map(([, block = ""]) => block);
    const loop = blocks.find((block) => block.includes("/environments/")) ?? "";
    const calls = inFolder((folder) => {
      program(
        folder,
        "gh",
        'case "$*" in *teams*) echo 42;; *PUT*) echo "$4 $(cat)" >> calls;; *) echo "$4 $6" >> calls;; esac',
      );
      expect(bash(loop, folder, { PATH: `${folder}:${process.env.PATH}` }).status).toBe(0);
      return read(folder, "calls").trim().split("\n");
    });
    const place = (name: string) => `repos/larkfield-energy/platform/environments/example-s3-${name}`;
    const main = { protected_branches: false, custom_branch_policies: true };
    const reviewers = [{ type: "Team", id: 42 }];
    const wanted = stackIds.flatMap((stack) => [
      `${place(`${stack}-review`)} ${JSON.stringify({ deployment_branch_policy: null })}`,
      `${place(`${stack}-plan`)} ${JSON.stringify({ deployment_branch_policy: main })}`,
      `${place(`${stack}-apply`)} ${JSON.stringify({ deployment_branch_policy: main, prevent_self_review: true, reviewers })}`,
      `${place(`${stack}-plan`)}/deployment-branch-policies name=main`,
      `${place(`${stack}-apply`)}/deployment-branch-policies name=main`,
    ]);
    expect(calls).toEqual(wanted);
  });
});

function inFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-pipelines-"));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function program(folder: string, name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

function read(folder: string, file: string): string {
  return fs.existsSync(path.join(folder, file)) ? fs.readFileSync(path.join(folder, file), "latin1") : "";
}
