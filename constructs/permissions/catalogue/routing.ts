import { changing, ec2Known, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue, ResourceView } from "../entry";
import { adoptingTags, anywhere, using } from "../ownership";

const writes = ["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute"];
/** Routes within the table's own block. Taking away those that were there needs no rights of its own: see `update`. */
const inlineRoutes = (r: ResourceView) => (r.has("route") ? [changing(r, ["route-table"], ...writes)] : []);
const read = () => [anywhere(["ec2:DescribeRouteTables"])];

/**
 * Route tables. EC2 authorizes a route on its table alone, never on its target (service authorization reference), and
 * who writes a route or puts a subnet to a table changes both: only the stack that owns them does.
 */
export const routing: Catalogue = {
  aws_route_table: {
    arn: ec2Thing("route-table"),
    create: (r) => [
      ...making(r, "ec2:CreateRouteTable", "route-table"),
      ...using(r, ["ec2:CreateRouteTable"], "vpc_id"),
      ...inlineRoutes(r),
    ],
    read,
    update: (r) => [changing(r, ["route-table"], "ec2:DeleteRoute"), ...inlineRoutes(r), renaming(r, "route-table")],
    delete: (r) => [
      changing(r, ["route-table", "subnet"], "ec2:DisassociateRouteTable"),
      changing(r, ["route-table"], "ec2:DeleteRouteTable"),
    ],
  },
  aws_default_route_table: {
    arn: ec2Thing("route-table"),
    // A new VPC's holds the VPC's own route alone, which nobody can take away: there is nothing to empty before the tags.
    create: (r) => [
      adoptingTags(r, ["ec2:CreateTags"], ec2Known(r, "route-table", r.id)),
      changing(r, ["route-table"], "ec2:DeleteRoute"),
      ...inlineRoutes(r),
    ],
    read,
    update: (r) => [changing(r, ["route-table"], "ec2:DeleteRoute"), ...inlineRoutes(r), renaming(r, "route-table")],
    // Terraform forgets it; it goes with the VPC.
    delete: () => [],
  },
  aws_route: {
    arn: ec2Thing("route-table"),
    create: (r) => [changing(r, ["route-table"], "ec2:CreateRoute")],
    read,
    update: (r) => [changing(r, ["route-table"], "ec2:ReplaceRoute")],
    delete: (r) => [changing(r, ["route-table"], "ec2:DeleteRoute")],
  },
  aws_route_table_association: {
    arn: ec2Thing("route-table"),
    create: (r) => [changing(r, ["route-table", "subnet"], "ec2:AssociateRouteTable")],
    read,
    update: (r) => [changing(r, ["route-table", "subnet"], "ec2:ReplaceRouteTableAssociation")],
    delete: (r) => [changing(r, ["route-table", "subnet"], "ec2:DisassociateRouteTable")],
  },
};
