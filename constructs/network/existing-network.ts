import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import { type ExpectedSubnet, roomCondition, subnetConditions, vpcConditions } from "./existing-conditions";
import type { NetworkIds } from "./network-ids";
import { RoomWarnings, type Watched } from "./room-warnings";
import { type ByTier, type ByZone, byZone, type SubnetKind } from "./tiers";

/** A subnet of somebody else's, as it is stated: its block has to be known before Terraform asks for it. */
export interface StatedSubnet {
  readonly id: string;
  readonly cidr: string;
}

export interface ExistingNetworkProps {
  readonly vpcId: string;
  /** First address block of the VPC. */
  readonly cidr: string;
  readonly accountId: string;
  readonly zones: readonly string[];
  readonly subnets: ByTier<ByZone<StatedSubnet>>;
  /** Subnets of pods alone. @default - pods share the private subnets */
  readonly podSubnets?: ByZone<StatedSubnet>;
  /** EKS cluster that the subnets are for. */
  readonly clusterName: string;
  /** Tags by which the owner hands VPC and subnets to the platform: all rights to use them rest on these. */
  readonly ownershipTags: Readonly<Record<string, string>>;
  /** Whether the cluster stands in it already. @default false */
  readonly inUse?: boolean;
}

/**
 * A VPC that somebody else looks after, held against what is stated of it at every plan. Nothing in it is changed, so
 * routes, endpoints, flow logs and network ACLs are its owner's affair.
 *
 * A subnet with too few free addresses stops the plan as long as nothing stands in the VPC: it can still be another one.
 * A subnet in use may well be full, of the pods that it is for: then a plan only warns.
 */
export class ExistingNetwork extends Construct implements NetworkIds {
  readonly vpcId: string;
  readonly subnetIds: ByTier<ByZone<string>>;
  readonly podSubnetIds: ByZone<string>;
  private readonly watched: Watched[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExistingNetworkProps,
  ) {
    super(scope, id);
    const { vpcId, zones, subnets, podSubnets } = props;
    const vpc = new DataAwsVpc(this, "vpc", {
      id: vpcId,
      lifecycle: { postcondition: [...vpcConditions(props)] },
    });
    this.vpcId = vpc.id;
    const ids = (kind: SubnetKind, stated: ByZone<StatedSubnet>) =>
      byZone(zones, (zone) => this.subnet(kind, zone, stated[zone]));
    this.subnetIds = {
      public: ids("public", subnets.public),
      private: ids("private", subnets.private),
      data: ids("data", subnets.data),
      "control-plane": ids("control-plane", subnets["control-plane"]),
    };
    this.podSubnetIds = podSubnets ? ids("pods", podSubnets) : {};
    if (props.inUse) new RoomWarnings(this, "room", this.watched);
  }

  private subnet(kind: SubnetKind, zone: string, stated: StatedSubnet | undefined): string {
    if (!stated) throw new Error(`${this.node.path}: the tier ${kind} has no subnet in ${zone}`);
    const { vpcId, clusterName, ownershipTags, inUse } = this.props;
    const expected: ExpectedSubnet = { kind, zone, vpcId, cidr: stated.cidr, clusterName, ownershipTags };
    const room = roomCondition(kind, zone);
    const subnet = new DataAwsSubnet(this, `${kind}-${zone}`, {
      id: stated.id,
      lifecycle: { postcondition: [...subnetConditions(expected), ...(inUse ? [] : [room])] },
    });
    this.watched.push({ subnet, room });
    return subnet.id;
  }
}
