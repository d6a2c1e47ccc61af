import { changing, ec2, ec2Known, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue, Entry, Grant, ResourceView } from "../entry";
import { adopting, adoptingTags, anywhere, creating, using } from "../ownership";

const revocations = ["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"];

/** Rules within the group's own block: rights to write only what it declares, so that a group without any stays so. */
function inlineRules(r: ResourceView): readonly Grant[] {
  return [...(r.has("ingress") ? authorizing(r, "Ingress") : []), ...(r.has("egress") ? authorizing(r, "Egress") : [])];
}

/**
 * Writes rules of a group that is this stack's own. The rule is authorized only when it is tagged in the same call
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_securitygroups-vpc.html).
 */
function authorizing(r: ResourceView, way: "Ingress" | "Egress"): readonly Grant[] {
  const actions = [`ec2:AuthorizeSecurityGroup${way}`];
  return [changing(r, ["security-group"], ...actions), creating(r, actions, ec2(r, "security-group-rule"))];
}

const rule = (way: "Ingress" | "Egress"): Entry => ({
  arn: ec2Thing("security-group-rule"),
  create: (r) => [
    ...authorizing(r, way),
    // The provider tags a rule after it has made it. Without its group, which has to be this stack's own, a rule can be
    // neither changed nor removed, so that the tags alone give nothing away.
    adoptingTags(r, ["ec2:CreateTags"], ec2(r, "security-group-rule")),
  ],
  read: () => [anywhere(["ec2:DescribeSecurityGroupRules"])],
  update: (r) => [
    changing(r, ["security-group", "security-group-rule"], "ec2:ModifySecurityGroupRules"),
    renaming(r, "security-group-rule"),
  ],
  delete: (r) => [changing(r, ["security-group"], `ec2:RevokeSecurityGroup${way}`)],
});

/** Security groups. EC2 authorizes a rule on its group, not on the group that it lets in. */
export const securityGroups: Catalogue = {
  aws_security_group: {
    arn: ec2Thing("security-group"),
    create: (r) => [
      ...making(r, "ec2:CreateSecurityGroup", "security-group"),
      ...using(r, ["ec2:CreateSecurityGroup"], "vpc_id"),
      // Takes away AWS's rule that lets everything out.
      changing(r, ["security-group"], "ec2:RevokeSecurityGroupEgress"),
      ...inlineRules(r),
    ],
    read: () => [anywhere(["ec2:DescribeSecurityGroups"])],
    update: (r) => [changing(r, ["security-group"], ...revocations), ...inlineRules(r), renaming(r, "security-group")],
    delete: (r) => [
      changing(r, ["security-group"], "ec2:DeleteSecurityGroup"),
      // Looks for interfaces that Lambda and others leave behind: see aws_subnet.
      anywhere(["ec2:DescribeNetworkInterfaces"]),
      ...(r.has("revoke_rules_on_delete") ? revokingAll(r) : []),
    ],
  },
  aws_default_security_group: {
    arn: ec2Thing("security-group"),
    // Releases of the provider differ in what comes first, the tags or the removal of AWS's rules: both ways work.
    create: (r) => [
      adoptingTags(r, ["ec2:CreateTags"], ec2Known(r, "security-group", r.id)),
      adopting(revocations, ec2Known(r, "security-group", r.id)),
      ...revokingAll(r),
      ...inlineRules(r),
    ],
    read: () => [anywhere(["ec2:DescribeSecurityGroups"])],
    update: (r) => [changing(r, ["security-group"], ...revocations), ...inlineRules(r), renaming(r, "security-group")],
    // Terraform forgets it; it goes with the VPC.
    delete: () => [],
  },
  aws_vpc_security_group_ingress_rule: rule("Ingress"),
  aws_vpc_security_group_egress_rule: rule("Egress"),
};

function revokingAll(r: ResourceView): readonly Grant[] {
  return [changing(r, ["security-group"], ...revocations), anywhere(["ec2:DescribeSecurityGroupRules"])];
}
