import { securityGroups } from "../../../../constructs/permissions/catalogue/security-groups";
import type { ResourceView } from "../../../../constructs/permissions/entry";
import { bears, bearsNone, conditionsOn, grantsOf, receives, receivesWith } from "./network-needs";

const own = "app-services";
const rule = "aws_vpc_security_group_ingress_rule";

it("makes a group with its own tags in the VPC of managed-infrastructure", () => {
  const on = (type: string) => conditionsOn("aws_security_group", "create", "ec2:CreateSecurityGroup", type);
  expect(on("security-group")).toEqual([receives(own)]);
  expect(on("vpc")).toEqual([bears("managed-infrastructure")]);
  expect(conditionsOn("aws_security_group", "create", "ec2:CreateTags", "security-group")).toEqual([
    receivesWith(own, "CreateSecurityGroup"),
  ]);
});

it("touches the VPC of managed-infrastructure in no other way", () => {
  const onVpc = grantsOf("aws_security_group", "create", "update", "delete").filter(({ resources }) =>
    resources.some((resource) => resource.endsWith(":vpc/*")),
  );
  expect(onVpc.flatMap(({ actions }) => actions)).toEqual(["ec2:CreateSecurityGroup"]);
});

it("lets in only through its own groups, and asks nothing of the group that it lets in", () => {
  const action = "ec2:AuthorizeSecurityGroupIngress";
  expect(conditionsOn(rule, "create", action, "security-group")).toEqual([bears(own)]);
  expect(conditionsOn(rule, "create", action, "security-group-rule")).toEqual([receives(own)]);
  expect(conditionsOn(rule, "delete", "ec2:RevokeSecurityGroupIngress", "security-group")).toEqual([bears(own)]);
});

it("tags a new rule, which has no tags yet, and changes none but its own in its own group", () => {
  expect(conditionsOn(rule, "create", "ec2:CreateTags", "security-group-rule")).toEqual([
    { ...receives(own), ...bearsNone },
  ]);
  for (const type of ["security-group", "security-group-rule"]) {
    expect(conditionsOn(rule, "update", "ec2:ModifySecurityGroupRules", type)).toEqual([bears(own)]);
  }
});

it("opens neither way out in a rule for the way in, nor a way in in a rule for the way out", () => {
  const entry = securityGroups.aws_vpc_security_group_egress_rule;
  const view = { environment: "demo", stack: own, partition: "aws", region: "r", account: "1" } as ResourceView;
  const actions = [...(entry?.create(view) ?? []), ...(entry?.delete(view) ?? [])].flatMap((grant) => grant.actions);
  expect(actions).toContain("ec2:AuthorizeSecurityGroupEgress");
  expect(actions.filter((action) => action.endsWith("Ingress"))).toEqual([]);
  const inward = grantsOf(rule, "create", "delete").flatMap((grant) => grant.actions);
  expect(inward.filter((action) => action.endsWith("Egress"))).toEqual([]);
});

it("empties the default group before and after its tags, and lets nothing into it", () => {
  const infrastructure = "managed-infrastructure";
  const on = (action: string) => conditionsOn("aws_default_security_group", "create", action, "security-group");
  for (const way of ["Ingress", "Egress"]) {
    expect(on(`ec2:RevokeSecurityGroup${way}`)).toEqual([bearsNone, bears(infrastructure)]);
  }
  expect(on("ec2:CreateTags")).toEqual([{ ...receives(infrastructure), ...bearsNone }]);
  const actions = grantsOf("aws_default_security_group", "create", "update", "delete").flatMap((one) => one.actions);
  expect(actions.filter((action) => action.startsWith("ec2:Authorize"))).toEqual([]);
});
