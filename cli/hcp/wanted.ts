import { namesOf } from "../../constructs/names";
import { ownershipTags } from "../../constructs/stack/ownership-tags";
import { stackIdsOf } from "../../constructs/stack/shards";
import { type StackId, stacksBefore } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import type { State } from "../../environments/schema/state";
import { boundaryOf } from "../../stacks/boundaries";

export type HcpState = Extract<State, { kind: "hcp-terraform" }>;

/** Where Terraform runs: on whose machine it was called, on HCP Terraform's, or on an agent. */
export type ExecutionMode = "local" | "remote" | "agent";

export interface WantedWorkspace {
  readonly stack: StackId;
  readonly name: string;
  /** @default - identity's: as it is, and local when it is made */
  readonly mode?: ExecutionMode;
  /** Attributes as the API names them. */
  readonly settings: Readonly<Record<string, boolean | string | null>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Environment variables, none of which is a secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of the workspaces whose runs may read this one's state: exactly these. */
  readonly consumers: readonly string[];
  /** Names of the workspaces after whose applies this one plans. */
  readonly sources: readonly string[];
}

export interface Wanted {
  readonly environment: string;
  readonly hostname: string;
  readonly organization: string;
  readonly project: string;
  /** @default - none: no stack runs on agents */
  readonly agentPool?: string;
  /** Whether runs log in to the cluster by the `aws` command, which HCP Terraform's own workers lack. */
  readonly awsCommand: boolean;
  readonly healthAssessments: boolean;
  /** @default - none */
  readonly notificationUrl?: string;
  readonly workspaces: readonly WantedWorkspace[];
}

/** Stacks that log in to the cluster, to which HCP Terraform's own workers have no way where its endpoint is private. */
const inCluster = (stack: StackId) => !stacksBefore("kubernetes-cluster").includes(stack);

/** What the environment asks for. `identityMode` is how identity runs; left out: as it does. */
export function wantedOf(
  environment: Environment,
  state: HcpState,
  identityMode?: Exclude<ExecutionMode, "agent">,
): Wanted {
  const { hostname, organization, project, healthAssessments, notificationUrl } = state;
  const agentPool = state.agentPool ?? (environment.runners === "in-vpc" ? namesOf(environment).agentPool : undefined);
  const modeOf = (stack: StackId): ExecutionMode | undefined => {
    if (stack === "identity") return identityMode;
    return agentPool !== undefined && inCluster(stack) ? "agent" : "remote";
  };
  return {
    ...{ environment: environment.name, hostname, organization, project, healthAssessments },
    ...(agentPool !== undefined && { agentPool }),
    awsCommand: environment.cluster.login === "aws-command",
    ...(notificationUrl !== undefined && { notificationUrl }),
    workspaces: stackIdsOf(environment).map((stack) => workspace(environment, state, stack, modeOf(stack))),
  };
}

function workspace(
  environment: Environment,
  { terraformVersion }: HcpState,
  stack: StackId,
  mode: ExecutionMode | undefined,
): WantedWorkspace {
  const names = namesOf(environment);
  const readers = stackIdsOf(environment).filter((reader) => boundaryOf(reader).reads.includes(stack));
  return {
    ...{ stack, name: names.workspace(stack), ...(mode && { mode }) },
    settings: {
      ...settings,
      description: `Stack ${stack} of ${environment.name}.`,
      "terraform-version": terraformVersion,
    },
    tags: ownershipTags(environment.name, stack),
    variables: {
      TFC_AWS_PROVIDER_AUTH: "true",
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE: "aws.workload.identity",
      TFC_AWS_PLAN_ROLE_ARN: names.deployerRoleArn(stack, "plan"),
      TFC_AWS_APPLY_ROLE_ARN: names.deployerRoleArn(stack, "apply"),
    },
    consumers: readers.map((reader) => names.workspace(reader)),
    sources: boundaryOf(stack).reads.map((source) => names.workspace(source)),
  };
}

/**
 * What all share. The folder of a stack is whole, and Terraform uploads the one that it is called in: with a working
 * directory of that name it would upload the checkout.
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#terraform-working-directory
 */
const settings = {
  "working-directory": null,
  "auto-apply": false,
  "auto-apply-run-trigger": false,
  "queue-all-runs": false,
  "global-remote-state": false,
  "project-remote-state": false,
  "auto-destroy-at": null,
  "auto-destroy-activity-duration": null,
};
