import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { Construct } from "constructs";
import { podPlan } from "./subnet-plan";
import { discoveryTags } from "./subnet-tags";
import { SubnetTier } from "./subnet-tier";
import type { ByZone } from "./tiers";

export interface PodSubnetsProps {
  readonly vpcId: string;
  /** First address block of the VPC. */
  readonly vpcCidr: string;
  /** First part of `Name` tags. */
  readonly name: string;
  /** Address block of pods, added to the VPC. */
  readonly cidr: string;
  readonly zones: readonly string[];
  /** Subnets of the nodes, whose route tables pods share. */
  readonly privateTier: SubnetTier;
  readonly clusterName: string;
}

/**
 * A second block of the VPC with a subnet for pods in every zone, so that pods take no addresses from nodes and load
 * balancers. The VPC CNI finds the subnets by their tag and puts the network interfaces of pods there; the cluster may
 * also name them, in an `ENIConfig` for each zone.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-subnet-selection.html
 */
export class PodSubnets extends Construct {
  readonly subnetIds: ByZone<string>;

  constructor(scope: Construct, id: string, props: PodSubnetsProps) {
    super(scope, id);
    const { vpcId, vpcCidr, name, cidr, zones, privateTier, clusterName } = props;
    const block = new VpcIpv4CidrBlockAssociation(this, "block", { vpcId, cidrBlock: cidr });
    const subnets = new SubnetTier(this, "subnets", {
      tier: "pods",
      // Through the block, so that it is there before its subnets and goes after them.
      vpcId: block.vpcId,
      vpcCidr,
      name,
      blocks: podPlan(cidr, zones),
      routeTables: privateTier,
      tags: discoveryTags("pods", clusterName),
    });
    this.subnetIds = subnets.subnetIds;
  }
}
