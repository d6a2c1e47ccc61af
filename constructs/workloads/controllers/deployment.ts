import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "../labels";
import type { Pod } from "../pod/pod";
import { waiveOnDeployment } from "../pod/waivers";

/** How pods are replaced by others. */
export type Rollout =
  | {
      readonly kind: "rolling";
      /** Pods beyond the wanted number, a number or a share. @default "25%" */
      readonly maxSurge?: string;
      /** Pods that may be missing, a number or a share. @default "0" */
      readonly maxUnavailable?: string;
    }
  | {
      /** All old ones go before the first new one comes: for what can't run twice. Nobody answers in between. */
      readonly kind: "recreate";
    };

export interface WorkloadDeploymentProps extends WorkloadObject {
  readonly pod: Pod;
  /** Pods to begin with; from then on the autoscaler decides. */
  readonly replicas: number;
  /** @default - a new one is ready before an old one goes */
  readonly rollout?: Rollout;
  /** What has to be there when the first pod starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Without a new pod in this time a rollout has failed. The first pods wait for their load balancer, which takes AWS some
 * minutes; after the provider's ten minutes nobody would say why.
 */
const progressDeadlineSeconds = 540;

/** The pods of a workload, as many as the autoscaler says, all alike. */
export class WorkloadDeployment extends DeploymentV1 {
  constructor(scope: Construct, id: string, props: WorkloadDeploymentProps) {
    const { pod, replicas, rollout = { kind: "rolling" }, dependsOn, ...object } = props;
    super(scope, id, {
      metadata: metadataOf(object),
      // An apply that succeeds has put the new revision into service, and a broken image fails the pipeline that
      // brought it. The old pods go on serving meanwhile.
      waitForRollout: true,
      spec: {
        replicas: String(replicas),
        progressDeadlineSeconds,
        minReadySeconds: 5,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorOf(object.workload) },
        strategy: strategyOf(rollout),
        template: pod.template,
      },
      lifecycle: { ignoreChanges: ["spec[0].replicas"] },
      dependsOn: [...dependsOn],
    });
    waiveOnDeployment(this, pod.containers, replicas);
  }
}

function strategyOf(rollout: Rollout) {
  if (rollout.kind === "recreate") return { type: "Recreate" };
  const { maxSurge = "25%", maxUnavailable = "0" } = rollout;
  return { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } };
}
