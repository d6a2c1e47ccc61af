import { namesOf } from "../../constructs/names";
import { stackIdsOf } from "../../constructs/stack/shards";
import { type DeployerRole, type StackId, stacksBefore } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";

/** An environment that GitHub Actions deploys, as its workflows need it. */
export interface Target {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** `owner/repository`: elsewhere, as in a fork, no job runs. */
  readonly repository: string;
  /** In the order of their deployment. */
  readonly stacks: readonly StackId[];
  roleArn(stack: StackId, role: DeployerRole): string;
  /** Labels of the runners of a stack's rollouts, which hold its apply role. */
  runsOn(stack: StackId): readonly string[];
  /** Labels of the runners of its plans for reviews and of drift: code that nobody has reviewed runs there. */
  reviewsOn(stack: StackId): readonly string[];
}

/** Stacks whose objects lie in the cluster: their runners have to reach its API. */
const inCluster = (stack: StackId) => !stacksBefore("kubernetes-cluster").includes(stack);

/**
 * The environment as a target; undefined where GitHub Actions does not deploy it: no repository is named, its states are
 * files of somebody's machine, it lies in an emulator there, or HCP Terraform runs Terraform itself.
 */
export function targetOf(environment: Environment): Target | undefined {
  const { name, aws, ci, runners, state, emulator } = environment;
  if (!ci.github || state.kind !== "s3" || emulator) return undefined;
  const names = namesOf(environment);
  const machines = (label: string) => (stack: StackId) =>
    runners === "in-vpc" && inCluster(stack) ? ["self-hosted", label] : ["ubuntu-latest"];
  return {
    name,
    region: aws.region,
    accountId: aws.accountId,
    stacks: stackIdsOf(environment),
    repository: `${ci.github.owner}/${ci.github.repository}`,
    roleArn: (stack, role) => names.deployerRoleArn(stack, role),
    runsOn: machines(names.prefix),
    reviewsOn: machines(`${names.prefix}-review`),
  };
}

/** A value for each stack, as an expression that a matrix's job looks its own up in. */
export function byStack({ stacks }: Target, value: (stack: StackId) => unknown): string {
  const map = Object.fromEntries(stacks.map((stack) => [stack, value(stack)]));
  return `fromJSON('${JSON.stringify(map)}')[matrix.stack]`;
}
