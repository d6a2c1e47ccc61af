import { DaemonSetV1 } from "@cdktf/provider-kubernetes/lib/daemon-set-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "../labels";
import type { Pod } from "../pod/pod";

export interface WorkloadDaemonSetProps extends WorkloadObject {
  readonly pod: Pod;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** One pod on each node, replaced node by node: the new one is ready before the old one goes. */
export class WorkloadDaemonSet extends DaemonSetV1 {
  constructor(scope: Construct, id: string, { pod, dependsOn, ...object }: WorkloadDaemonSetProps) {
    super(scope, id, {
      metadata: metadataOf(object),
      waitForRollout: true,
      spec: {
        minReadySeconds: 5,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorOf(object.workload) },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "0" } },
        template: pod.template,
      },
      timeouts: { create: "20m", update: "20m" },
      dependsOn: [...dependsOn],
    });
  }
}
