import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { controllers } from "../names";
import { AddOn } from "./add-on";
import { addOnVersionsFor } from "./add-on-versions";

export interface NodeAddOnsProps {
  readonly clusterName: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly kubernetesVersion: string;
  /** Role of the network plugin. */
  readonly networkRoleArn: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Network plugin settings; its schema takes texts only. A /28 prefix at a time gives a node up to 110 pods; EKS works
 * that number out when it makes a node group, so that the setting has to be there before.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 */
const network = {
  enableNetworkPolicy: "true",
  env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
};

/** What has to run on a node before it is ready: it is there before the nodes, and goes after them. */
export class NodeAddOns extends Construct {
  readonly all: readonly AddOn[];

  constructor(scope: Construct, id: string, props: NodeAddOnsProps) {
    super(scope, id);
    const { clusterName, networkRoleArn, dependsOn } = props;
    const versions = addOnVersionsFor(props.kubernetesVersion);
    const agent = new AddOn(this, "eks-pod-identity-agent", {
      clusterName,
      version: versions["eks-pod-identity-agent"],
      dependsOn,
    });
    const cni = new AddOn(this, "vpc-cni", {
      clusterName,
      version: versions["vpc-cni"],
      settings: network,
      role: { serviceAccount: controllers["vpc-cni"].serviceAccount, arn: networkRoleArn },
      // The agent hands the plugin its credentials; it runs on the host's network and so needs no plugin itself.
      dependsOn: [agent],
    });
    const proxy = new AddOn(this, "kube-proxy", { clusterName, version: versions["kube-proxy"], dependsOn });
    this.all = [agent, cni, proxy];
  }
}
