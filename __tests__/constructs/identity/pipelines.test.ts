import { github } from "../../../constructs/identity/pipelines/github";
import { gitlab } from "../../../constructs/identity/pipelines/gitlab";
import { hcpTerraform } from "../../../constructs/identity/pipelines/hcp-terraform";
import { type Pipeline, pipelineTrust } from "../../../constructs/identity/trust/pipeline-trust";
import { type DeployerRole, deployerRoles, type StackId, stackIds } from "../../../constructs/stack/stack-id";

const provider = "create";
const hub = github({ owner: "tideline", repository: "platform", provider });
const immutable = github({
  owner: "tideline",
  repository: "platform",
  provider,
  immutableIds: { owner: "1234", repository: "5678" },
});
const lab = gitlab({ url: "https://gitlab.example.com", project: "tideline/platform/strata", provider });
const hcp = hcpTerraform({
  hostname: "app.terraform.io",
  organization: "tideline",
  project: "Platform",
  provider,
  workspace: (stack) => `strata-prod-${stack}`,
});

const pairs = stackIds.flatMap((stack) => deployerRoles.map((role): [StackId, DeployerRole] => [stack, role]));

function trustOf(pipeline: Pipeline, stack: StackId, role: DeployerRole) {
  const deployment = { environment: "prod", stack, role };
  return pipelineTrust({ pipeline, deployment, accountId: "111122223333", partition: "aws" });
}

describe.each(pairs)("%s, %s", (stack, role) => {
  it.each([
    [
      "GitHub",
      hub,
      "token.actions.githubusercontent.com",
      "sts.amazonaws.com",
      `repo:tideline/platform:environment:prod-${stack}-${role}`,
    ],
    [
      "GitHub with immutable ids",
      immutable,
      "token.actions.githubusercontent.com",
      "sts.amazonaws.com",
      `repo:tideline@1234/platform@5678:environment:prod-${stack}-${role}`,
    ],
    [
      "GitLab",
      lab,
      "gitlab.example.com",
      "https://gitlab.example.com",
      "project_path:tideline/platform/strata:ref_type:branch:ref:main",
    ],
    [
      "HCP Terraform",
      hcp,
      "app.terraform.io",
      "aws.workload.identity",
      `organization:tideline:project:Platform:workspace:strata-prod-${stack}:run_phase:${role}`,
    ],
  ])("%s: issuer, audience and subject are exact", (_, pipeline, host, audience, subject) => {
    const statement = trustOf(pipeline, stack, role);
    expect(statement).toMatchObject({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: { StringEquals: { [`${host}:aud`]: audience, [`${host}:sub`]: subject } },
    });
    // Nothing but equality, so that even a `*` would be a letter.
    expect(Object.keys(statement.Condition ?? {})).toEqual(["StringEquals"]);
    expect(subject).not.toMatch(/[*?]/);
  });
});

it("GitHub and HCP Terraform tell all roles apart", () => {
  for (const pipeline of [hub, immutable, hcp]) {
    const subjects = pairs.map(([stack, role]) => pipeline.subject({ environment: "prod", stack, role }));
    expect(new Set(subjects).size).toBe(pairs.length);
  }
});

it("GitLab deploys from the branch that is named", () => {
  const release = gitlab({ url: "https://gitlab.com", project: "a/b", provider, branch: "release" });
  expect(release.subject({ environment: "prod", stack: "apps", role: "plan" })).toBe(
    "project_path:a/b:ref_type:branch:ref:release",
  );
});

it("GitLab has to protect the branch, where AWS reads whether it does", () => {
  const conditions = (url: string) =>
    trustOf(gitlab({ url, project: "a/b", provider }), "apps", "apply").Condition?.StringEquals;
  expect(conditions("https://gitlab.com")).toEqual({
    "gitlab.com:aud": "https://gitlab.com",
    "gitlab.com:sub": "project_path:a/b:ref_type:branch:ref:main",
    "gitlab.com:ref_protected": "true",
  });
  // Of a GitLab of one's own AWS reads audience and subject alone: a third key would never be there.
  expect(Object.keys(conditions("https://gitlab.example.com") ?? {})).toEqual([
    "gitlab.example.com:aud",
    "gitlab.example.com:sub",
  ]);
});
