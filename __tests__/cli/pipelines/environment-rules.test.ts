import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stackIds } from "../../../constructs/stack/stack-id";
import { bash } from "./support/bash";
import { stepOf, workflow } from "./support/parsed";

const mainAlone = { protected_branches: false, custom_branch_policies: true };
const reviewers = { type: "required_reviewers", reviewers: [{ type: "Team", reviewer: { id: 1 } }] };
const plan = { protection_rules: [{ type: "branch_policy" }], deployment_branch_policy: mainAlone };
const apply = { ...plan, protection_rules: [...plan.protection_rules, reviewers] };

type Answers = Readonly<Record<string, unknown>>;

const wanted: Answers = Object.fromEntries(
  stackIds.flatMap((stack) => [
    [`example-s3-${stack}-plan`, plan],
    [`example-s3-${stack}-apply`, apply],
  ]),
);

/** Runs the step against a `gh` that answers with these environments, each of which lets these branches in. */
function check(environments: Answers, branches: readonly string[] = ["main"], error = "gh: Not Found (HTTP 404)") {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-environments-"));
  const answers = path.join(folder, "repos/larkfield-energy/platform/environments");
  for (const [name, answer] of Object.entries(environments)) {
    fs.mkdirSync(path.join(answers, name), { recursive: true });
    fs.writeFileSync(path.join(answers, name, "answer"), JSON.stringify(answer, null, 2));
    fs.mkdirSync(path.join(answers, name, "deployment-branch-policies"));
    const policies = { branch_policies: branches.map((branch) => ({ name: branch })) };
    fs.writeFileSync(path.join(answers, name, "deployment-branch-policies/answer"), JSON.stringify(policies));
  }
  const gh = `#!/bin/sh\ncat "${folder}/$2/answer" 2> /dev/null || { echo '{}'; echo '${error}' >&2; exit 1; }\n`;
  fs.writeFileSync(path.join(folder, "gh"), gh, { mode: 0o755 });
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    RUNNER_TEMP: folder,
    REPOSITORY: "larkfield-energy/platform",
    ENVIRONMENT: "example-s3",
  };
  const { run = "" } = stepOf("deploy-example-s3.yml", "affected", "the environments of all stacks");
  const result = bash(run, folder, env);
  fs.rmSync(folder, { recursive: true });
  return result;
}

const lacks = (name: string, what: string) =>
  `::error::The environment example-s3-${name} needs ${what}: see docs/operations/pipelines.md.\n`;

it("rollouts of both directions ask first, before any code of the checkout runs", () => {
  for (const file of ["deploy-example-s3.yml", "remove-example-s3.yml"]) {
    expect(workflow(file).jobs.affected?.steps?.[0]?.name).toBe("the environments of all stacks have their rules");
  }
});

it("goes on where all are there with their rules", () => {
  expect(check(wanted)).toEqual({ status: 0, stdout: "", stderr: "" });
  const { status } = check({
    ...wanted,
    "example-s3-apps-plan": { ...plan, deployment_branch_policy: { ...mainAlone, protected_branches: true } },
  });
  expect(status).toBe(0);
});

it("stops where one is not there, and names it", () => {
  const { "example-s3-apps-apply": _, ...others } = wanted;
  expect(check(others)).toMatchObject({ status: 1, stdout: lacks("apps-apply", "to be there") });
});

it.each([
  ["one that waits for nobody", { "example-s3-apps-apply": plan }, lacks("apps-apply", "required reviewers")],
  [
    "one whose list of reviewers is empty",
    { "example-s3-apps-apply": { ...plan, protection_rules: [{ ...reviewers, reviewers: [] }] } },
    lacks("apps-apply", "required reviewers"),
  ],
  [
    "one that GitHub has made, without any rule",
    { "example-s3-apps-apply": { protection_rules: [], deployment_branch_policy: null } },
    lacks("apps-apply", "main as its only branch and required reviewers"),
  ],
  [
    "one that plans from any branch",
    { "example-s3-identity-plan": { ...plan, deployment_branch_policy: null } },
    lacks("identity-plan", "main as its only branch"),
  ],
])("stops at %s", (_, changed, stdout) => {
  expect(check({ ...wanted, ...changed })).toMatchObject({ status: 1, stdout });
});

it.each([[["main", "*"]], [["release"]], [[]]])("does not take %j for main alone", (branches) => {
  const { status, stdout } = check(wanted, branches);
  expect(status).toBe(1);
  expect(stdout.trim().split("\n")).toHaveLength(12);
});

it("takes no other error for an environment that is not there", () => {
  const said = "gh: Resource not accessible by integration (HTTP 403)";
  expect(check({}, [], said)).toEqual({ status: 1, stdout: "", stderr: `${said}\n` });
});
