import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { onSystemNodes } from "../charts/system-nodes";
import { controllers } from "../names";
import { AddOn } from "./add-on";
import { addOnVersionsFor } from "./add-on-versions";

export interface ControllerAddOnsProps {
  readonly clusterName: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly kubernetesVersion: string;
  /** Role of the EBS CSI driver's controller. */
  readonly volumesRoleArn: string;
  /** Tags of the EBS volumes and snapshots that the driver makes; the rights of its role rest on them. */
  readonly volumeTags: Readonly<Record<string, string>>;
  /** The nodes that they run on. */
  readonly dependsOn: readonly ITerraformDependable[];
}

const dns = {
  ...onSystemNodes,
  autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
};

/** Add-ons that are Deployments: EKS reports them as degraded, and Terraform waits in vain, until there are nodes. */
export class ControllerAddOns extends Construct {
  readonly all: readonly AddOn[];

  constructor(scope: Construct, id: string, props: ControllerAddOnsProps) {
    super(scope, id);
    const { clusterName, dependsOn } = props;
    const versions = addOnVersionsFor(props.kubernetesVersion);
    const coredns = new AddOn(this, "coredns", { clusterName, version: versions.coredns, settings: dns, dependsOn });
    const snapshots = new AddOn(this, "snapshot-controller", {
      clusterName,
      version: versions["snapshot-controller"],
      settings: onSystemNodes,
      dependsOn,
    });
    const volumes = new AddOn(this, "aws-ebs-csi-driver", {
      clusterName,
      version: versions["aws-ebs-csi-driver"],
      settings: { controller: { ...onSystemNodes, extraVolumeTags: props.volumeTags } },
      role: { serviceAccount: controllers["ebs-csi"].serviceAccount, arn: props.volumesRoleArn },
      // It looks for the snapshot definitions when it starts, and leaves snapshots out when they are not there.
      dependsOn: [snapshots],
    });
    this.all = [coredns, snapshots, volumes];
  }
}
