import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { staleIn } from "../../../cli/commands/pipelines";
import { generated } from "../../../cli/pipelines/steps";
import { targetOf } from "../../../cli/pipelines/target";
import { targets, workflowFolder, workflows } from "../../../cli/pipelines/workflows";
import { github } from "../../../constructs/identity/pipelines/github";
import { namesOf } from "../../../constructs/names";
import { deployerActions, stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly concurrency?: { readonly group: string };
  readonly "runs-on"?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const example = loadEnvironment("example-s3");
const all = workflows(targets());
const parsed = new Map([...all].map(([file, text]) => [file, safeLoadAll(text, null, { json: false })[0] as Workflow]));
const workflow = (file: string): Workflow => parsed.get(file) ?? { on: {}, permissions: {}, jobs: {} };
const jobsOf = ({ jobs }: Workflow) => Object.entries(jobs);
const scripts = (file: string) =>
  jobsOf(workflow(file))
    .flatMap(([, { steps = [] }]) => steps.map(({ run = "" }) => run))
    .join("\n");

it("stand in the repository as they would be written", () => {
  expect(staleIn(path.join(__dirname, "../../..", workflowFolder), all)).toEqual([]);
});

it("are for environments whose states lie in S3 and that name a GitHub repository", () => {
  expect(targets().map(({ name }) => name)).toEqual(["example-s3"]);
  expect(targetOf({ ...example, ci: {} })).toBeUndefined();
  expect(targetOf(loadEnvironment("example-hcp"))).toBeUndefined();
  expect(workflows([])).toEqual(new Map());
});

it("a file that is no longer wanted is removed, and no file of somebody else", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-workflows-"));
  for (const [file, text] of [
    ["plan-former.yml", `${generated}\nname: x\n`],
    ["own.yml", "name: own\n"],
    ["kept.yml", "kept"],
    ["other.yml", "old"],
  ] as const) {
    fs.writeFileSync(path.join(folder, file), text);
  }
  const stale = staleIn(
    folder,
    new Map([
      ["kept.yml", "kept"],
      ["other.yml", "new"],
      ["missing.yml", "x"],
    ]),
  );
  fs.rmSync(folder, { recursive: true });
  expect(stale).toEqual([
    { file: "other.yml", text: "new" },
    { file: "missing.yml", text: "x" },
    { file: "plan-former.yml", text: undefined },
  ]);
});

describe("each job", () => {
  const jobs = [...parsed].flatMap(([file, one]) => jobsOf(one).map(([id, job]) => ({ file, id, job })));

  it.each(jobs)("$file $id: has no right of the token that it does not state", ({ file, job }) => {
    expect(workflow(file).permissions).toEqual({});
    const may = Object.entries(job.permissions ?? {}).map((right) => right.join(": "));
    expect(may.length).toBeGreaterThan(0);
    // A job with a cloud role writes nothing at GitHub.
    const writes = may.filter((one) => one.endsWith("write"));
    expect(writes.length).toBeLessThan(2);
    expect(may.includes("id-token: write")).toBe(job.environment !== undefined || job.uses !== undefined);
  });

  it.each(jobs)("$file $id: uses actions by commit, and no text of an event within a script", ({ job }) => {
    for (const { uses, run = "" } of job.steps ?? []) {
      if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(run).not.toContain("${{");
    }
  });

  it("runs in the repository of its environment alone", () => {
    const first = jobs.filter(({ file, job }) => !job.needs && file !== "apply-stack.yml" && file !== "check.yml");
    expect(first).toHaveLength(6);
    for (const { job } of first) expect(job.if).toContain("github.repository == 'larkfield-energy/platform'");
  });
});

