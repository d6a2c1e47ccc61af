import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { DefaultResources } from "./default-resources";
import { defaultEndpoints, type EndpointUses, type InterfaceService } from "./endpoint-services";
import { Endpoints } from "./endpoints";
import { FlowLogs, type FlowLogsProps } from "./flow-logs";
import { InternetAccess, type NatMode } from "./internet-access";
import type { NetworkIds } from "./network-ids";
import type { PerimeterProps } from "./perimeter";
import { PodSubnets } from "./pod-subnets";
import { subnetPlan } from "./subnet-plan";
import { discoveryTags } from "./subnet-tags";
import { SubnetTier } from "./subnet-tier";
import type { ByTier, ByZone, Tier } from "./tiers";

export interface NetworkProps {
  /** First part of names and `Name` tags. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
  /** Address block of the VPC, /16 to /20. */
  readonly cidr: string;
  /** Three to six availability zones by name. Append only: see `SubnetPlan`. */
  readonly zones: readonly string[];
  /** A second address block, /16 to /20, with a subnet for pods in each zone. @default - pods share the private tier */
  readonly pods?: { readonly cidr: string };
  /** @default "per-zone" */
  readonly nat?: NatMode;
  /** AWS services with an interface endpoint. @default - all that are called without NAT, none with it */
  readonly endpoints?: readonly InterfaceService[];
  /** What the VPC is for beside nodes and pods. @default - nothing that takes more than they do */
  readonly uses?: EndpointUses;
  /** What the endpoints let the account's principals reach beside the account's own. @default - what nodes need */
  readonly reachable?: PerimeterProps["reachable"];
  /** EKS cluster whose nodes Karpenter places in the private subnets. */
  readonly clusterName: string;
  readonly flowLogs: Omit<FlowLogsProps, "vpcId" | "name">;
}

/**
 * A VPC of four tiers over several zones. Load balancers and NAT stand in the public tier, nodes and pods in the
 * private one with a way out through NAT, datastores and the EKS control plane's interfaces in tiers of their own that
 * have no route to the internet.
 */
export class Network extends Construct implements NetworkIds {
  readonly vpcId: string;
  readonly subnetIds: ByTier<ByZone<string>>;
  readonly podSubnetIds: ByZone<string>;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, cidr, zones, nat = "per-zone" } = props;
    const vpc = this.vpc(name, cidr);
    const vpcId = vpc.id;
    new DefaultResources(this, "defaults", { vpc, name });
    const tiers = this.tiers(vpcId, props);
    new InternetAccess(this, "internet", {
      vpcId,
      name,
      zones,
      nat,
      publicTier: tiers.public,
      privateTier: tiers.private,
    });
    this.endpoints(vpcId, tiers, props);
    new FlowLogs(this, "flow-logs", { vpcId, name, ...props.flowLogs });
    this.vpcId = vpcId;
    this.subnetIds = {
      public: tiers.public.subnetIds,
      private: tiers.private.subnetIds,
      data: tiers.data.subnetIds,
      "control-plane": tiers["control-plane"].subnetIds,
    };
    this.podSubnetIds = this.podSubnets(vpcId, tiers.private, props);
  }

  /** EKS and the private names of endpoints need both DNS settings. */
  private vpc(name: string, cidrBlock: string): Vpc {
    return new Vpc(this, "vpc", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: name } });
  }

  private tiers(vpcId: string, { name, cidr, zones, clusterName }: NetworkProps): ByTier<SubnetTier> {
    const plan = subnetPlan(cidr, zones);
    const tier = (tier: Tier, routeTables?: "zone") =>
      new SubnetTier(this, tier, {
        tier,
        vpcId,
        vpcCidr: cidr,
        name,
        blocks: plan[tier],
        routeTables,
        tags: discoveryTags(tier, clusterName),
      });
    return {
      public: tier("public"),
      // Also without NAT or with one for all: so a change of the mode changes routes and replaces no table.
      private: tier("private", "zone"),
      data: tier("data"),
      "control-plane": tier("control-plane"),
    };
  }

  private podSubnets(vpcId: string, privateTier: SubnetTier, props: NetworkProps): ByZone<string> {
    const { name, cidr: vpcCidr, zones, pods, clusterName } = props;
    if (!pods) return {};
    const { cidr } = pods;
    return new PodSubnets(this, "pods", { vpcId, vpcCidr, name, cidr, zones, privateTier, clusterName }).subnetIds;
  }

  private endpoints(vpcId: string, tiers: ByTier<SubnetTier>, props: NetworkProps): void {
    const { name, cidr, pods, nat = "per-zone", accountId, region, partition = "aws", reachable, uses = {} } = props;
    const routed = [tiers.private, tiers.data].flatMap((tier) => Object.values(tier.routeTableIds));
    new Endpoints(this, "endpoints", {
      vpcId,
      name,
      routeTableIds: [...new Set(routed)],
      services: props.endpoints ?? defaultEndpoints(nat, uses),
      tables: uses.tables,
      subnetIds: Object.values(tiers.private.subnetIds),
      clientCidrs: { vpc: cidr, ...(pods && { pods: pods.cidr }) },
      perimeter: { accountId, region, partition, reachable, runtimeMonitoring: uses.runtimeMonitoring },
    });
  }
}
