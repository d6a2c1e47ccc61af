import { type Changes, findingsOn } from "./broken";

const gitlab = { project: "tideline/fulfilment" };
const github = { owner: "tideline-outdoor", repository: "fulfilment" };

it.each<readonly [string, Changes]>([
  ["a pipeline of a team on GitLab", { "teams.1.pipeline": { gitlab } }],
  ["a pipeline of an app by its branch", { "apps.0.pipeline.github": { ...github, branch: "release/2026.1" } }],
  ["a pipeline on both, as while a repository moves", { "teams.1.pipeline": { github, gitlab } }],
  ["a provider that ci.github makes", { "teams.1.pipeline.github.provider": "create" }],
  [
    "existing providers where the environment itself has no pipeline",
    {
      ci: {},
      "teams.1.pipeline.github.provider": "existing",
      "apps.0.pipeline.github.provider": "existing",
    },
  ],
  ["one's own GitLab", { "teams.1.pipeline": { gitlab: { ...gitlab, url: "https://gitlab.tideline.example" } } }],
  ["a name of an environment with all that may be in it", { "apps.0.pipeline.github.environment": "eu/prod_1.web-a" }],
  ["immutable ids", { "apps.0.pipeline.github.immutableIds": { owner: "65535001", repository: "655350011" } }],
])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

const branch =
  "a branch is one name without refs/heads/: letters, digits, dots, single inner slashes, hyphens and underscores, no wildcard. Fix: write it as in main or release/2026. [ENV_BRANCH]";
const environment =
  "a GitHub environment is one name: up to 255 letters, digits, dots, slashes, hyphens and underscores, no wildcard. Fix: write the environment's name as GitHub shows it, as in production. [ENV_GITHUB_ENVIRONMENT]";

it.each<readonly [string, Changes, readonly string[]]>([
  [
    "a branch by a pattern",
    { "teams.1.pipeline.github.branch": "release/*" },
    [`teams[1].pipeline.github.branch (fulfilment) is "release/*": ${branch}`],
  ],
  [
    "a branch as a ref",
    { "teams.1.pipeline.github.branch": "refs/heads/main" },
    [`teams[1].pipeline.github.branch (fulfilment) is "refs/heads/main": ${branch}`],
  ],
  [
    "a branch of GitLab by a pattern",
    { "teams.1.pipeline": { gitlab: { ...gitlab, branch: "*" } } },
    [`teams[1].pipeline.gitlab.branch (fulfilment) is "*": ${branch}`],
  ],
  [
    "an environment by a pattern",
    { "apps.0.pipeline.github.environment": "prod-*" },
    [`apps[0].pipeline.github.environment (web) is "prod-*": ${environment}`],
  ],
  [
    "an environment whose name would end the claim",
    { "apps.0.pipeline.github.environment": "prod:x" },
    [`apps[0].pipeline.github.environment (web) is "prod:x": ${environment}`],
  ],
  [
    "a pipeline of nobody",
    { "teams.1.pipeline": {} },
    [
      'teams[1].pipeline (fulfilment) is {}: a pipeline names the repository whose jobs get its role. Fix: write github: { owner: "...", repository: "..." } or gitlab: { project: "..." }, or leave it out. [ENV_PIPELINE_NOBODY]',
    ],
  ],
  [
    "jobs that are known by two things at once",
    { "apps.0.pipeline.github.branch": "main" },
    [
      "apps[0].pipeline.github.branch (web) is \"main\": jobs are known by their environment or by their branch: GitHub's subject holds one of them. Fix: leave it out, and let the environment's deployment branches in GitHub say which branch may use it. [ENV_PIPELINE_SUBJECT]",
    ],
  ],
  [
    "a provider that exists and is made",
    { "teams.1.pipeline.github.provider": "existing" },
    [
      'teams[1].pipeline.github.provider (fulfilment) is "existing": all pipelines come from one GitHub and one GitLab, and agree on whether its provider exists. Fix: write "create", as ci.github does, or leave it out. [ENV_PIPELINE_ISSUER]',
    ],
  ],
  [
    "two GitLabs",
    {
      "teams.1.pipeline": { gitlab: { ...gitlab, url: "https://gitlab.com" } },
      "apps.0.pipeline": { gitlab: { ...gitlab, url: "https://gitlab.tideline.example" } },
    },
    [
      'apps[0].pipeline.gitlab.url (web) is "https://gitlab.tideline.example": all pipelines come from one GitHub and one GitLab, and agree on whether its provider exists. Fix: write "https://gitlab.com", as the first of them does, or leave it out. [ENV_PIPELINE_ISSUER]',
    ],
  ],
  [
    "a role of a pipeline with too long a name",
    {
      queues: [],
      "apps.2.uses.queues": [],
      "teams.1.name": `f${"x".repeat(44)}`,
      "apps.3.team": `f${"x".repeat(44)}`,
      "apps.4.team": `f${"x".repeat(44)}`,
    },
    [
      `teams[1].name is "f${"x".repeat(44)}": the IAM role name computed from it, strata-demo-team-ci-f${"x".repeat(44)}, has 65 characters, and 64 are allowed. Fix: shorten this name or the environment's by 1 character. [ENV_NAME_LIMIT]`,
    ],
  ],
])("refuses %s", (_, changes, findings) => {
  expect(findingsOn(changes).filter((line) => !/calledBy|apps\[[34]\]/.test(line))).toEqual(findings);
});
