import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

export interface DatastoreAccessProps {
  /** Name of the security group, unique in the VPC. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly port: number;
  /** Security groups whose members may connect, by a name for each that stands in the rule's address. */
  readonly allowedFrom: Readonly<Record<string, string>>;
}

/**
 * The security group of a datastore: in, one port from the given security groups and nobody else; out, nothing. Address
 * blocks are not taken, since a block says nothing of who sits in it.
 */
export class DatastoreAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: DatastoreAccessProps) {
    super(scope, id);
    const { name, description, vpcId, port, allowedFrom } = props;
    // Terraform takes AWS's rule that lets everything out away when a group is declared without egress.
    const group = new SecurityGroup(this, "group", { name, description, vpcId, tags: { Name: name } });
    this.securityGroupId = group.id;
    for (const [source, referencedSecurityGroupId] of Object.entries(allowedFrom)) {
      new VpcSecurityGroupIngressRule(this, `from-${source}`, {
        securityGroupId: group.id,
        description: `${source} to port ${port}`,
        referencedSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        tags: { Name: `${name}-from-${source}` },
      });
    }
  }
}
