import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { allow, policyDocument } from "../identity/policy-document";
import { endpointServiceName } from "./endpoint-services";
import { InterfaceEndpoints, type InterfaceEndpointsProps } from "./interface-endpoints";
import { anyone, onOwnAccount } from "./perimeter";
import { s3EndpointPolicy } from "./s3-endpoint-policy";

export interface EndpointsProps extends InterfaceEndpointsProps {
  /** Route tables whose subnets reach S3 without leaving AWS's network. */
  readonly routeTableIds: string[];
  /** Whether pods use tables in DynamoDB, to which a gateway leads as well. @default false */
  readonly tables?: boolean;
}

/**
 * Private ways to AWS services: the gateways to S3 and DynamoDB, which cost nothing and spare the NAT gateways what image
 * layers, backups and items weigh, and the interface endpoints that are asked for.
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
    if (props.tables) {
      const policy = policyDocument({
        ...allow("OwnAccount", "dynamodb:*", "*", onOwnAccount(perimeter)),
        Principal: anyone,
      });
      new VpcEndpoint(this, "dynamodb", {
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: endpointServiceName("dynamodb", perimeter.region),
        routeTableIds,
        policy: JSON.stringify(policy),
        tags: { Name: `${name}-dynamodb` },
      });
    }
    if (services.length > 0) new InterfaceEndpoints(this, "interfaces", props);
  }
}
