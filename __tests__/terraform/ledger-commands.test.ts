import fs from "node:fs";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { applyStackWorkflow } from "../../cli/pipelines/apply-stack-workflow";
import { stackIds } from "../../constructs/stack/stack-id";
import { describeTerraform } from "./support/availability";
import { copyOfCheckout } from "./support/checkout";
import { inOrder } from "./support/parallel";
import { type Result, run } from "./support/processes";
import { apply, init, terraformOk } from "./support/terraform";
import { toolEnvironment } from "./support/toolEnvironment";

interface Workflow {
  readonly jobs: { readonly plan: { readonly steps: readonly { readonly id?: string; readonly run?: string }[] } };
}

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("the commands around the ledger, in a checkout whose demo is deployed", () => {
  let checkout: string;
  const folder = (id: string) => path.join(checkout, "cdktf.out/stacks", id);
  const ledger = () => fs.readFileSync(path.join(checkout, "ledger/demo.json"), "utf8");

  const platformIn = (env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Result> =>
    run(process.execPath, ["cli/platform.mjs", ...args], { cwd: checkout, env: toolEnvironment(env) });
  const platform = (...args: readonly string[]) => platformIn({}, ...args);
  const applyAll = () =>
    inOrder(stackIds, async (id) => {
      await init(folder(id));
      await apply(folder(id));
    });

  beforeAll(async () => {
    checkout = copyOfCheckout();
    fs.rmSync(path.join(checkout, "ledger"), { recursive: true, force: true });
    await run(process.execPath, ["cli/run.mjs", "main.ts"], { cwd: checkout, env: toolEnvironment() });
    await applyAll();
  });

  it("record writes what is deployed, and --check is content with it", async () => {
    const stale = await platform("permissions", "record", "--check");
    expect([stale.code, stale.stdout]).toEqual([
      2,
      expect.stringMatching(
        /^ledger\/demo\.json is stale: \d+ things are not recorded, 0 otherwise than deployed\. Run/,
      ),
    ]);
    expect(fs.existsSync(path.join(checkout, "ledger"))).toBe(false);
    const recorded = await platform("permissions", "record");
    expect([recorded.code, recorded.stderr]).toEqual([0, ""]);
    expect(recorded.stdout).toMatch(/^ledger\/demo\.json: \d{3} things recorded, \d{3} of them new and 0 changed\.$/m);
    const fresh = await platform("permissions", "record", "--check");
    expect([fresh.code, fresh.stdout]).toEqual([0, "ledger/demo.json is up to date.\n"]);
  });

  it("plan says what would happen: known ids narrow policies of identity, and nothing of another stack", async () => {
    const identity = await platform("plan", "identity");
    expect([identity.code, identity.stdout]).toEqual([0, expect.stringMatching(/^identity: \d+ to update\.$/m)]);
    const apps = await platform("plan", "apps");
    expect([apps.code, apps.stdout]).toEqual([0, "apps: no changes.\n"]);
  });

  it("plan is stopped where it touches the root of trust", async () => {
    const file = path.join(checkout, "constructs/identity/boundaries/boundaries.ts");
    const source = fs.readFileSync(file, "utf8");
    const edited = source.replace("boundaryText(name, document)", '$&.replace("NoRoleChaining", "NoChaining")');
    expect(edited).not.toBe(source);
    fs.writeFileSync(file, edited);
    const { code, stdout } = await platform("plan", "identity");
    fs.writeFileSync(file, source);
    expect(code).toBe(2);
    expect(stdout).toContain("[PLAN_ROOT_OF_TRUST]\n  - update aws_iam_policy.boundaries_");
    expect(stdout).toContain("by: ENVIRONMENT=demo npx cdktf deploy identity");
  });

  it.each(["kubernetes-cluster", "app-services"])(
    "plan --aws-only leaves the cluster's objects of %s alone, and can be applied while its API is away",
    async (id) => {
      const { resource } = JSON.parse(fs.readFileSync(path.join(folder(id), "cdk.tf.json"), "utf8"));
      const inCluster = Object.keys(resource).filter((type) => !type.startsWith("aws_"));
      const away = { OFFLINE_PROVIDER_FAIL: inCluster.map((type) => `${type}:read`).join(",") };
      const before = fs.readFileSync(path.join(checkout, "environments/demo.ts"), "utf8");
      const after = before
        .replace("logRetentionDays: 90", "logRetentionDays: 180")
        .replace('name: "sessions", ', "$&snapshotRetentionDays: 14, ");
      fs.writeFileSync(path.join(checkout, "environments/demo.ts"), after);

      expect((await platformIn(away, "plan", id)).code).toBe(1);
      const plan = await platformIn(away, "plan", id, "--aws-only", "--out", "aws.plan");
      expect([plan.code, plan.stdout]).toEqual([
        0,
        expect.stringMatching(/^[a-z-]+: 1 to update\.\n {2}update {3}aws_/),
      ]);
      await terraformOk(folder(id), ["apply", "-no-color", "aws.plan"], { env: away });
      expect((await platformIn(away, "plan", id, "--aws-only")).stdout).toContain(`${id}: no changes.`);

      fs.writeFileSync(path.join(checkout, "environments/demo.ts"), before);
      expect((await platform("plan", id)).stdout).toMatch(/^[a-z-]+: 1 to update\.\n {2}update {3}aws_/);
      await apply(folder(id));
    },
  );

  it("an app that is left out is held back, removed, retired, and then gone", async () => {
    await leaveOut("tracking");
    const plan = await platform("plan", "identity");
    expect(plan.stdout).toContain(
      "  identity aws_iam_role.apps_fulfilment-tracking_role, used by apps aws_eks_pod_identity_association.fulfilment_tracking_identity",
    );
    const early = await platform("permissions", "retire", "apps");
    expect([early.code, early.stdout]).toEqual([0, expect.stringMatching(/^Nothing to retire\.$/m)]);
    await applyAll();
    const due = await platform("permissions", "retire", "apps", "--check");
    expect([due.code, due.stdout]).toEqual([2, expect.stringContaining("to retire: apps kubernetes_deployment_v1.")]);
    expect((await platform("permissions", "retire")).code).toBe(0);
    expect(JSON.parse(ledger()).stacks.apps.elements).not.toHaveProperty([
      "kubernetes_deployment_v1.fulfilment_tracking_deployment",
    ]);
    const second = await platform("plan", "identity");
    expect(second.stdout).toContain("delete   aws_iam_role.apps_fulfilment-tracking_role");
    await secondPass();
    expect((await platform("permissions", "retire")).code).toBe(0);
    expect(ledger()).not.toContain("tracking");
  });

  /** As the rollout that removes plans it: with no word on the command line that lets anything go. */
  async function secondPass(): Promise<void> {
    const id = "managed-infrastructure";
    const stopped = await plannedByWorkflow(id);
    expect([stopped.code, stopped.stdout]).toEqual([2, expect.stringContaining("[PLAN_DESTROYS_DATA]")]);
    const lines = stopped.stdout.match(/^ {2}\{ "stack": "managed-infrastructure".*\}$/gm) ?? [];
    expect(lines.join()).toContain('"address": "aws_ecr_repository.');
    const spent = '{ "stack": "apps", "address": "kubernetes_namespace_v1.never-there", "reason": "it never was" }';
    const reviewed = lines.map((line) => line.replace('"reason": ""', '"reason": "tracking is gone"'));
    fs.writeFileSync(path.join(checkout, "ledger/demo.allow.json"), `[${[...reviewed, spent].join(",")}]`);

    const early = await platform("permissions", "retire", "--check");
    expect(early.stdout).toContain("never-there");
    expect(early.stdout).not.toMatch(/to take out of .*aws_ecr_repository\./);

    const planned = await plannedByWorkflow(id);
    expect([planned.code, planned.stderr]).toEqual([0, expect.anything()]);
    expect(planned.stdout).toContain("Let through by ledger/demo.allow.json:");
    await terraformOk(folder(id), ["apply", "-no-color", "saved.plan"]);
    await applyAll();

    const due = await platform("permissions", "retire", "--check");
    expect([due.code, due.stdout]).toEqual([
      2,
      expect.stringContaining(', "reason": "tracking is gone" }, which is not'),
    ]);
    await platform("permissions", "retire");
    expect(fs.existsSync(path.join(checkout, "ledger/demo.allow.json"))).toBe(false);
  }

  /** The script of the job that plans, with the command of this checkout for npx. */
  function plannedByWorkflow(stack: string): Promise<Result> {
    const { jobs } = safeLoadAll(applyStackWorkflow(), null, { json: false })[0] as Workflow;
    const script = jobs.plan.steps.find(({ id }) => id === "plan")?.run ?? "";
    const tools = fs.mkdtempSync(path.join(checkout, "tools-"));
    fs.writeFileSync(path.join(tools, "npx"), '#!/bin/sh\nshift\nexec node cli/platform.mjs "$@"\n', { mode: 0o755 });
    const env = toolEnvironment({
      ENVIRONMENT: "demo",
      STACK: stack,
      RUNNER_TEMP: tools,
      GITHUB_OUTPUT: path.join(tools, "output"),
      GITHUB_STEP_SUMMARY: path.join(tools, "summary"),
    });
    return run("bash", ["-eo", "pipefail", "-c", `export PATH="${tools}:$PATH"\n${script}`], { cwd: checkout, env });
  }

  it("a stack without a state is no stack that was destroyed", async () => {
    fs.rmSync(path.join(checkout, "state/demo/apps.tfstate"));
    const { code, stderr } = await platform("permissions", "retire", "apps");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^platform: apps has no state, and ledger\/demo\.json holds \d+ things of it\. Look where/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("nor one to be made a second time: its plan is stopped", async () => {
    const { code, stdout } = await platform("plan", "apps");
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^apps: its state holds nothing, and ledger\/demo\.json holds \d{2,} things of it, .* \[PLAN_STATE_IS_LOST\]$/m,
    );
  });

  async function leaveOut(app: string): Promise<void> {
    const file = path.join(checkout, "environments/demo.ts");
    const source = fs.readFileSync(file, "utf8");
    const entry = new RegExp(`\\n {4}\\{\\n {6}name: "${app}",[\\s\\S]*?\\n {4}\\},`);
    const rest = source.replace(entry, "").replace(`, "fulfilment/${app}"`, "");
    expect(rest).not.toContain(app);
    fs.writeFileSync(file, rest);
  }
});
