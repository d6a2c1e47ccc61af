import type { GuardrailsFile } from "../../../constructs/guardrails/guardrails-file";
import type { Waiting } from "../../../constructs/ledger/waiting";
import type { Output } from "../output/output";
import type { Comparison } from "./comparison";
import { type ContractRead, contractReads } from "./contracts";
import { type KubernetesAccess, kubernetesAccess } from "./kubernetes";
import { type Network, networkOf } from "./network";
import { type Place, placeOf } from "./places";
import { type PolicySize, policySizes } from "./policy-sizes";
import { type ReportResource, reportResources } from "./resources";
import { type ReportRole, rolesIn } from "./roles";
import { type StackSummary, stackSummaries } from "./stacks";
import { type StateAccess, stateAccess } from "./state-access";

/** All that the report shows, as plain data. */
export interface Report {
  readonly place: Place;
  readonly stacks: readonly StackSummary[];
  readonly contracts: readonly ContractRead[];
  readonly roles: readonly ReportRole[];
  readonly states: readonly StateAccess[];
  readonly resources: readonly ReportResource[];
  readonly kubernetes: KubernetesAccess;
  readonly network: Network;
  readonly guardrails: GuardrailsFile;
  readonly waiting: readonly Waiting[];
  readonly sizes: readonly PolicySize[];
  /** What another revision says otherwise. @default - nothing is compared */
  readonly comparison?: Comparison;
}

/** What an output says. */
export function reportOf(output: Output): Report {
  const roles = rolesIn(output);
  const contracts = contractReads(output);
  return {
    place: placeOf(output),
    stacks: stackSummaries(output),
    contracts,
    roles,
    states: stateAccess(output, roles, contracts),
    resources: reportResources(output),
    kubernetes: kubernetesAccess(output, roles),
    network: networkOf(output),
    guardrails: output.guardrails,
    waiting: output.waiting,
    sizes: policySizes(output, roles),
  };
}
