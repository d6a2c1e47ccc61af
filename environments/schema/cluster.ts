import { z } from "zod";
import { operatingSystems } from "../../constructs/cluster/ami-type";
import { list, number, text } from "./field";
import { cidr } from "./primitives";
import { allowedCount, allowedPublic, allowedWidth, servicePrivate, serviceSize } from "./rules/values/cidr";
import { diskSize, nodeCount } from "./rules/values/counts";
import { distinct } from "./rules/values/distinct";
import { nodeType, oneArchitecture, someNodeType } from "./rules/values/instance-type";
import { supportedVersion } from "./rules/values/kubernetes-version";
import { nodesAway } from "./rules/values/nodes-away";
import { logRetention } from "./rules/values/retention";

/** What differs from group to group when nothing is said. */
interface NodeGroupDefaults {
  readonly maximum: number;
  readonly diskGiB: number;
}

/** Nodes that EKS manages, in all zones; the defaults are each group's own. */
const nodes = (defaults: NodeGroupDefaults) =>
  z.strictObject({
    /** Instance types to choose from, of one architecture, the first one preferred. @default ["m7i.large"] */
    instanceTypes: list(text(nodeType), someNodeType, distinct, oneArchitecture).default(["m7i.large"]),
    /** What the nodes run; a change replaces them. @default "AL2023" */
    operatingSystem: z.enum(operatingSystems).default("AL2023"),
    /**
     * AMI release, such as "1.35.8-20261102" of AL2023 or "1.52.0-5d9bb4bc" of Bottlerocket. To write a newer one is
     * to update the nodes; with AL2023 it changes together with the cluster's version.
     * @default - EKS' latest when the group is made or the cluster's version changes
     */
    releaseVersion: text().optional(),
    /** Nodes that an update takes away at a time, a number or a share of them. @default "33%" */
    maxUnavailable: text(nodesAway).default("33%"),
    /** At least so many nodes; the size of the group when it is made. @default 3 */
    minimum: number(nodeCount).default(3),
    /** At most so many nodes. @default - 6 for system nodes, 12 for worker nodes */
    maximum: number(nodeCount).default(defaults.maximum),
    /** Size of each node's disk. @default - 50 for system nodes, 80 for worker nodes */
    diskGiB: number(diskSize).default(defaults.diskGiB),
  });

/** The two places that a group can have in the stack. */
export const nodeSides = ["a", "b"] as const;
export type NodeSide = (typeof nodeSides)[number];

const nodeGroup = (defaults: NodeGroupDefaults) =>
  nodes(defaults).extend({
    /**
     * Where the group stands. On the other side a new group comes up beside it, and nothing of it changes: see
     * docs/playbooks/migrate-nodes.md. @default "a"
     */
    side: z.enum(nodeSides).default("a"),
    /** The group on the other side, as it was written there, while its pods move over. @default - none */
    leaving: nodes(defaults).optional(),
  });

/** The EKS cluster and the nodes that EKS manages. */
export const cluster = z.strictObject({
  /** Kubernetes minor version, one of those in EKS standard support. */
  version: text(supportedVersion),
  /**
   * What comes when standard support of the version ends: with STANDARD, AWS upgrades the cluster; with EXTENDED, it
   * stays, at six times the price. https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
   * @default "STANDARD"
   */
  supportType: z.enum(["STANDARD", "EXTENDED"]).default("STANDARD"),
  /**
   * Who reaches the Kubernetes API: the VPC alone, or the listed public blocks as well.
   * @default - the VPC alone
   */
  endpoint: z
    .discriminatedUnion("access", [
      /** From inside the VPC alone. */
      z.strictObject({ access: z.literal("private") }),
      /** From the listed blocks as well. */
      z.strictObject({
        access: z.literal("public"),
        /** Blocks that reach the public endpoint. */
        allowedCidrs: list(cidr(allowedWidth, allowedPublic), allowedCount, distinct),
      }),
    ])
    .default({ access: "private" }),
  /**
   * How Terraform logs in to the cluster: by the `aws` command, which has to be where it runs and gives a new token as
   * often as one is needed, or by one token for a run, which the aws provider makes without any command. EKS takes it for
   * 15 minutes: a run that takes longer ends with Unauthorized and is to be started again. OpenTofu knows it since 1.11.
   * @default "aws-command"
   */
  login: z.enum(["aws-command", "token"]).default("aws-command"),
  /** Address block of Kubernetes services, which exists inside the cluster only. @default "172.20.0.0/16" */
  serviceCidr: cidr(serviceSize, servicePrivate).default("172.20.0.0/16"),
  /** The nodes that carry the platform's own controllers, and nothing else. */
  systemNodes: nodeGroup({ maximum: 6, diskGiB: 50 }).prefault({}),
  /**
   * A group of nodes for apps that EKS keeps at its size, beside those of `autoscaling` or in their place. `{}` stands for
   * the default group.
   * @default null - none: apps run on the nodes that Karpenter starts
   */
  workerNodes: nodeGroup({ maximum: 12, diskGiB: 80 }).nullable().default(null),
  /** Days that control plane logs are kept: one of the values that CloudWatch Logs takes. @default 365 */
  logRetentionDays: number(logRetention).default(365),
});
