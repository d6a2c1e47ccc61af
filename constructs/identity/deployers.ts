import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Names } from "../names";
import { type DeployerAction, deployerActions, type StackId } from "../stack/stack-id";
import type { Boundaries } from "./boundaries/boundaries";
import type { Policies } from "./policy-document";
import { policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { peopleTrust } from "./trust/people-trust";
import { type Pipeline, pipelineTrust } from "./trust/pipeline-trust";

export interface DeployersProps {
  readonly names: Names;
  /** Name of the environment. */
  readonly environment: string;
  readonly stacks: readonly StackId[];
  readonly accountId: string;
  readonly partition: string;
  readonly boundaries: Boundaries;
  /** Pipelines that may take the roles. @default - none: people deploy */
  readonly pipelines: readonly Pipeline[];
  /** Who may take a role from a terminal, by patterns of their ARNs. */
  readonly people: (stack: StackId, action: DeployerAction) => readonly string[];
  /** What identity's own pair may do. The others' policies follow from their stacks' content, see `grant`. */
  readonly identityPolicies: (action: DeployerAction) => Policies;
  /** What has to exist before the roles can trust it. */
  readonly after: readonly ITerraformDependable[];
}

/** Two hours: a cluster with its nodes, or a database with its replicas, takes longer than one. */
const sessionHours: Readonly<Record<DeployerAction, number>> = { plan: 1, apply: 2 };

/** The role pairs that deploy the stacks: one reads, one changes. Identity's own lie under the root path. */
export class Deployers extends Construct {
  /** By `<stack>/<plan|apply>`. */
  readonly roleArns: Readonly<Record<string, string>>;
  private readonly roles: ReadonlyMap<string, PlatformRole>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeployersProps,
  ) {
    super(scope, id);
    const pairs = props.stacks.flatMap((stack) => deployerActions.map((action) => ({ stack, action })));
    this.roles = new Map(pairs.map(({ stack, action }) => [`${stack}/${action}`, this.deployer(stack, action)]));
    this.roleArns = Object.fromEntries([...this.roles].map(([pair, { arn }]) => [pair, arn]));
  }

  /** Adds policies to a deployer: what follows from a stack's content is known only when all stacks are. */
  grant(stack: StackId, action: DeployerAction, policies: Policies): void {
    this.roles.get(`${stack}/${action}`)?.grant(policies);
  }

  private deployer(stack: StackId, action: DeployerAction): PlatformRole {
    const { names, boundaries, partition, after } = this.props;
    const does = action === "plan" ? "Reads" : "Changes";
    return new PlatformRole(this, `${stack}-${action}`, {
      name: names.deployerRole(stack, action),
      path: names.deployerPath(stack),
      description: `${does} what the stack ${stack} declares.`,
      trust: this.trust(stack, action),
      boundaryArn: boundaries.of(stack),
      maxSessionHours: sessionHours[action],
      policies: stack === "identity" ? this.props.identityPolicies(action) : {},
      partition,
      after,
    });
  }

  private trust(stack: StackId, action: DeployerAction) {
    const { environment, pipelines, accountId, partition, people } = this.props;
    const deployment = { environment, stack, action };
    return policyDocument(
      ...pipelines.map((pipeline) => pipelineTrust({ pipeline, deployment, accountId, partition })),
      ...peopleTrust(people(stack, action)),
    );
  }
}
