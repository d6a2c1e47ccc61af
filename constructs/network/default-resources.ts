import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";

export interface DefaultResourcesProps {
  readonly vpc: Vpc;
  /** First part of `Name` tags. */
  readonly name: string;
}

/**
 * What AWS makes with every VPC, adopted and emptied: whoever forgets to name a security group, a subnet's route table
 * or its network ACL gets one that lets nothing through.
 */
export class DefaultResources extends Construct {
  constructor(scope: Construct, id: string, { vpc, name }: DefaultResourcesProps) {
    super(scope, id);
    const tags = { Name: `${name}-default-unused` };
    const group = new DefaultSecurityGroup(this, "security-group", { vpcId: vpc.id, tags });
    // Left out, a rule that somebody adds later would not even show in a plan; CDKTF drops lists that are empty.
    group.addOverride("ingress", []);
    group.addOverride("egress", []);
    new DefaultNetworkAcl(this, "network-acl", {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      tags,
      // Subnets are taken out of it by their own ACL, not from here.
      lifecycle: { ignoreChanges: ["subnet_ids"] },
    });
    const routes = new DefaultRouteTable(this, "route-table", { defaultRouteTableId: vpc.defaultRouteTableId, tags });
    routes.addOverride("route", []);
  }
}
