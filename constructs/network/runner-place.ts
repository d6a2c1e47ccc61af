import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { NetworkIds } from "./network-ids";
import type { ByZone } from "./tiers";

export interface RunnerPlaceProps {
  readonly network: NetworkIds;
  /** First part of names and `Name` tags. */
  readonly name: string;
}

/**
 * Where the machines stand that run Terraform inside the VPC: self-hosted runners, CodeBuild or agents of HCP Terraform.
 * They ask for their work and are never called, so their security group lets nothing in, and TLS out: to the pipeline's
 * service, to AWS and to the Kubernetes API, which the cluster lets this group reach.
 */
export class RunnerPlace extends Construct {
  readonly securityGroupId: string;
  /** Private subnets, by zone. */
  readonly subnetIds: ByZone<string>;

  constructor(scope: Construct, id: string, { network, name }: RunnerPlaceProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-runners`,
      description: "Runners of pipelines: TLS out, nothing in",
      vpcId: network.vpcId,
      tags: { Name: `${name}-runners` },
    });
    waive(group, "CKV2_AWS_5", "runners are put into it by whoever runs them, and no stack declares them");
    new VpcSecurityGroupEgressRule(this, "tls", {
      securityGroupId: group.id,
      description: "TLS to AWS, the Kubernetes API and the pipeline's service",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: { Name: `${name}-runners-tls` },
    });
    this.securityGroupId = group.id;
    this.subnetIds = network.subnetIds.private;
  }
}
