import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { onSystemNodes } from "../charts/system-nodes";
import { AddOn } from "./add-on";
import { type AddOnName, addOnVersionsFor } from "./add-on-versions";

/** The identity of a driver's controller. */
export interface Driver {
  readonly serviceAccount: string;
  readonly roleArn: string;
}

export interface VolumeDriver extends Driver {
  /** Tags of the volumes that it makes, on which the rights of its role rest. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface ControllerAddOnsProps {
  readonly clusterName: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly kubernetesVersion: string;
  /** EBS: volumes and snapshots. */
  readonly volumes: VolumeDriver;
  /** EFS: access points in file systems. @default - none: no file system is mounted */
  readonly files?: Driver;
  /** The nodes that they run on. */
  readonly dependsOn: readonly ITerraformDependable[];
}

const dns = {
  ...onSystemNodes,
  autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
};

/**
 * Add-ons that are Deployments: EKS reports them as degraded, and Terraform waits in vain, until there are nodes. They
 * tolerate the system nodes' taint, since new nodes of an autoscaler wait for names and volumes.
 */
export class ControllerAddOns extends Construct {
  readonly all: readonly AddOn[];
  /** Name of the cluster, known when all of them are there; in a plan it is known at once. */
  readonly clusterName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ControllerAddOnsProps,
  ) {
    super(scope, id);
    const { volumes, files, dependsOn } = props;
    const coredns = this.addOn("coredns", dns, dependsOn);
    const snapshots = this.addOn("snapshot-controller", onSystemNodes, dependsOn);
    this.all = [
      coredns,
      snapshots,
      // It looks for the snapshot definitions when it starts, and leaves snapshots out when they are not there.
      this.addOn("aws-ebs-csi-driver", ebsSettings(volumes.tags), [snapshots], volumes),
      ...(files ? [this.addOn("aws-efs-csi-driver", efsSettings, dependsOn, files)] : []),
    ];
    this.clusterName = Fn.element(
      this.all.map((addOn) => addOn.clusterName),
      0,
    );
  }

  private addOn(
    name: AddOnName,
    settings: Readonly<Record<string, unknown>>,
    dependsOn: readonly ITerraformDependable[],
    driver?: Driver,
  ): AddOn {
    const { clusterName, kubernetesVersion } = this.props;
    const role = driver && { serviceAccount: driver.serviceAccount, arn: driver.roleArn };
    const version = addOnVersionsFor(kubernetesVersion)[name];
    return new AddOn(this, name, { clusterName, version, settings, role, dependsOn });
  }
}

function ebsSettings(extraVolumeTags: VolumeDriver["tags"]) {
  return { controller: { ...onSystemNodes, extraVolumeTags }, node: { tolerateAllTaints: true } };
}

/**
 * Its DaemonSet tolerates every taint by itself. Tags of access points are a setting of the driver's chart alone: the
 * add-on refuses them (aws/containers-roadmap, issues 2124 and 2755).
 */
const efsSettings = { controller: onSystemNodes };
