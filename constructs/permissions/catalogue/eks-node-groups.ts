import { clusterOf, eksArn, renaming, taggingNew } from "../eks";
import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, both, creating, on, owned, passing, serviceLinkedRole, taggedAs } from "../ownership";

const service = "eks-nodegroup.amazonaws.com";

const group = (r: ResourceView) => {
  const name = r.has("node_group_name") ? r.text("node_group_name") : `${r.text("node_group_name_prefix")}*`;
  return eksArn(r, `nodegroup/${r.text("cluster_name")}/${name}/*`);
};
/** All node groups of the cluster, which is this stack's alone. */
const groupsOf = (r: ResourceView) => [eksArn(r, `nodegroup/${r.text("cluster_name")}/*`)];

/** Nodes that EKS starts. Their Auto Scaling group and instances are made by EKS' own service-linked role. */
export const nodeGroups: Catalogue = {
  aws_eks_node_group: {
    arn: group,
    create: (r) => [
      creating(r, ["eks:CreateNodegroup"], [clusterOf(r)]),
      taggingNew(r, groupsOf(r)),
      serviceLinkedRole(r, service),
      // EKS asks first whether the role is there: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/823
      on([linkedRole(r)], "iam:GetRole"),
      ...withRole(r),
      ...starting(r),
      anywhere(["ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]),
    ],
    read: (r) => [on(groupsOf(r), "eks:DescribeNodegroup")],
    update: (r) => [
      owned(r, ["eks:UpdateNodegroupConfig", "eks:UpdateNodegroupVersion"], groupsOf(r)),
      on([clusterOf(r), ...groupsOf(r)], "eks:DescribeUpdate"),
      renaming(r, groupsOf(r)),
      ...withRole(r),
      ...starting(r),
    ],
    delete: (r) => [owned(r, ["eks:DeleteNodegroup"], groupsOf(r))],
  },
};

function linkedRole({ partition, account }: ResourceView): string {
  return `arn:${partition}:iam::${account}:role/aws-service-role/${service}/AWSServiceRoleForAmazonEKSNodegroup`;
}

/** EKS looks at the nodes' role in its caller's name, and hands it on to EC2. */
function withRole(r: ResourceView): readonly Grant[] {
  return [
    passing(r, "node_role_arn", "ec2.amazonaws.com", "eks.amazonaws.com"),
    on(r.arns("node_role_arn"), "iam:GetRole", "iam:ListAttachedRolePolicies"),
  ];
}

/**
 * EKS tries a launch template out with its caller's rights: `RunInstances` on everything that an instance takes, and
 * the tags of the template's tag specifications.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-tagging
 */
function starting(r: ResourceView): readonly Grant[] {
  if (!r.has("launch_template")) return [];
  const started = ec2(r, "instance", "network-interface", "volume");
  return [
    creating(r, ["ec2:RunInstances"], started),
    taggingAtStart(r, started),
    ...from(r, "launch_template[0].id", ec2(r, "launch-template")),
    ...from(r, "subnet_ids", ec2(r, "subnet")),
    // Images are AWS's, the security group is EKS's, and neither bears tags of ours; the subnet holds both to the VPC.
    on([...ec2(r, "security-group"), `arn:${r.partition}:ec2:${r.region}::image/*`], "ec2:RunInstances"),
    anywhere(["ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates"]),
  ];
}

function taggingAtStart(r: ResourceView, resources: readonly string[]): Grant {
  const { conditions = {}, ...grant } = creating(r, ["ec2:CreateTags"], resources);
  return { ...grant, conditions: both(conditions, { StringEquals: { "ec2:CreateAction": "RunInstances" } }) };
}

/** What the argument names, of the stack that declares it. */
function from(r: ResourceView, argument: string, resources: readonly string[]): readonly Grant[] {
  return r.owners(argument).map((stack) => {
    return { actions: ["ec2:RunInstances"], resources, conditions: taggedAs(r.environment, stack) };
  });
}

function ec2({ partition, region, account }: ResourceView, ...types: readonly string[]): readonly string[] {
  return types.map((type) => `arn:${partition}:ec2:${region}:${account}:${type}/*`);
}
