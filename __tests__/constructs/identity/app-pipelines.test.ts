import { AppPipelines, pipelineKey } from "../../../constructs/identity/app-pipelines";
import { githubJob } from "../../../constructs/identity/pipelines/github";
import { gitlabJob } from "../../../constructs/identity/pipelines/gitlab";
import { synthesize } from "../../support/synthesize";
import { aws, names } from "./support/context";
import { actionsOf, decide } from "./support/iam";

const repository = { owner: "tideline", repository: "shop", provider: "create" } as const;
const hub = githubJob(repository);
const lab = gitlabJob({ url: "https://gitlab.com", project: "tideline/shop", provider: "create" });
const boundaryArn = names.boundaryArn("people");

const built: Readonly<Record<string, string>>[] = [];
const stack = synthesize((scope) => {
  const pipelines = [
    { team: "storefront", jobs: [hub, lab] },
    { team: "storefront", app: "web", jobs: [hub] },
  ];
  built.push(new AppPipelines(scope, "pipelines", { names, ...aws, boundaryArn, pipelines, after: [] }).roleArns);
});
const ofTeam = "pipelines_team-storefront";
const ofApp = "pipelines_app-storefront-web";
const policyOf = (id: string) => JSON.parse(stack.named("aws_iam_policy", `${id}_policy-permissions`).policy);
const image = (team: string, app: string) => names.arn("ecr", `repository/${names.imageRepository(team, app)}`);

it.each([
  [ofTeam, "strata-prod-team-ci-storefront"],
  [ofApp, "strata-prod-ci-storefront-web"],
])("%s lies under its team's path, below the boundary of people", (id, name) => {
  expect(stack.named("aws_iam_role", `${id}_role`)).toMatchObject({
    name,
    path: "/strata/prod/pipelines/storefront/",
    permissions_boundary: boundaryArn,
    max_session_duration: 3600,
  });
});

it("is known by its team, or by team and app", () => {
  expect(Object.keys(built[0] ?? {})).toEqual(["storefront", "storefront/web"]);
  expect(pipelineKey({ team: "a", app: "b" })).toBe("a/b");
});

it.each([
  ["jobs of the default branch", hub, "repo:tideline/shop:ref:refs/heads/main"],
  ["jobs of a branch", githubJob({ ...repository, branch: "release" }), "repo:tideline/shop:ref:refs/heads/release"],
  ["jobs in an environment", githubJob({ ...repository, environment: "prod" }), "repo:tideline/shop:environment:prod"],
  [
    "immutable ids",
    githubJob({ ...repository, immutableIds: { owner: "1", repository: "2" } }),
    "repo:tideline@1/shop@2:ref:refs/heads/main",
  ],
  ["jobs on GitLab", lab, "project_path:tideline/shop:ref_type:branch:ref:main"],
])("trusts %s by their whole subject", (_, { subject }, expected) => expect(subject).toBe(expected));

it("is taken by the jobs that are named, with an exact audience and subject each", () => {
  const { assume_role_policy } = stack.named("aws_iam_role", `${ofTeam}_role`);
  const statements = JSON.parse(assume_role_policy).Statement;
  expect(statements.map(({ Condition }: { Condition: object }) => Condition)).toEqual([
    {
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:tideline/shop:ref:refs/heads/main",
      },
    },
    {
      StringEquals: {
        "gitlab.com:aud": "https://gitlab.com",
        "gitlab.com:sub": "project_path:tideline/shop:ref_type:branch:ref:main",
        "gitlab.com:ref_protected": "true",
      },
    },
  ]);
});

it("pushes to its app's own repository; a team's to those of all its apps", () => {
  const push = (id: string, team: string, app: string) =>
    decide([policyOf(id)], { action: "ecr:PutImage", resource: image(team, app) });
  expect(push(ofApp, "storefront", "web")).toBe("allowed");
  expect(push(ofApp, "storefront", "catalog")).toBe("denied");
  expect(push(ofTeam, "storefront", "catalog")).toBe("allowed");
  expect(push(ofTeam, "fulfilment", "orders")).toBe("denied");
  expect(push(ofTeam, "storefront-eu", "web")).toBe("denied");
});

it.each([ofApp, ofTeam])("%s does nothing else in AWS, and deletes no image", (id) => {
  expect(actionsOf(policyOf(id))).toEqual([
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:CompleteLayerUpload",
    "ecr:DescribeImages",
    "ecr:GetAuthorizationToken",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
    "eks:DescribeCluster",
  ]);
  const find = (cluster: string) =>
    decide([policyOf(id)], { action: "eks:DescribeCluster", resource: names.arn("eks", `cluster/${cluster}`) });
  expect([find(names.cluster), find("strata-test")]).toEqual(["allowed", "denied"]);
});
