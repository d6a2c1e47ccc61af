import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "./labels";

export interface DisruptionBudgetProps extends WorkloadObject {
  /** Pods that a drain of nodes may take away at once, a number or a share. @default "25%" */
  readonly maxUnavailable?: string;
}

/**
 * How many pods a drain of nodes may take away at once: a quarter, rounded up. A share that must stay would, with few
 * pods, forbid every eviction, and node upgrades would hang.
 */
export class DisruptionBudget extends PodDisruptionBudgetV1 {
  constructor(scope: Construct, id: string, { maxUnavailable = "25%", ...object }: DisruptionBudgetProps) {
    super(scope, id, {
      metadata: metadataOf(object),
      spec: { maxUnavailable, selector: { matchLabels: selectorOf(object.workload) } },
    });
  }
}
