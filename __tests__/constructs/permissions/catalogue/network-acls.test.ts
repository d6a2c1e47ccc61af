import { bears, bearsNone, conditionsOn, grantsOf, receives } from "./network-needs";

const own = "managed-infrastructure";

it.each(["create", "update", "delete"] as const)("on %s it moves none but its own subnets", (operation) => {
  const on = (type: string) => conditionsOn("aws_network_acl", operation, "ec2:ReplaceNetworkAclAssociation", type);
  expect(on("subnet")).toEqual([bears(own)]);
  // The default ACL, before it has been adopted.
  expect(on("network-acl")).toEqual([bears(own), bearsNone]);
});

it("empties the default ACL before and after its tags, and fills it never", () => {
  const on = (action: string) => conditionsOn("aws_default_network_acl", "create", action, "network-acl");
  expect(on("ec2:DeleteNetworkAclEntry")).toEqual([bearsNone, bears(own)]);
  expect(on("ec2:CreateTags")).toEqual([{ ...receives(own), ...bearsNone }]);
  expect(on("ec2:CreateNetworkAclEntry")).toEqual([]);
});

it("deletes its own ACLs, and the default one not at all", () => {
  expect(conditionsOn("aws_network_acl", "delete", "ec2:DeleteNetworkAcl", "network-acl")).toEqual([bears(own)]);
  expect(grantsOf("aws_default_network_acl", "delete")).toEqual([]);
});
