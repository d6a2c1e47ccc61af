import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Names } from "../names";
import { type DeployerAction, type DeployerRole, deployerActions, type StackId } from "../stack/stack-id";
import type { Boundaries } from "./boundaries/boundaries";
import { sessionHours } from "./deployer-sessions";
import type { Policies } from "./policy-document";
import { policyDocument } from "./policy-document";
import { PlatformRole, type PolicyArns } from "./role";
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
  /** Which roles each stack has. */
  readonly roles: readonly DeployerRole[];
  /** Pipelines that may take the roles. @default - none: people deploy */
  readonly pipelines: readonly Pipeline[];
  /** Who may take a role from a terminal, by patterns of their ARNs. */
  readonly people: (stack: StackId, role: DeployerRole) => readonly string[];
  /** What identity's own deployers may do. The others' policies follow from their stacks' content, see `grant`. */
  readonly identityPolicies: (action: DeployerAction) => Policies;
  /** And what each of these has for itself. */
  readonly identityRolePolicies: (role: DeployerRole) => Policies;
  /** What has to exist before the roles can trust it. */
  readonly after: readonly ITerraformDependable[];
}

const describe: Readonly<Record<DeployerRole, (stack: StackId) => string>> = {
  plan: (stack) => `Reads what the stack ${stack} declares.`,
  apply: (stack) => `Changes what the stack ${stack} declares.`,
  review: (stack) => `Reads what the stack ${stack} declares, without its lock.`,
};

/**
 * The roles that deploy the stacks: one reads, one changes, and one reads without the state's lock, for what nobody has
 * reviewed yet. Identity's own lie under the root path.
 */
export class Deployers extends Construct {
  /** By `<stack>/<plan|apply|review>`. */
  readonly roleArns: Readonly<Record<string, string>>;
  private readonly roles: ReadonlyMap<string, PlatformRole>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeployersProps,
  ) {
    super(scope, id);
    const all = props.stacks.flatMap((stack) => props.roles.map((role) => ({ stack, role })));
    this.roles = new Map(all.map(({ stack, role }) => [`${stack}/${role}`, this.deployer(stack, role)]));
    this.roleArns = Object.fromEntries([...this.roles].map(([key, { arn }]) => [key, arn]));
    for (const action of deployerActions) this.grant("identity", action, props.identityPolicies(action));
    for (const role of props.roles) this.grantAlone("identity", role, props.identityRolePolicies(role));
  }

  /**
   * Adds policies to a deployer: what follows from a stack's content is known only when all stacks are. A plan is a plan:
   * those of the plan role are attached to the one that plans for reviews as well.
   */
  grant(stack: StackId, action: DeployerAction, policies: Policies): void {
    const granted = this.grantAlone(stack, action, policies);
    if (action === "plan") this.roles.get(`${stack}/review`)?.share(granted);
  }

  /** Adds policies to one role and no other. */
  grantAlone(stack: StackId, role: DeployerRole, policies: Policies): PolicyArns {
    return this.roles.get(`${stack}/${role}`)?.grant(policies) ?? {};
  }

  private deployer(stack: StackId, role: DeployerRole): PlatformRole {
    const { names, boundaries, partition, after } = this.props;
    return new PlatformRole(this, `${stack}-${role}`, {
      name: names.deployerRole(stack, role),
      path: names.deployerPath(stack),
      description: describe[role](stack),
      trust: this.trust(stack, role),
      boundaryArn: boundaries.of(stack),
      maxSessionHours: sessionHours[role],
      partition,
      after,
    });
  }

  private trust(stack: StackId, role: DeployerRole) {
    const { environment, pipelines, accountId, partition, people } = this.props;
    const deployment = { environment, stack, role };
    return policyDocument(
      ...pipelines.map((pipeline) => pipelineTrust({ pipeline, deployment, accountId, partition })),
      ...peopleTrust(people(stack, role)),
    );
  }
}
