import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { type S3EndpointPolicyProps, s3EndpointPolicy } from "./s3-endpoint-policy";

export interface EndpointsProps extends S3EndpointPolicyProps {
  readonly vpcId: string;
  /** First part of `Name` tags. */
  readonly name: string;
  /** Route tables whose subnets reach S3 without leaving AWS's network. */
  readonly routeTableIds: string[];
}

/**
 * Private ways to AWS services: the S3 gateway, which costs nothing and spares the NAT gateways what image layers and
 * backups weigh. Interface endpoints, with their subnets and their security group, belong here too.
 */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { vpcId, name, routeTableIds, region } = props;
    new VpcEndpoint(this, "s3", {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${region}.s3`,
      routeTableIds,
      policy: JSON.stringify(s3EndpointPolicy(props)),
      tags: { Name: `${name}-s3` },
    });
  }
}
