import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NetworkPolicy } from "../cluster/network-policy";
import { PodIdentity, type PodIdentityProps } from "../cluster/pod-identity";
import type { Chart } from "./chart";
import { HelmChart } from "./helm-chart";
import type { Traffic } from "./traffic";

export interface ControllerProps {
  readonly chart: Chart;
  /** Network paths that its pods need beyond what the namespace allows everyone. */
  readonly traffic: readonly Traffic[];
  /** AWS role of its pods; the namespace is the chart's. @default - none: it calls no AWS service */
  readonly identity?: Omit<PodIdentityProps, "namespace">;
  /** What has to be there before its pods. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
}

/** A chart whose pods find their credentials and their network paths there when they start. */
export class Controller extends Construct {
  /** For `after` of what needs this controller at work. */
  readonly release: HelmChart;

  constructor(scope: Construct, id: string, { chart, traffic, identity, after = [] }: ControllerProps) {
    super(scope, id);
    const { namespace } = chart;
    const policies = traffic.map((props) => new NetworkPolicy(this, `allow-${props.name}`, { namespace, ...props }));
    const credentials = identity ? [new PodIdentity(this, "identity", { namespace, ...identity })] : [];
    this.release = new HelmChart(this, "release", { chart, after: [...policies, ...credentials, ...after] });
  }
}
