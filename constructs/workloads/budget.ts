import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "./labels";

/**
 * How many pods a drain of nodes may take away at once: a quarter, rounded up. A share that must stay would, with few
 * pods, forbid every eviction, and node upgrades would hang.
 */
export class DisruptionBudget extends PodDisruptionBudgetV1 {
  constructor(scope: Construct, id: string, props: WorkloadObject) {
    super(scope, id, {
      metadata: metadataOf(props),
      spec: { maxUnavailable: "25%", selector: { matchLabels: selectorOf(props.workload) } },
    });
  }
}
