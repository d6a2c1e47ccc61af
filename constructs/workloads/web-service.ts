import { Construct } from "constructs";
import { Autoscaler, type Replicas, type Scaling } from "./autoscaler";
import { DisruptionBudget } from "./budget";
import { type Rollout, WorkloadDeployment } from "./controllers/deployment";
import { type PublicAddress, PublicIngress } from "./ingress";
import type { AppPeer } from "./network-policy";
import { type Probes, servingProbes } from "./pod/probes";
import { servingDrainSeconds } from "./pod/shutdown";
import { spreadOf } from "./pod/spread";
import { WorkloadService } from "./service";
import { Workload } from "./workload";
import type { LastingWorkloadProps } from "./workload-props";

export interface WebServiceProps extends LastingWorkloadProps {
  /** Port that the container listens on, above 1023 since it does not run as root. */
  readonly port: number;
  /** Path that answers 200 once the app is ready. */
  readonly healthPath: string;
  /** Other probes than those by the path. @default - the path at the start and for readiness, a connection for life */
  readonly probes?: Probes;
  readonly replicas: Replicas;
  /** @default - 70 % of the requested CPU */
  readonly scaling?: Scaling;
  /** @default - a new pod is ready before an old one goes */
  readonly rollout?: Rollout;
  /** Where the world reaches the app. @default - inside the cluster only */
  readonly publicAddress?: PublicAddress;
  /** Apps that may call this one. @default - none */
  readonly calledBy?: readonly AppPeer[];
}

/**
 * An app that answers HTTP: several pods over zones and nodes, scaled by load, replaced without losing a request, with
 * an AWS role and a network of its own. Everything is there before the first pod starts.
 */
export class WebService extends Construct {
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { port, healthPath, probes, replicas, scaling, rollout, publicAddress, calledBy = [] } = props;
    const workload = new Workload(this, props, {
      component: "web-service",
      callers: { port, apps: calledBy, loadBalancerAddresses: publicAddress?.loadBalancerAddresses },
    });
    const { object } = workload;
    const service = new WorkloadService(this, "service", { ...object, port });
    const ingress = publicAddress
      ? [new PublicIngress(this, "ingress", { ...object, address: publicAddress, port, healthPath })]
      : [];
    new DisruptionBudget(this, "budget", object);
    const deployment = new WorkloadDeployment(this, "deployment", {
      ...object,
      pod: workload.pod({
        port: { name: "http", number: port },
        probes: { ...servingProbes(healthPath), ...probes },
        drainSeconds: servingDrainSeconds,
        topologySpreadConstraint: spreadOf(object.workload),
      }),
      replicas: replicas.minimum,
      rollout,
      dependsOn: [...workload.dependsOn, service, ...ingress],
    });
    new Autoscaler(this, "autoscaler", { ...object, replicas, scaling, deployment });
  }
}
