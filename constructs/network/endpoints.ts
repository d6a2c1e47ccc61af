import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { endpointServiceName } from "./endpoint-services";
import { InterfaceEndpoints, type InterfaceEndpointsProps } from "./interface-endpoints";
import { s3EndpointPolicy } from "./s3-endpoint-policy";

export interface EndpointsProps extends InterfaceEndpointsProps {
  /** Route tables whose subnets reach S3 without leaving AWS's network. */
  readonly routeTableIds: string[];
}

/**
 * Private ways to AWS services: the S3 gateway, which costs nothing and spares the NAT gateways what image layers and
 * backups weigh, and the interface endpoints that are asked for.
 */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { vpcId, name, routeTableIds, services, perimeter } = props;
    new VpcEndpoint(this, "s3", {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: endpointServiceName("s3", perimeter.region),
      routeTableIds,
      policy: JSON.stringify(s3EndpointPolicy(perimeter)),
      tags: { Name: `${name}-s3` },
    });
    if (services.length > 0) new InterfaceEndpoints(this, "interfaces", props);
  }
}
