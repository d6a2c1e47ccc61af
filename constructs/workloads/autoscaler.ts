import { HorizontalPodAutoscalerV2 } from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface Replicas {
  /** Pods that run at the quietest hour; two or more, so that one can go. */
  readonly minimum: number;
  readonly maximum: number;
}

export interface AutoscalerProps extends WorkloadObject {
  /** The Deployment, which bears the workload's name. */
  readonly deployment: ITerraformDependable;
  readonly replicas: Replicas;
  /** Share of the requested CPU that the pods should use on average, in percent. @default 70 */
  readonly cpuPercent?: number;
}

/** Both directions are written out: the API server fills in what is missing, and every plan would show it as a change. */
const behavior = {
  scaleUp: [
    {
      selectPolicy: "Max",
      stabilizationWindowSeconds: 0,
      policy: [
        { type: "Pods", value: 4, periodSeconds: 15 },
        { type: "Percent", value: 100, periodSeconds: 15 },
      ],
    },
  ],
  // Slowly down: a short lull must not take away what the next peak needs.
  scaleDown: [
    {
      selectPolicy: "Max",
      stabilizationWindowSeconds: 300,
      policy: [{ type: "Percent", value: 25, periodSeconds: 60 }],
    },
  ],
};

/** Keeps the number of a Deployment's pods in step with the CPU that they use. */
export class Autoscaler extends HorizontalPodAutoscalerV2 {
  constructor(scope: Construct, id: string, { deployment, replicas, cpuPercent = 70, ...object }: AutoscalerProps) {
    super(scope, id, {
      metadata: metadataOf(object),
      spec: {
        minReplicas: replicas.minimum,
        maxReplicas: replicas.maximum,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: object.workload.name },
        metric: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } },
          },
        ],
        behavior,
      },
      dependsOn: [deployment],
    });
  }
}
