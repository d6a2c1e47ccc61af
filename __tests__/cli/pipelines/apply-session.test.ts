import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sessionHours } from "../../../constructs/identity/deployer-sessions";
import { deployerActions } from "../../../constructs/stack/stack-id";
import { bash } from "./support/bash";
import { stepOf, workflow } from "./support/parsed";

const file = "apply-stack.yml";

it.each(deployerActions)(
  "the job that may %s has a session for as long as its role allows, and ends before it",
  (action) => {
    const job = workflow(file).jobs[action];
    const session = job?.steps?.find(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
    expect(session?.with?.["role-duration-seconds"]).toBe(sessionHours[action] * 3600);
    expect(job?.["timeout-minutes"]).toBeLessThan(sessionHours[action] * 60);
  },
);

it.each(deployerActions)(
  "the job that may %s waits until its role can be used, with the cluster where there is one",
  (action) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-ready-"));
    fs.writeFileSync(path.join(folder, "npx"), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
    const { run = "" } = stepOf(file, action, "the role can be used");
    const said = (STACK: string) => bash(run, folder, { STACK, PATH: `${folder}:${process.env.PATH}` }).stdout;
    const lines = ["identity", "kubernetes-cluster", "cluster-services", "apps-metering"].map(said);
    fs.rmSync(folder, { recursive: true });
    expect(lines).toEqual([
      "platform ready identity --as-caller\n",
      "platform ready kubernetes-cluster --as-caller\n",
      "platform ready cluster-services --as-caller --cluster\n",
      "platform ready apps-metering --as-caller --cluster\n",
    ]);
  },
);

describe("a state that could not be written", () => {
  const rescue = stepOf(file, "apply", "keep the state");
  let folder: string;
  const stack = () => path.join(folder, "cdktf.out/stacks/apps");
  const run = () => {
    const outputs = path.join(folder, "outputs");
    fs.writeFileSync(outputs, "");
    const env = { STACK: "apps", PASSPHRASE: "correct", GITHUB_OUTPUT: outputs };
    return { ...bash(rescue.run ?? "", folder, env), outputs: fs.readFileSync(outputs, "utf8") };
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-errored-"));
    fs.mkdirSync(stack(), { recursive: true });
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("is kept encrypted, and comes back by the command of the playbook", () => {
    fs.writeFileSync(path.join(stack(), "errored.tfstate"), "a state");
    expect(run()).toMatchObject({ status: 0, outputs: "kept=yes\n" });
    expect(fs.readFileSync(path.join(folder, "errored.enc"), "latin1")).not.toContain("a state");
    const page = fs.readFileSync(path.join(__dirname, "../../../docs/playbooks/recover-state.md"), "utf8");
    const command = /^ *(openssl enc -d .*)$/m.exec(page)?.[1] ?? "false";
    expect(bash(command, folder, { PLAN_PASSPHRASE: "correct" }).status).toBe(0);
    expect(fs.readFileSync(path.join(folder, "errored.tfstate"), "utf8")).toBe("a state");
  });

  it("is looked for after each apply that did not succeed, also one that was cancelled; mostly there is none", () => {
    expect(rescue.if).toBe("always() && steps.apply.outcome != 'skipped' && steps.apply.outcome != 'success'");
    expect(run()).toMatchObject({ status: 0, stdout: "", outputs: "" });
    expect(fs.existsSync(path.join(folder, "errored.enc"))).toBe(false);
  });

  it("stays on no runner", () => {
    fs.writeFileSync(path.join(stack(), "errored.tfstate"), "a state");
    run();
    bash(stepOf(file, "apply", "leave neither").run ?? "", folder, { STACK: "apps" });
    expect(fs.readdirSync(stack())).toEqual([]);
    expect(fs.existsSync(path.join(folder, "errored.enc"))).toBe(false);
  });
});