describe("roles", () => {
  const subject = github({ ...(example.ci.github ?? { owner: "", repository: "" }), provider: "existing" }).subject;
  const place = (environment: string) =>
    `repo:larkfield-energy@204811735/platform@1021774309:environment:${environment}`;
  const arn = namesOf(example);

  it.each(stackIds)("of %s: the job that asks for one runs in the environment that its trust names", (stack) => {
    const { with: inputs = {} } = workflow("deploy-example-s3.yml").jobs[stack] as Job;
    for (const action of deployerActions) {
      const { environment = "" } = workflow("apply-stack.yml").jobs[action] as Job;
      const filled = environment.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name) => inputs[name] ?? "");
      expect(place(filled)).toBe(subject({ environment: "example-s3", stack, role: action }));
      expect(inputs[`${action}-role`]).toBe(arn.deployerRoleArn(stack, action));
    }
  });

  it.each(["plan-example-s3.yml", "drift-example-s3.yml"])(
    "%s plans with the review roles, and with no other",
    (file) => {
      const { environment = "", ...plan } = workflow(file).jobs.plan as Job;
      const text = JSON.stringify(plan);
      for (const stack of stackIds) {
        const filled = environment.replace("${{ matrix.stack }}", stack);
        expect(place(filled)).toBe(subject({ environment: "example-s3", stack, role: "review" }));
        expect(text).toContain(arn.deployerRoleArn(stack, "review"));
        for (const action of deployerActions) expect(text).not.toContain(arn.deployerRoleArn(stack, action));
      }
    },
  );
});

it("stacks whose objects lie in the cluster run in the VPC, where the environment's runners stand", () => {
  const labels = (target: ReturnType<typeof targetOf>) => stackIds.map((stack) => target?.runsOn(stack)[0]);
  const hosted = "ubuntu-latest";
  const own = "self-hosted";
  expect(labels(targetOf(example))).toEqual([hosted, hosted, own, own, own, own]);
  expect(labels(targetOf({ ...example, runners: "public" }))).toEqual(stackIds.map(() => hosted));
});

it("a change of the ledger alone goes the way of removals, and no other change does", () => {
  const { push: deploy } = workflow("deploy-example-s3.yml").on;
  const { push: remove } = workflow("remove-example-s3.yml").on;
  expect(deploy).toEqual({ branches: ["main"], "paths-ignore": ["ledger/**"] });
  expect(remove).toEqual({ branches: ["main"], paths: ["ledger/example-s3.json"] });
});

it("code that nobody has reviewed runs on no machine that holds an apply role", () => {
  const rollouts = stackIds.map((stack) => JSON.stringify(targetOf(example)?.runsOn(stack)));
  for (const file of ["plan-example-s3.yml", "drift-example-s3.yml"]) {
    const labels = workflow(file).jobs.plan?.["runs-on"] ?? "";
    for (const own of rollouts.filter((one) => one.includes("self-hosted"))) expect(labels).not.toContain(own);
    expect(labels).toContain('"apps":["self-hosted","strata-example-s3-review"]');
  }
});

it("plans that nobody applies take no lock; one state is not planned and applied by two at once", () => {
  expect(scripts("plan-example-s3.yml")).toContain('npx platform plan "$STACK" --no-lock');
  expect(scripts("drift-example-s3.yml")).toContain("npx platform drift --stack");
  const { plan, apply } = workflow("apply-stack.yml").jobs;
  expect(plan?.concurrency?.group).toBe("state-${{ inputs.environment }}-${{ inputs.stack }}");
  expect(apply?.concurrency).toEqual(plan?.concurrency);
});

