import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

export interface FileStorageAccessProps {
  /** Name of the security group, unique in the VPC. */
  readonly name: string;
  readonly vpcId: string;
  /** Address blocks that may connect, by a name for each that stands in the rule's address. */
  readonly clientCidrs: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
const nfs = 2049;

/**
 * The security group of mount targets: in, NFS from the given blocks; out, nothing. Blocks rather than groups, since the
 * nodes' group is EKS's and does not exist yet; the file system's policy is what asks for TLS and an access point.
 */
export class FileStorageAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, clientCidrs }: FileStorageAccessProps) {
    super(scope, id);
    const description = `File system ${name}`;
    // Terraform takes AWS's rule that lets everything out away when a group is declared without egress.
    const group = new SecurityGroup(this, "group", { name, description, vpcId, tags: { Name: name } });
    for (const [client, cidrIpv4] of Object.entries(clientCidrs)) {
      new VpcSecurityGroupIngressRule(this, `from-${client}`, {
        securityGroupId: group.id,
        description: `NFS from ${client}`,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: nfs,
        toPort: nfs,
        tags: { Name: `${name}-from-${client}` },
      });
    }
    this.securityGroupId = group.id;
  }
}
