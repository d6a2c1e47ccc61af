import { changing, ec2Known, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue, ResourceView } from "../entry";
import { adopting, adoptingTags, anywhere, using } from "../ownership";

const read = () => [anywhere(["ec2:DescribeNetworkAcls"])];
const rewriting = (r: ResourceView) =>
  changing(r, ["network-acl"], "ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry");

/** AWS makes it untagged. Once its id is known, what else is untagged is out of reach. */
const defaultAcl = (r: ResourceView) => ec2Known(r, "network-acl", r.id);

/**
 * A subnet goes from the VPC's default ACL to its own, and back when that is deleted. The default one may not bear its
 * tags yet, since nothing orders the two; the subnet, which is authorized as well, has to be this stack's own always.
 */
const movingSubnets = (r: ResourceView) => [
  changing(r, ["network-acl", "subnet"], "ec2:ReplaceNetworkAclAssociation"),
  adopting(["ec2:ReplaceNetworkAclAssociation"], ec2Known(r, "network-acl", r.idBeside("aws_default_network_acl"))),
];

/** Network ACLs and their entries, which have no ARN of their own. */
export const networkAcls: Catalogue = {
  aws_network_acl: {
    arn: ec2Thing("network-acl"),
    create: (r) => [
      ...making(r, "ec2:CreateNetworkAcl", "network-acl"),
      ...using(r, ["ec2:CreateNetworkAcl"], "vpc_id"),
      changing(r, ["network-acl"], "ec2:CreateNetworkAclEntry"),
      ...movingSubnets(r),
    ],
    read,
    update: (r) => [rewriting(r), ...movingSubnets(r), renaming(r, "network-acl")],
    delete: (r) => [...movingSubnets(r), changing(r, ["network-acl"], "ec2:DeleteNetworkAcl")],
  },
  aws_default_network_acl: {
    arn: ec2Thing("network-acl"),
    // Releases of the provider differ in what comes first, the tags or the removal of AWS's entries: both ways work.
    create: (r) => [
      adoptingTags(r, ["ec2:CreateTags"], defaultAcl(r)),
      adopting(["ec2:DeleteNetworkAclEntry"], defaultAcl(r)),
      changing(r, ["network-acl"], "ec2:DeleteNetworkAclEntry"),
      ...(r.has("ingress") || r.has("egress") ? filling(r) : []),
    ],
    read,
    update: (r) => [rewriting(r), renaming(r, "network-acl")],
    // Terraform forgets it; it goes with the VPC.
    delete: () => [],
  },
};

function filling(r: ResourceView) {
  const actions = ["ec2:CreateNetworkAclEntry"];
  return [adopting(actions, defaultAcl(r)), changing(r, ["network-acl"], ...actions)];
}
