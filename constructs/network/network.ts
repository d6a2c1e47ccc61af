import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { DefaultResources } from "./default-resources";
import { Endpoints } from "./endpoints";
import { FlowLogs, type FlowLogsProps } from "./flow-logs";
import { InternetAccess, type NatMode } from "./internet-access";
import { subnetPlan } from "./subnet-plan";
import { SubnetTier, type SubnetTierProps } from "./subnet-tier";
import type { ByTier, ByZone, Tier } from "./tiers";

export interface NetworkProps {
  /** First part of `Name` tags. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
  /** Address block of the VPC, /16 to /20. */
  readonly cidr: string;
  /** Three to six availability zones by name. Append only: see `SubnetPlan`. */
  readonly zones: readonly string[];
  /** @default "per-zone" */
  readonly nat?: NatMode;
  /** EKS cluster whose nodes Karpenter places in the private subnets. */
  readonly clusterName: string;
  readonly flowLogs: Omit<FlowLogsProps, "vpcId" | "name">;
  /** Buckets of other accounts that may be read through the S3 endpoint, beside those that nodes need. @default - none */
  readonly readableBuckets?: readonly string[];
}

/** What is known of a network, whether it was made here or taken over. */
export interface NetworkIds {
  readonly vpcId: string;
  /** Subnets by tier and zone. */
  readonly subnetIds: ByTier<ByZone<string>>;
}

/**
 * A VPC of four tiers over several zones. Load balancers and NAT stand in the public tier, nodes and pods in the
 * private one with a way out through NAT, datastores and the EKS control plane's interfaces in tiers of their own that
 * have no route to the internet.
 */
export class Network extends Construct implements NetworkIds {
  readonly vpcId: string;
  readonly subnetIds: ByTier<ByZone<string>>;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, cidr, zones, region, accountId, partition = "aws", nat = "per-zone", readableBuckets } = props;
    const vpc = this.vpc(name, cidr);
    const vpcId = vpc.id;
    new DefaultResources(this, "defaults", { vpc, name });
    const tiers = this.tiers(vpcId, props);
    const { public: publicTier, private: privateTier, data } = tiers;
    new InternetAccess(this, "internet", { vpcId, name, zones, nat, publicTier, privateTier });
    const routeTableIds = [...new Set([privateTier, data].flatMap((tier) => Object.values(tier.routeTableIds)))];
    new Endpoints(this, "endpoints", { vpcId, name, routeTableIds, accountId, region, partition, readableBuckets });
    new FlowLogs(this, "flow-logs", { vpcId, name, ...props.flowLogs });
    this.vpcId = vpcId;
    this.subnetIds = {
      public: publicTier.subnetIds,
      private: privateTier.subnetIds,
      data: data.subnetIds,
      "control-plane": tiers["control-plane"].subnetIds,
    };
  }

  /** EKS and the private names of endpoints need both DNS settings. */
  private vpc(name: string, cidrBlock: string): Vpc {
    return new Vpc(this, "vpc", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: name } });
  }

  private tiers(vpcId: string, { name, cidr, zones, clusterName }: NetworkProps): ByTier<SubnetTier> {
    const plan = subnetPlan(cidr, zones);
    const tier = (tier: Tier, own: Pick<SubnetTierProps, "routeTables" | "tags"> = {}) =>
      new SubnetTier(this, tier, { tier, vpcId, vpcCidr: cidr, name, blocks: plan[tier], ...own });
    return {
      public: tier("public", { tags: { "kubernetes.io/role/elb": "1" } }),
      private: tier("private", {
        // Also without NAT or with one for all: so a change of the mode changes routes and replaces no table.
        routeTables: "zone",
        tags: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": clusterName },
      }),
      data: tier("data"),
      "control-plane": tier("control-plane"),
    };
  }
}
