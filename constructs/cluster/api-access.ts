import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

export interface ApiAccessProps {
  /** Name of the security group, unique in the VPC. */
  readonly name: string;
  readonly vpcId: string;
  /** Security groups whose members may call the Kubernetes API, by a name for each that stands in the rule's address. */
  readonly allowedFrom: Readonly<Record<string, string>>;
}

/**
 * A security group of the control plane's network interfaces alone, that lets others in the VPC call the Kubernetes
 * API. Rules of the group that EKS makes itself would hold for nodes and pods too, which bear the same one.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class ApiAccess extends Construct {
  readonly securityGroupId: string;
  /** What has to be there before anything that runs on these members calls the API, and must stay until it is done. */
  readonly rules: readonly VpcSecurityGroupIngressRule[];

  constructor(scope: Construct, id: string, { name, vpcId, allowedFrom }: ApiAccessProps) {
    super(scope, id);
    const description = "Who else in the VPC calls the Kubernetes API";
    const group = new SecurityGroup(this, "group", { name, description, vpcId, tags: { Name: name } });
    this.securityGroupId = group.id;
    this.rules = Object.entries(allowedFrom).map(([source, referencedSecurityGroupId]) => {
      return new VpcSecurityGroupIngressRule(this, `from-${source}`, {
        securityGroupId: group.id,
        description: `${source} to the Kubernetes API`,
        referencedSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: { Name: `${name}-from-${source}` },
      });
    });
  }
}
