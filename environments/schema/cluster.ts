import { z } from "zod";
import { list, number, text } from "./field";
import { cidr } from "./primitives";
import { allowedCount, allowedPublic, allowedWidth, servicePrivate, serviceSize } from "./rules/values/cidr";
import { diskSize, nodeCount } from "./rules/values/counts";
import { distinct } from "./rules/values/distinct";
import { nodeType, oneArchitecture, someNodeType } from "./rules/values/instance-type";
import { supportedVersion } from "./rules/values/kubernetes-version";
import { logRetention } from "./rules/values/retention";

/** Nodes that EKS manages, in all zones; the defaults are each group's own. */
const nodeGroup = (defaults: { readonly maximum: number; readonly diskGiB: number }) =>
  z
    .strictObject({
      /** Instance types to choose from, of one architecture, the first one preferred. @default ["m7i.large"] */
      instanceTypes: list(text(nodeType), someNodeType, distinct, oneArchitecture).default(["m7i.large"]),
      /** At least so many nodes; the size of the group when it is made. @default 3 */
      minimum: number(nodeCount).default(3),
      /** @default - 6 for system nodes, 12 for worker nodes */
      maximum: number(nodeCount).default(defaults.maximum),
      /** Size of each node's disk. @default - 50 for system nodes, 80 for worker nodes */
      diskGiB: number(diskSize).default(defaults.diskGiB),
    })
    .prefault({});

export const cluster = z.strictObject({
  /** Kubernetes minor version, one of those in EKS standard support. */
  version: text(supportedVersion),
  /**
   * Who reaches the Kubernetes API: the VPC alone, or the listed public blocks as well.
   * @default - the VPC alone
   */
  endpoint: z
    .discriminatedUnion("access", [
      z.strictObject({ access: z.literal("private") }),
      z.strictObject({
        access: z.literal("public"),
        allowedCidrs: list(cidr(allowedWidth, allowedPublic), allowedCount, distinct),
      }),
    ])
    .default({ access: "private" }),
  /** Address block of Kubernetes services, which exists inside the cluster only. @default "172.20.0.0/16" */
  serviceCidr: cidr(serviceSize, servicePrivate).default("172.20.0.0/16"),
  /** The nodes that carry the platform's own controllers, and nothing else. */
  systemNodes: nodeGroup({ maximum: 6, diskGiB: 50 }),
  /** The nodes that carry the apps. */
  workerNodes: nodeGroup({ maximum: 12, diskGiB: 80 }),
  /** Days that control plane logs are kept: one of the values that CloudWatch Logs takes. @default 365 */
  logRetentionDays: number(logRetention).default(365),
});
