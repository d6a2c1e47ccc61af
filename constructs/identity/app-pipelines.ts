import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Names } from "../names";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { type Job, jobTrust } from "./trust/job-trust";

/** A pipeline of an app team. */
export interface AppPipeline {
  readonly team: string;
  /** The one app that it serves. @default - all of the team's */
  readonly app?: string;
  /** Jobs that may take its role; at most one of each issuer. */
  readonly jobs: readonly Job[];
}

export interface AppPipelinesProps {
  readonly names: Names;
  readonly accountId: string;
  readonly partition: string;
  /** ARN of the boundary of people and of those who act in their place. */
  readonly boundaryArn: string;
  readonly pipelines: readonly AppPipeline[];
  /** What has to exist before the roles can trust it. */
  readonly after: readonly ITerraformDependable[];
}

/** `<team>` or `<team>/<app>`. */
export function pipelineKey({ team, app }: Pick<AppPipeline, "team" | "app">): string {
  return app === undefined ? team : `${team}/${app}`;
}

/**
 * Roles of app teams' own pipelines: they push images and look at their team's namespace. None of them deploys: a new
 * image runs once its digest stands in the environment, which is a change like any other, and `apps` applies it.
 */
export class AppPipelines extends Construct {
  /** By `<team>` or `<team>/<app>`. */
  readonly roleArns: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AppPipelinesProps,
  ) {
    super(scope, id);
    const { pipelines } = props;
    this.roleArns = Object.fromEntries(pipelines.map((one) => [pipelineKey(one), this.role(one).arn]));
  }

  private role(pipeline: AppPipeline): PlatformRole {
    const { names, accountId, partition, boundaryArn, after } = this.props;
    const { team, app, jobs } = pipeline;
    // A team's role and an app's have scopes of their own: a team may be called as a team and an app are together.
    return new PlatformRole(this, app === undefined ? `team-${team}` : `app-${team}-${app}`, {
      name: app === undefined ? names.teamPipelineRole(team) : names.appPipelineRole(team, app),
      path: names.teamRolePath("pipelines", team),
      description: `Pushes images of ${app === undefined ? `all apps of team ${team}` : `the app ${app} of team ${team}`}.`,
      trust: policyDocument(...jobs.map((job) => jobTrust(job, accountId, partition))),
      boundaryArn,
      policies: { permissions: permissions(names, pipeline) },
      partition,
      after,
    });
  }
}

/**
 * Images can't be overwritten or deleted: tags are immutable, and deletion is not granted.
 * Source: Amazon ECR User Guide, "IAM permissions for pushing an image".
 */
function permissions(names: Names, { team, app = "*" }: AppPipeline): PolicyDocument {
  const push = [
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:CompleteLayerUpload",
    "ecr:DescribeImages",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
  ];
  return policyDocument(
    allow("Push", push, names.arn("ecr", `repository/${names.imageRepository(team, app)}`)),
    // The login to the account's registry, which AWS authorizes on no repository.
    allow("LogIn", "ecr:GetAuthorizationToken", "*"),
    allow("FindCluster", "eks:DescribeCluster", names.clusterArn),
  );
}