describe("the saved plan", () => {
  const scriptOf = (job: string, name: string): string =>
    workflow("apply-stack.yml").jobs[job]?.steps?.find((step) => step.name?.startsWith(name))?.run ?? "";
  let folder: string;
  let digest: string;

  const bash = (script: string, env: NodeJS.ProcessEnv) =>
    execFileSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd: folder,
      stdio: "pipe",
      env: { ...process.env, ...env },
    });
  const restore = (env: NodeJS.ProcessEnv = {}) =>
    bash(scriptOf("apply", "the plan that was approved"), {
      STACK: "apps",
      PASSPHRASE: "correct",
      DIGEST: digest,
      ...env,
    });

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-saved-plan-"));
    const stack = path.join(folder, "cdktf.out/stacks/apps");
    fs.mkdirSync(stack, { recursive: true });
    fs.writeFileSync(path.join(stack, "saved.plan"), "what was approved");
    fs.writeFileSync(path.join(stack, ".terraform.lock.hcl"), "hashes");
    const outputs = path.join(folder, "outputs");
    bash(scriptOf("plan", "save the plan"), { STACK: "apps", PASSPHRASE: "correct", GITHUB_OUTPUT: outputs });
    digest = fs.readFileSync(outputs, "utf8").trim().replace("digest=", "");
    fs.rmSync(path.join(stack, "saved.plan"));
  });

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("is encrypted, and comes back as it was", () => {
    expect(fs.readFileSync(path.join(folder, "plan.enc"), "latin1")).not.toContain("what was approved");
    restore();
    expect(fs.readFileSync(path.join(folder, "cdktf.out/stacks/apps/saved.plan"), "utf8")).toBe("what was approved");
  });

  it("is not taken with another passphrase, and not when it is another file", () => {
    expect(() => restore({ PASSPHRASE: "wrong" })).toThrow();
    expect(() => restore({ DIGEST: digest.replace(/^./, (first) => (first === "0" ? "1" : "0")) })).toThrow();
  });

  it("is not saved without a passphrase", () => {
    const env = { STACK: "apps", PASSPHRASE: "", GITHUB_OUTPUT: path.join(folder, "none") };
    expect(() => bash(scriptOf("plan", "save the plan"), env)).toThrow("PLAN_PASSPHRASE is not set");
  });
});

it("drift has one issue for each stack: opened, rewritten, closed, and none where all is well", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-issues-"));
  const calls = path.join(folder, "calls");
  const gh = `#!/bin/sh
case "$*" in *"issue list"*" apps"* | *"issue list"*identity*) echo 7;; esac
case "$2" in list) ;; *) echo "$*" >> ${calls};; esac
`;
  fs.writeFileSync(path.join(folder, "gh"), gh, { mode: 0o755 });
  fs.mkdirSync(path.join(folder, "drift"));
  const statuses = { identity: 0, "cluster-services": 0, "app-services": 1, apps: 2 };
  for (const [stack, status] of Object.entries(statuses)) {
    fs.writeFileSync(path.join(folder, `drift/${stack}.status`), `${status}\n`);
    fs.writeFileSync(path.join(folder, `drift/${stack}.md`), "`$(touch run)`\n");
  }
  const script = workflow("drift-example-s3.yml").jobs.issues?.steps?.at(-1)?.run ?? "";
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, RUN: "the-run" };
  execFileSync("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env });
  const said = fs.readFileSync(calls, "utf8");
  const ran = fs.existsSync(path.join(folder, "run"));
  fs.rmSync(folder, { recursive: true });
  expect(said).toBe(
    [
      "issue create --title Drift: example-s3 app-services --body `$(touch run)`\n\nFound by the-run.\n",
      "issue edit 7 --body `$(touch run)`\n\nFound by the-run.\n",
      "issue close 7 --comment No longer so: the-run\n",
    ].join(""),
  );
  expect(ran).toBe(false);
});

