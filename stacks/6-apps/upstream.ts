import type { Received } from "../../constructs/contracts/contract";
import type { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import type { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import type { appServicesContract } from "../5-app-services/contract";

/** What the stacks before this one hand over. */
export interface Upstream {
  readonly infrastructure: Received<(typeof managedInfrastructureContract)["fields"]>;
  readonly kubernetes: Received<(typeof kubernetesClusterContract)["fields"]>;
  readonly services: Received<(typeof appServicesContract)["fields"]>;
}
