import type { Deployed } from "../../constructs/identity/deployer-permissions/stack-permissions";
import { permissionTables } from "../../constructs/identity/deployer-permissions/tables";
import { Grants } from "../../constructs/identity/grants";
import { github } from "../../constructs/identity/pipelines/github";
import { gitlab } from "../../constructs/identity/pipelines/gitlab";
import { hcpTerraform } from "../../constructs/identity/pipelines/hcp-terraform";
import type { StateAccess, StateStore } from "../../constructs/identity/state-permissions";
import type { TerminalAccess } from "../../constructs/identity/terminal-access";
import type { Pipeline } from "../../constructs/identity/trust/pipeline-trust";
import type { Names } from "../../constructs/names";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { boundaries } from "../boundaries";

/** The pipelines that deploy this environment. */
export function pipelinesOf({ ci, state }: Environment, names: Names): readonly Pipeline[] {
  const hcp = state.kind === "hcp-terraform" ? state : undefined;
  return [
    ...(ci.github ? [github(ci.github)] : []),
    ...(ci.gitlab ? [gitlab(ci.gitlab)] : []),
    ...(hcp ? [hcpTerraform({ ...hcp, workspace: (stack) => names.workspace(stack) })] : []),
  ];
}

export function terminalOf(
  { rootAdministrators, people }: Environment,
  pipelines: readonly Pipeline[],
): TerminalAccess {
  return { rootAdministrators, operators: people.operators, pipeline: pipelines.length > 0 };
}

/** Which states in S3 a stack's deployers reach: its own, and those of the contracts that its boundary names. */
export function statesOf(
  { state, aws }: Environment,
  names: Names,
): Readonly<Record<StackId, StateAccess>> | undefined {
  if (state.kind !== "s3") return undefined;
  const region = state.region ?? aws.region;
  const store = (stack: StackId): StateStore => ({
    bucket: names.stateBucket(stack, state.bucketPrefix),
    object: names.stateObject(stack),
    keyAlias: names.stateKeyAlias(stack),
  });
  const access = stackIds.map((stack) => [
    stack,
    { ...aws, region, own: store(stack), reads: boundaries[stack].reads.map(store) },
  ]);
  return Object.fromEntries(access) as Record<StackId, StateAccess>;
}

/** What the tables of permissions take from an environment. */
export function deployedOf({ aws, dns, teams }: Environment, names: Names): Omit<Deployed, "grants"> {
  const zoneId = dns.zone.source === "existing" ? dns.zone.zoneId : undefined;
  return { names, ...aws, domain: dns.domain, zoneId, teams: teams.map(({ name }) => name) };
}

/** Everything that plan roles read on all resources: what people who look after the platform may see as well. */
export function readsOf(environment: Environment, names: Names): readonly string[] {
  const deployed = deployedOf(environment, names);
  const statements = stackIds.flatMap((stack) => {
    return permissionTables[stack]({ ...deployed, grants: new Grants(names, environment.name, stack) }).reads;
  });
  return [...new Set(statements.flatMap(({ Action = [] }) => Action))].sort();
}
