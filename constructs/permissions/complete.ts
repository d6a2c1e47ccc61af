import type { Environment } from "../../environments/schema/environment";
import type { Template } from "../bootstrap/cloudformation";
import { bootstrapTemplate, shardTemplate } from "../bootstrap/template";
import { templateText } from "../bootstrap/template-text";
import type { Finding } from "../errors";
import type { Policies } from "../identity/policy-document";
import { policyDocument } from "../identity/policy-document";
import { policyLimits } from "../identity/policy-limits";
import { waitingIn } from "../ledger/waiting";
import type { Completion } from "../stack/platform-app";
import type { ResolvedStack } from "../stack/resolved-tree";
import { shardOf, teamsApart } from "../stack/shards";
import { type DeployerAction, type DeployerRole, deployerRoles, type ShardId, type StackId } from "../stack/stack-id";
import { beyondBoundary } from "./beyond-boundary";
import { catalogue } from "./catalogue/catalogue";
import { DeployerGrants } from "./deployer-grants";
import { derive } from "./derive";
import { permissionFile, resourcesFile } from "./permission-files";
import { contractsRead, type StateAccess, stateAccess, statePermissions } from "./state";
import { statePolicies } from "./state-policies";

/** The stack in which all roles live. */
export interface GrantsPolicies {
  /** Gives a deployer its policies; whoever plans for reviews shares those of the plan. */
  grant(stack: StackId, action: DeployerAction, policies: Policies): void;
  /** Gives policies to one role alone. */
  grantAlone(stack: StackId, role: DeployerRole, policies: Policies): void;
  /** Lets those who look after the platform see what all plan roles read. */
  grantSettings(reads: readonly string[]): void;
}

/** Derives what the deployers of the other stacks need, and lets identity declare it. */
export function derivedPermissions(identity: GrantsPolicies): Completion {
  return (built) => {
    const [first] = built;
    // One policy of each role is that of the states, where they lie in S3.
    const room = policyLimits.attachments - (first?.stack.environment.state.kind === "s3" ? 1 : 0);
    const grants = new DeployerGrants(built, catalogue, first?.stack.platform.ledger, room);
    const findings = [...grants.findings, ...outOfReach(grants, built)];
    if (findings.length === 0) declare(identity, grants, built);
    return { findings, files: (finished) => permissionFiles(finished, grants) };
  };
}

function outOfReach({ resources }: DeployerGrants, [first]: readonly ResolvedStack[]): readonly Finding[] {
  const derived = resources.filter(({ stack }) => stack !== "identity");
  return first ? beyondBoundary(derived, first.stack.environment) : [];
}

function declare(identity: GrantsPolicies, grants: DeployerGrants, built: readonly ResolvedStack[]): void {
  const [first] = built;
  const states = first && stateAccess(first.stack.environment, contractsRead(built));
  for (const { stack, action } of grants.roles) {
    identity.grant(stack, action, grants.policiesOf(stack, action));
  }
  if (states) giveStates(identity, states);
  identity.grantSettings(grants.reads);
}

function giveStates(identity: GrantsPolicies, states: Readonly<Record<StackId, StateAccess>>): void {
  for (const [stack, own] of Object.entries(states) as [StackId, StateAccess][]) {
    if (stack === "identity") continue;
    for (const role of deployerRoles) {
      identity.grantAlone(stack, role, { state: policyDocument(...statePermissions(own, role)) });
    }
  }
}

/** The CloudFormation template in the output; without a shard, that of the six stacks. */
export function bootstrapFile(shard?: ShardId): string {
  return `bootstrap/${shard ?? "template"}.json`;
}

function permissionFiles(
  finished: readonly ResolvedStack[],
  grants: DeployerGrants,
): Readonly<Record<string, () => unknown>> {
  const [identity] = finished;
  if (!identity) return {};
  const { platform, environment } = identity.stack;
  const states = statePolicies(environment, contractsRead(finished));
  const files = finished.map(({ stack: { id } }) => {
    return [`permissions/${id}.json`, () => permissionFile(identity, id, states?.[id])];
  });
  return Object.fromEntries([
    ...files,
    ...(states ? bootstrapTexts(environment, states) : []),
    ["permissions/resources.json", () => resourcesFile(neededBy(finished, identity, grants))],
    ["waiting.json", () => waitingIn(platform.ledger, platform.heldBack, finished)],
  ]);
}

/** Identity holds the derived policies by now, which the first walk could not see. */
function neededBy(finished: readonly ResolvedStack[], identity: ResolvedStack, { resources }: DeployerGrants) {
  const others = resources.filter(({ stack }) => stack !== "identity");
  return [...others, ...derive(finished, catalogue, { walked: [identity] }).resources];
}

function bootstrapTexts(
  environment: Environment,
  states: NonNullable<ReturnType<typeof statePolicies>>,
): readonly (readonly [string, () => string])[] {
  const text = (template: Template) => templateText(template, environment.rootAdministrators);
  const shards = teamsApart(environment).map(({ name }) => shardOf(name));
  return [
    [bootstrapFile(), () => text(bootstrapTemplate(environment, states))],
    ...shards.map((shard): readonly [string, () => string] => {
      return [bootstrapFile(shard), () => text(shardTemplate(environment, states, shard))];
    }),
  ];
}
