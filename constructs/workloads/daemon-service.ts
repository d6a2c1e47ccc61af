import { Construct } from "constructs";
import { WorkloadDaemonSet } from "./controllers/daemon-set";
import type { AppPeer } from "./network-policy";
import { connectionProbes, type Probes } from "./pod/probes";
import { servingDrainSeconds } from "./pod/shutdown";
import { WorkloadService } from "./service";
import { Workload } from "./workload";
import type { LastingWorkloadProps } from "./workload-props";

export interface DaemonServiceProps extends LastingWorkloadProps {
  /** Port that the container listens on, above 1023 since it does not run as root. @default - nobody calls it */
  readonly port?: number;
  /** @default - connections to the port; none where there is no port */
  readonly probes?: Probes;
  /** Apps that may call this one. @default - none */
  readonly calledBy?: readonly AppPeer[];
}

/**
 * An app with one pod on each worker node. Where it has a port, `<name>` leads every caller to the pod on its own node and
 * to no other: no pod there, no answer. Restricted as all apps are, so that it sees nothing of the node itself.
 */
export class DaemonService extends Construct {
  constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    super(scope, id);
    const { port, probes, calledBy = [] } = props;
    const workload = new Workload(this, props, {
      component: "daemon-service",
      ...(port !== undefined && { callers: { port, apps: calledBy } }),
    });
    const { object } = workload;
    const service =
      port === undefined ? [] : [new WorkloadService(this, "service", { ...object, port, answeredBy: "own-node" })];
    new WorkloadDaemonSet(this, "daemon-set", {
      ...object,
      pod: workload.pod({
        ...(port !== undefined && { port: { name: "http", number: port }, drainSeconds: servingDrainSeconds }),
        probes: { ...(port !== undefined && connectionProbes), ...probes },
      }),
      dependsOn: [...workload.dependsOn, ...service],
    });
  }
}
