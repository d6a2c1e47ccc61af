import type { Names } from "../../names";
import type { KeyId } from "../key-use";
import type { Conditions, PolicyDocument } from "../policy-document";

/** What controllers' policies are written with. */
export interface ControllerContext {
  readonly names: Names;
  /** Name of the environment, as in the tag `strata:environment`. */
  readonly environment: string;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  /** Domain whose records the platform writes. */
  readonly domain: string;
  /** Id of the domain's zone; `*` while it is AWS's choice: every zone then, narrowed by names of records. */
  readonly zoneId: string;
  /** The zone that only the VPC sees, likewise. @default - none */
  readonly privateZone?: OwnZone;
  readonly keyId: KeyId;
  /** SNS topic that alerts are published to. @default - none */
  readonly alertTopicArn?: string;
}

/** A zone that records are written to, and its domain. */
export interface OwnZone {
  readonly domain: string;
  readonly zoneId: string;
}

export type ControllerPolicy = (context: ControllerContext) => PolicyDocument;

/** The zone that records are written to. */
export function zoneArn({ partition, zoneId }: Pick<ControllerContext, "partition" | "zoneId">): string {
  return `arn:${partition}:route53:::hostedzone/${zoneId}`;
}

/** Tags of nodes, which their launch template sets, and of what the cluster's own stack makes. */
export function clusterStackTags(environment: string): Readonly<Record<string, string>> {
  return { "aws:ResourceTag/strata:environment": environment, "aws:ResourceTag/strata:stack": "kubernetes-cluster" };
}

/**
 * Nodes that Karpenter started for this cluster, with their interfaces, volumes and launch templates, by the tags that it
 * sets on all of them. Those of node groups have no node pool.
 */
export function karpenterNodes(
  cluster: string,
  key: "aws:RequestTag" | "aws:ResourceTag" = "aws:ResourceTag",
): Conditions {
  return {
    StringEquals: { [`${key}/kubernetes.io/cluster/${cluster}`]: "owned" },
    StringLike: { [`${key}/karpenter.sh/nodepool`]: "*" },
  };
}