it("records of applies are read with the plan roles, by the drift workflow alone, and nothing is planned with them", () => {
  const { environment, steps = [] } = workflow("drift-example-s3.yml").jobs.history as Job;
  expect(environment).toBe("example-s3-${{ matrix.stack }}-plan");
  const told = JSON.stringify(steps);
  for (const stack of stackIds) expect(told).toContain(namesOf(example).deployerRoleArn(stack, "plan"));
  expect(told).not.toMatch(/setup-terraform|platform plan|platform drift/);
  expect(all.get("plan-example-s3.yml")).not.toMatch(/-plan["']/);
});

it("what needs no credentials is checked without any", () => {
  const { on, jobs } = workflow("check.yml");
  expect(Object.keys(on)).toEqual(["pull_request", "merge_group", "push"]);
  const runs = scripts("check.yml");
  for (const command of ["npm test", "npm run check", "npx platform pipelines --check", "npx platform docs --check"]) {
    expect(runs.split("\n")).toContain(command);
  }
  for (const job of Object.values(jobs)) {
    expect([job.permissions, job.environment]).toEqual([{ contents: "read" }, undefined]);
  }
  expect(all.get("check.yml")).not.toContain("secrets.");
});

describe("a job that is run again", () => {
  const guards = ["plan", "apply"].map((job) => (workflow("apply-stack.yml").jobs[job] as Job).steps?.[0]);
  const again = (sha: string) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-again-"));
    const gh = '#!/bin/sh\n[ "$*" = "api repos/o/r/commits/main --jq .sha" ] && echo new\n';
    fs.writeFileSync(path.join(folder, "gh"), gh, { mode: 0o755 });
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      GITHUB_SHA: sha,
      GITHUB_REF_NAME: "main",
      GITHUB_REPOSITORY: "o/r",
    };
    const { status, stdout } = spawnSync("bash", ["-eo", "pipefail", "-c", guards[0]?.run ?? ""], {
      env,
      encoding: "utf8",
    });
    fs.rmSync(folder, { recursive: true });
    return { status, stdout };
  };

  it("is asked before all else, whether it plans or applies", () => {
    for (const guard of guards) {
      expect(guard).toMatchObject({ name: "no commit of before", if: "github.run_attempt != '1'" });
    }
  });

  it("stops where main went on, and says what to do instead", () => {
    const { status, stdout } = again("old");
    expect(status).toBe(1);
    expect(stdout).toBe(
      "::error::This run is of old, and main is at new by now. Start the workflow by hand, which takes the newest, and leave this run.\n",
    );
  });

  it("goes on where it is still the newest", () => {
    expect(again("new")).toEqual({ status: 0, stdout: "" });
  });
});

describe("what the stacks say of the ledger", () => {
  /** Joins what each of six stacks said; by the exit codes of their checks. */
  const joined = (codes: readonly number[]) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-joined-"));
    fs.mkdirSync(path.join(folder, "drift"));
    codes.forEach((code, index) => {
      fs.writeFileSync(path.join(folder, `drift/${stackIds[index]}.ledger.code`), `${code}\n`);
      if (code !== 0) fs.writeFileSync(path.join(folder, `drift/${stackIds[index]}.ledger.part`), `told ${index}\n`);
    });
    const script = workflow("drift-example-s3.yml").jobs.issues?.steps?.at(-2)?.run ?? "";
    execFileSync("bash", ["-eo", "pipefail", "-c", script], { cwd: folder });
    const read = (file: string) => fs.readFileSync(path.join(folder, "drift", file), "utf8");
    const found = [read("ledger.status").trim(), read("ledger.md"), read("history.status").trim()];
    fs.rmSync(folder, { recursive: true });
    return found;
  };

  it.each([
    ["all is well", [0, 0, 0, 0, 0, 0], "0", ""],
    ["two are stale", [0, 2, 0, 0, 0, 2], "2", "told 5\ntold 1\n"],
    [
      "one could not be looked at",
      [0, 2, 1, 0, 0, 0],
      "1",
      "Not every stack could be looked at: see the jobs.\n\ntold 2\ntold 1\n",
    ],
    ["one said nothing", [0, 0, 0, 0, 0], "1", "Not every stack could be looked at: see the jobs.\n\n"],
  ])("is one issue: %s", (_, codes, status, text) => {
    // No stack said anything of its records, so that nobody knows.
    expect(joined(codes)).toEqual([status, text, "1"]);
  });

  it("is asked of each, by both commands; the worse of two answers counts", () => {
    const script =
      workflow("drift-example-s3.yml").jobs.plan?.steps?.find(({ name }) => name?.startsWith("whether the ledger"))
        ?.run ?? "";
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-asked-"));
    const npx =
      '#!/bin/sh\necho "$*"\ncase "$*" in "platform permissions record apps --check") exit 2;; *"retire apps --check") exit 0;; esac\nexit 1\n';
    fs.writeFileSync(path.join(folder, "npx"), npx, { mode: 0o755 });
    const env = { PATH: `${folder}:${process.env.PATH}`, STACK: "apps" };
    execFileSync("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env });
    const read = (file: string) => fs.readFileSync(path.join(folder, "drift", file), "utf8");
    const found = [read("apps.ledger.code"), read("apps.ledger.part")];
    fs.rmSync(folder, { recursive: true });
    expect(found).toEqual(["2\n", "#### apps\n\n    platform permissions record apps --check\n\n"]);
  });
});
