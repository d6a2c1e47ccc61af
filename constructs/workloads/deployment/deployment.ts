import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "../labels";
import { type PodTemplateProps, podTemplate } from "./pod-template";
import { waiveOnDeployment } from "./waivers";

export interface WorkloadDeploymentProps extends WorkloadObject, Omit<PodTemplateProps, "workload"> {
  /** Pods to begin with; from then on the autoscaler decides. */
  readonly replicas: number;
  /** What has to be there when the first pod starts, such as its AWS role and its way through the network. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Without a new pod in this time a rollout has failed. The first pods wait for their load balancer, which takes AWS some
 * minutes; after the provider's ten minutes nobody would say why.
 */
const progressDeadlineSeconds = 540;

/** The pods of a workload, replaced one after the other: a new one is ready before an old one goes. */
export class WorkloadDeployment extends DeploymentV1 {
  constructor(scope: Construct, id: string, { replicas, dependsOn, ...props }: WorkloadDeploymentProps) {
    super(scope, id, {
      metadata: metadataOf(props),
      // An apply that succeeds has put the new revision into service, and a broken image fails the pipeline that
      // brought it. The old pods go on serving meanwhile.
      waitForRollout: true,
      spec: {
        replicas: String(replicas),
        progressDeadlineSeconds,
        minReadySeconds: 5,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorOf(props.workload) },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "0" } },
        template: podTemplate(props),
      },
      lifecycle: { ignoreChanges: ["spec[0].replicas"] },
      dependsOn,
    });
    waiveOnDeployment(this, props.image);
  }
}
