import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { endpointPolicy } from "./endpoint-policies";
import { endpointServiceName, type InterfaceService } from "./endpoint-services";
import type { PerimeterProps } from "./perimeter";

export interface InterfaceEndpointsProps {
  readonly vpcId: string;
  /** First part of names and `Name` tags. */
  readonly name: string;
  readonly services: readonly InterfaceService[];
  /** Subnets of the endpoints' network interfaces, one a zone. */
  readonly subnetIds: readonly string[];
  /** Address blocks of the VPC, by a name for each that stands in the rule's address: who may call. */
  readonly clientCidrs: Readonly<Record<string, string>>;
  readonly perimeter: PerimeterProps;
}

/**
 * Private addresses of AWS services in the VPC. Under private DNS the services' usual names lead there, so that nobody
 * has to know of them.
 */
export class InterfaceEndpoints extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: InterfaceEndpointsProps,
  ) {
    super(scope, id);
    const securityGroupId = this.securityGroup();
    for (const service of props.services) this.endpoint(service, securityGroupId);
  }

  /** In: TLS from the VPC's own blocks. Out: nothing, since an endpoint only answers. */
  private securityGroup(): string {
    const { vpcId, name, clientCidrs } = this.props;
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-endpoints`,
      description: "Interface endpoints of AWS services: TLS from the VPC",
      vpcId,
      tags: { Name: `${name}-endpoints` },
    });
    for (const [source, cidrIpv4] of Object.entries(clientCidrs)) {
      new VpcSecurityGroupIngressRule(this, `from-${source}`, {
        securityGroupId: group.id,
        description: `TLS from ${source}`,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: { Name: `${name}-endpoints-from-${source}` },
      });
    }
    return group.id;
  }

  private endpoint(service: InterfaceService, securityGroupId: string): void {
    const { vpcId, name, subnetIds, perimeter } = this.props;
    // Construct ids hold no dots.
    const id = service.replace(".", "-");
    new VpcEndpoint(this, id, {
      vpcId,
      vpcEndpointType: "Interface",
      serviceName: endpointServiceName(service, perimeter.region),
      subnetIds: [...subnetIds],
      securityGroupIds: [securityGroupId],
      privateDnsEnabled: true,
      policy: JSON.stringify(endpointPolicy(service, perimeter)),
      tags: { Name: `${name}-${id}` },
    });
  }
}
