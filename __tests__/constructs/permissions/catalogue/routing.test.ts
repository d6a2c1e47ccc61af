import { bears, bearsNone, conditionsOn, grantsOf, receives } from "./network-needs";

const own = "managed-infrastructure";

it.each(["create", "update", "delete"] as const)("to %s a route it must own the table", (operation) => {
  const grants = grantsOf("aws_route", operation);
  expect(grants).toHaveLength(1);
  expect(grants[0]?.conditions).toEqual(bears(own));
});

it.each([
  ["create", "ec2:AssociateRouteTable"],
  ["update", "ec2:ReplaceRouteTableAssociation"],
  ["delete", "ec2:DisassociateRouteTable"],
] as const)("to %s an association it must own table and subnet", (operation, action) => {
  for (const type of ["route-table", "subnet"]) {
    expect(conditionsOn("aws_route_table_association", operation, action, type)).toEqual([bears(own)]);
  }
});

it("makes a table with its own tags in its own VPC", () => {
  expect(conditionsOn("aws_route_table", "create", "ec2:CreateRouteTable", "route-table")).toEqual([receives(own)]);
  expect(conditionsOn("aws_route_table", "create", "ec2:CreateRouteTable", "vpc")).toEqual([bears(own)]);
});

it("adopts the default table by its tags alone, and takes no route out of a table that nobody has tagged", () => {
  const untagged = grantsOf("aws_default_route_table", "create").filter(({ conditions }) => conditions?.Null);
  expect(untagged.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
    { actions: ["ec2:CreateTags"], conditions: { ...receives(own), ...bearsNone } },
  ]);
});

it("lets tables without routes of their own write none", () => {
  const actions = ["aws_route_table", "aws_default_route_table"].flatMap((type) =>
    grantsOf(type, "create", "update").flatMap((grant) => grant.actions),
  );
  expect(actions).not.toContain("ec2:CreateRoute");
  expect(actions).not.toContain("ec2:ReplaceRoute");
});
