import { Construct } from "constructs";
import { DisruptionBudget } from "./budget";
import { type Storage, WorkloadStatefulSet, type WorkloadStatefulSetProps } from "./controllers/stateful-set";
import type { AppPeer } from "./network-policy";
import { connectionProbes, type Probes } from "./pod/probes";
import { servingDrainSeconds } from "./pod/shutdown";
import { spreadOf } from "./pod/spread";
import { MembersService, WorkloadService } from "./service";
import { Workload } from "./workload";
import type { LastingWorkloadProps } from "./workload-props";

export interface StatefulServiceProps
  extends LastingWorkloadProps,
    Pick<WorkloadStatefulSetProps, "podManagement" | "volumesOnDeletion" | "volumesOnScaleDown"> {
  /** Port on which callers and the pods among themselves reach it, above 1023 since it does not run as root. */
  readonly port: number;
  /** @default - connections to the port */
  readonly probes?: Probes;
  /** Pods; they are not scaled by load, since each has data of its own. */
  readonly replicas: number;
  /** Volumes that each pod has for itself. */
  readonly storage: readonly Storage[];
  /** Apps that may call this one. @default - none */
  readonly calledBy?: readonly AppPeer[];
}

/**
 * An app whose pods keep a name and a volume each: `<name>-0.<name>-members` and so on, and `<name>` for any of them.
 * One at a time is replaced, or taken away by a drain of nodes.
 */
export class StatefulService extends Construct {
  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    const { port, probes, replicas, storage, calledBy = [] } = props;
    const { podManagement, volumesOnDeletion, volumesOnScaleDown } = props;
    const workload = new Workload(this, props, {
      component: "stateful-service",
      callers: { port, apps: calledBy },
      memberPort: port,
    });
    const { object } = workload;
    const service = new WorkloadService(this, "service", { ...object, port, protocol: "tcp" });
    const members = new MembersService(this, "members", { ...object, port });
    new DisruptionBudget(this, "budget", { ...object, maxUnavailable: "1" });
    new WorkloadStatefulSet(this, "stateful-set", {
      ...object,
      pod: workload.pod({
        port: { name: "tcp", number: port },
        probes: { ...connectionProbes, ...probes },
        drainSeconds: servingDrainSeconds,
        topologySpreadConstraint: spreadOf(object.workload, "ordinals"),
        claimed: storage.map(({ name, mountPath }) => ({ volume: name, path: mountPath })),
      }),
      replicas,
      storage,
      podManagement,
      volumesOnDeletion,
      volumesOnScaleDown,
      dependsOn: [...workload.dependsOn, service, members],
    });
  }
}
