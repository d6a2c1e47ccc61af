import { Construct } from "constructs";
import { Autoscaler, type Replicas, type Scaling } from "./autoscaler";
import { DisruptionBudget } from "./budget";
import { type Rollout, WorkloadDeployment } from "./controllers/deployment";
import type { Probes } from "./pod/probes";
import { spreadOf } from "./pod/spread";
import { Workload } from "./workload";
import type { LastingWorkloadProps } from "./workload-props";

export interface WorkerProps extends LastingWorkloadProps {
  /** By a command of the image, or by a port of its own. @default - none: a container is well as long as it runs */
  readonly probes?: Probes;
  readonly replicas: Replicas;
  /** @default - 70 % of the requested CPU */
  readonly scaling?: Scaling;
  /** @default - a new pod is ready before an old one goes */
  readonly rollout?: Rollout;
}

/** An app that nobody calls: it takes its work from a queue or a datastore. Several pods over zones and nodes, scaled by load. */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const { probes, replicas, scaling, rollout } = props;
    const workload = new Workload(this, props, { component: "worker" });
    const { object } = workload;
    new DisruptionBudget(this, "budget", object);
    const deployment = new WorkloadDeployment(this, "deployment", {
      ...object,
      pod: workload.pod({ probes, topologySpreadConstraint: spreadOf(object.workload) }),
      replicas: replicas.minimum,
      rollout,
      dependsOn: workload.dependsOn,
    });
    new Autoscaler(this, "autoscaler", { ...object, replicas, scaling, deployment });
  }
}
