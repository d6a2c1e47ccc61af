import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { onSystemNodes } from "../charts/system-nodes";
import { AddOn } from "./add-on";
import { type AddOnName, addOnVersionsFor } from "./add-on-versions";

/** A driver of volumes: its controller's identity, and the tags of what it makes, on which the rights of its role rest. */
export interface Driver {
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ControllerAddOnsProps {
  readonly clusterName: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly kubernetesVersion: string;
  /** EBS: volumes and snapshots. */
  readonly volumes: Driver;
  /** EFS: access points in file systems. Tags have a value each. @default - none: no file system is mounted */
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
      ...(files ? [this.addOn("aws-efs-csi-driver", efsSettings(files.tags), dependsOn, files)] : []),
    ];
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

function ebsSettings(extraVolumeTags: Driver["tags"]) {
  return { controller: { ...onSystemNodes, extraVolumeTags }, node: { tolerateAllTaints: true } };
}

/** Its DaemonSet tolerates every taint by itself. */
function efsSettings(tags: Driver["tags"]) {
  return { controller: { ...onSystemNodes, tags: escaped(tags) } };
}

/**
 * The EFS driver takes its tags as one text, `key:value key:value`, in which a backslash says what separates nothing:
 * kubernetes-sigs/aws-efs-csi-driver, pkg/driver/driver.go.
 */
function escaped(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const marked = (text: string) => text.replace(/[: ]/g, (separator) => `\\${separator}`);
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [marked(key), marked(value)]));
}
