import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import { amiTypeOf, type OperatingSystem } from "./ami-type";
import { NodeLaunchTemplate } from "./node-launch-template";

/** Keeps pods off a node that do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  /** As Kubernetes spells it. */
  readonly effect: keyof typeof effects;
}

/** Effects of taints as the EKS API spells them. */
const effects = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
} as const;

export interface NodeGroupProps {
  /** What the nodes are for, such as "workers": part of the names of group and nodes. */
  readonly purpose: string;
  readonly clusterName: string;
  /** Kubernetes version of the nodes: the cluster's. */
  readonly version: string;
  /** What the nodes run. @default "AL2023" */
  readonly operatingSystem?: OperatingSystem;
  /**
   * AMI release, such as "1.35.8-20261102" of AL2023 or "1.52.0-5d9bb4bc" of Bottlerocket.
   * @default - EKS' latest when the group is made or its version changes
   */
  readonly releaseVersion?: string;
  /** Role of the nodes. */
  readonly roleArn: string;
  /** Subnets of the nodes, one a zone. */
  readonly subnetIds: readonly string[];
  /** Instance types to choose from, the first one preferred; of one architecture. */
  readonly instanceTypes: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  /** Nodes that an update takes away at a time: a number, such as "1", or a share of them, such as "33%". @default "33%" */
  readonly maxUnavailable?: string;
  /** Size of each node's disk. */
  readonly diskGiB: number;
  /** Key of the nodes' disks. */
  readonly volumeKeyArn: string;
  /** @default - none: the nodes take every pod */
  readonly taints?: readonly Taint[];
  /** Kubernetes labels of the nodes, beside those that EKS gives them. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Tags of instances, disks and network interfaces, which get no default tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** What nodes need in order to become ready, above all the network plugin. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Nodes that EKS starts, updates and replaces, over all zones of the given subnets. */
export class NodeGroup extends Construct {
  readonly nodeGroup: EksNodeGroup;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { purpose, clusterName, operatingSystem = "AL2023", diskGiB, volumeKeyArn, tags, taints, labels } = props;
    const name = `${clusterName}-${purpose}`;
    const disks = { operatingSystem, diskGiB, volumeKeyArn };
    const template = new NodeLaunchTemplate(this, "launch", { name, ...disks, tags });
    this.nodeGroup = new EksNodeGroup(this, "nodes", {
      clusterName,
      // A prefix, so that what can't be changed in place (types, image) comes up beside the old nodes before they go.
      nodeGroupNamePrefix: `${purpose}-`,
      version: props.version,
      releaseVersion: props.releaseVersion,
      nodeRoleArn: props.roleArn,
      subnetIds: [...props.subnetIds],
      instanceTypes: [...props.instanceTypes],
      amiType: amiTypeOf(props.instanceTypes, purpose, operatingSystem),
      capacityType: "ON_DEMAND",
      launchTemplate: { id: template.id, version: template.latestVersion },
      // Nothing else scales these groups, so that the size is declared: EKS refuses a minimum above the present size.
      scalingConfig: { minSize: props.minimum, maxSize: props.maximum, desiredSize: props.minimum },
      updateConfig: updateConfig(props.maxUnavailable ?? "33%"),
      nodeRepairConfig: { enabled: true },
      labels: labels && { ...labels },
      taint: taints?.map((taint) => ({ ...taint, effect: effects[taint.effect] })),
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [...props.dependsOn],
    });
    if (props.releaseVersion === undefined) waiveRelease(this.nodeGroup);
  }
}

function waiveRelease(nodeGroup: EksNodeGroup): void {
  const reason = "what EKS chose when it made the group stays until the environment names a release or another version";
  waive(nodeGroup, "unpinned-machine-image", reason);
}

/** EKS takes one of the two. */
function updateConfig(maxUnavailable: string) {
  const count = Number.parseInt(maxUnavailable, 10);
  return maxUnavailable.endsWith("%") ? { maxUnavailablePercentage: count } : { maxUnavailable: count };
}
