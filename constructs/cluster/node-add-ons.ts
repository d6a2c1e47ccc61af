import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { controllers } from "../names";
import { AddOn } from "./add-on";
import { addOnVersionsFor } from "./add-on-versions";
import { networkSettings, type PodNetwork } from "./network-settings";

export interface NodeAddOnsProps {
  readonly clusterName: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly kubernetesVersion: string;
  /** Role of the network plugin. */
  readonly networkRoleArn: string;
  /** Subnets for pods alone. @default - none: pods get addresses of their nodes' subnets */
  readonly podNetwork?: PodNetwork;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * What has to run on a node before it is ready: it is there before the nodes, and goes after them. All three are
 * DaemonSets that tolerate every taint by themselves, those of nodes which are not ready yet among them.
 */
export class NodeAddOns extends Construct {
  readonly all: readonly AddOn[];

  constructor(scope: Construct, id: string, props: NodeAddOnsProps) {
    super(scope, id);
    const { clusterName, networkRoleArn, podNetwork, dependsOn } = props;
    const versions = addOnVersionsFor(props.kubernetesVersion);
    const agent = new AddOn(this, "eks-pod-identity-agent", {
      clusterName,
      version: versions["eks-pod-identity-agent"],
      dependsOn,
    });
    const cni = new AddOn(this, "vpc-cni", {
      clusterName,
      version: versions["vpc-cni"],
      settings: networkSettings(podNetwork),
      role: { serviceAccount: controllers["vpc-cni"].serviceAccount, arn: networkRoleArn },
      // The agent hands the plugin its credentials; it runs on the host's network and so needs no plugin itself.
      dependsOn: [agent],
    });
    const proxy = new AddOn(this, "kube-proxy", { clusterName, version: versions["kube-proxy"], dependsOn });
    this.all = [agent, cni, proxy];
  }
}
