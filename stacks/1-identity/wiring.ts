import { github } from "../../constructs/identity/pipelines/github";
import { gitlab } from "../../constructs/identity/pipelines/gitlab";
import { hcpTerraform } from "../../constructs/identity/pipelines/hcp-terraform";
import type { TerminalAccess } from "../../constructs/identity/terminal-access";
import type { Pipeline } from "../../constructs/identity/trust/pipeline-trust";
import { findId } from "../../constructs/ledger/find-id";
import type { Ledger } from "../../constructs/ledger/ledger";
import type { Names } from "../../constructs/names";
import { type StateAccess, stateAccess } from "../../constructs/permissions/state";
import type { StackId } from "../../constructs/stack/stack-id";
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
export function statesOf(environment: Environment): Readonly<Record<StackId, StateAccess>> | undefined {
  return stateAccess(environment, (stack) => boundaries[stack].reads);
}

/** Where the controllers write DNS records: in the zone that exists, or in the one that was made since. */
export function recordsOf({ dns }: Environment, ledger: Ledger | undefined) {
  const { domain, zone } = dns;
  return {
    domain,
    zoneId: zone.source === "existing" ? zone.zoneId : findId(ledger, "app-services", zoneType, domain),
  };
}

const zoneType = "aws_route53_zone";

/** Resource id of a database's cluster, which stands in the ARN of whoever signs in. */
export function databaseIds(names: Names, ledger: Ledger | undefined): (database: string) => string {
  return (database) => findId(ledger, "app-services", "aws_rds_cluster", names.database(database));
}
