import { changing, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, both, using } from "../ownership";

/** Route tables get a route to the endpoint, so they are this stack's own; subnets and security groups are used. */
const placing = (r: ResourceView, action: string): readonly Grant[] => [
  ...(r.has("route_table_ids") ? [changing(r, ["route-table"], action)] : []),
  ...using(r, [action], "subnet_ids"),
  ...using(r, [action], "security_group_ids"),
];

/** An endpoint to this service and to no other. */
function makingEndpoint(r: ResourceView): readonly Grant[] {
  const toService = { StringLike: { "ec2:VpceServiceName": r.text("service_name") } };
  return making(r, "ec2:CreateVpcEndpoint", "vpc-endpoint").map(({ conditions = {}, ...grant }) => {
    const creates = grant.actions.includes("ec2:CreateVpcEndpoint");
    return { ...grant, conditions: creates ? both(conditions, toService) : conditions };
  });
}

/** VPC endpoints: creation is authorized on the endpoint, on its VPC and on all that it is placed in. */
export const vpcEndpoints: Catalogue = {
  aws_vpc_endpoint: {
    arn: ec2Thing("vpc-endpoint"),
    create: (r) => [
      ...makingEndpoint(r),
      ...using(r, ["ec2:CreateVpcEndpoint"], "vpc_id"),
      ...placing(r, "ec2:CreateVpcEndpoint"),
    ],
    read: (r) => [
      anywhere(["ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints"]),
      // Which address an interface endpoint has in each subnet.
      ...(r.has("subnet_ids") ? [anywhere(["ec2:DescribeNetworkInterfaces"])] : []),
    ],
    update: (r) => [
      changing(r, ["vpc-endpoint"], "ec2:ModifyVpcEndpoint"),
      ...placing(r, "ec2:ModifyVpcEndpoint"),
      renaming(r, "vpc-endpoint"),
    ],
    delete: (r) => [changing(r, ["vpc-endpoint"], "ec2:DeleteVpcEndpoints")],
  },
};
