import type { Operation } from "../../../constructs/permissions/entry";
import type { Thing, Tree } from "./tree";

/** A thing that a call is authorized on and that no stack declares. */
export interface Beside {
  /** What its ARN is made of, in order. @default - an id of AWS's choice */
  readonly parts?: readonly string[];
  /** Tags that it has at the time of the call. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Tags that it gets in the call. @default - none */
  readonly born?: Readonly<Record<string, string>>;
}

export interface Meeting {
  readonly thing: Thing;
  readonly tree: Tree;
  readonly operation: Operation;
  readonly action: string;
}

/** Service-linked roles that a type's creation may ask for. */
export const linkedRoles: Readonly<Record<string, readonly [service: string, role: string]>> = {
  aws_db_subnet_group: ["rds.amazonaws.com", "AWSServiceRoleForRDS"],
  aws_ecr_pull_through_cache_rule: ["pullthroughcache.ecr.amazonaws.com", "AWSServiceRoleForECRPullThroughCache"],
  aws_ecr_registry_scanning_configuration: ["inspector2.amazonaws.com", "AWSServiceRoleForAmazonInspector2"],
  aws_efs_file_system: ["elasticfilesystem.amazonaws.com", "AWSServiceRoleForAmazonElasticFileSystem"],
  aws_eks_cluster: ["eks.amazonaws.com", "AWSServiceRoleForAmazonEKS"],
  aws_eks_node_group: ["eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup"],
  aws_elasticache_parameter_group: ["elasticache.amazonaws.com", "AWSServiceRoleForElastiCache"],
  aws_elasticache_replication_group: ["elasticache.amazonaws.com", "AWSServiceRoleForElastiCache"],
  aws_guardduty_detector: ["guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty"],
  aws_rds_cluster: ["rds.amazonaws.com", "AWSServiceRoleForRDS"],
  aws_rds_cluster_instance: ["rds.amazonaws.com", "AWSServiceRoleForRDS"],
  aws_rds_cluster_parameter_group: ["rds.amazonaws.com", "AWSServiceRoleForRDS"],
};

type Ask = (meeting: Meeting) => readonly Beside[];

const one: Ask = () => [{}];
const engineOf = ({ thing, tree }: Meeting) => tree.textOf(thing.stack, thing.body.engine);
const noOptionGroup: Ask = (meeting) => [{ parts: [`default:${engineOf(meeting)}-17`] }];
const noParameterGroup: Ask = (meeting) => [{ parts: [`default.${engineOf(meeting)}17`] }];

const linkedRole: Ask = ({ thing, action }) => {
  const [service, role] = linkedRoles[thing.type] ?? [];
  const asked = action === "iam:CreateServiceLinkedRole" || service === "eks-nodegroup.amazonaws.com";
  return service && asked && action !== "iam:PassRole" && action !== "iam:ListAttachedRolePolicies"
    ? [{ parts: [`aws-service-role/${service}/${role}`] }]
    : [];
};

/** The same group under the other form of its ARN: CloudWatch Logs checks some actions on this one. */
const logGroup: Ask = ({ thing: { body, tags }, operation, action }) => {
  const parts = [`${body.name}:*`];
  return [operation === "create" && action !== "logs:PutRetentionPolicy" ? { parts, born: tags } : { parts, tags }];
};

/** Nodes are named after their group, and bear its tags. */
const cacheNodes: Ask = ({ thing: { body, tags }, operation }) => {
  const parts = [`${body.replication_group_id}-001`];
  return [operation === "create" ? { parts, born: tags } : { parts, tags }];
};

/** A last snapshot is new; that it gets tags in the call is sure only where the call makes nothing else. */
const lastSnapshot: Ask = ({ thing: { body, tags }, operation, action }) => {
  if (operation !== "delete") return [];
  const parts = [body.final_snapshot_identifier];
  return [action.startsWith("rds:Delete") || action.startsWith("elasticache:") ? { parts } : { parts, born: tags }];
};

/** Whether EKS hands an add-on's tags on to its associations AWS does not say: both are tried. */
const addOnAssociations: Ask = ({ thing, tree, operation }) => {
  if (!thing.body.pod_identity_association) return [];
  const parts = [tree.textOf(thing.stack, thing.body.cluster_name) ?? ""];
  return operation === "create" ? [{ parts, born: thing.tags }] : [{ parts, tags: thing.tags }, { parts }];
};

/** Instances, and what starts with them, get the tags that their launch template says. */
const started =
  (type: string): Ask =>
  ({ thing, tree }) =>
    tree.nearest(thing, ["aws_launch_template"]).map(({ body }) => {
      return { born: body.tag_specifications.find((one: Thing["body"]) => one.resource_type === type)?.tags };
    });

/** A subnet comes from the VPC's default ACL and goes back to it: its tags may be there already, or not yet. */
const defaultAcl: Ask = ({ thing: { tags }, action }) =>
  action === "ec2:ReplaceNetworkAclAssociation" ? [{}, { tags }] : [];

/** The association of an address is AWS's own interface in the NAT gateway. */
const natInterface: Ask = ({ action }) => (action === "ec2:DisassociateAddress" ? [{}] : []);

/** A detector that was there before bears no tags of ours. */
const namedDetector: Ask = ({ thing: { body } }) =>
  /^[0-9a-f]{32}$/.test(body.detector_id) ? [{ parts: [body.detector_id] }] : [];

const zone: Ask = ({ thing: { body } }) => (/^Z\w+$/.test(body.zone_id) ? [{ parts: [body.zone_id] }] : []);

/** What is tagged together with a resource. */
const tagged = [
  "ec2:instance",
  "ec2:network-interface",
  "ec2:volume",
  "elasticache:cluster",
  "logs:log-group",
  "rds:cluster-snapshot",
  "secretsmanager:Secret",
];

/** By Terraform type and type of resource. */
const all: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  aws_cloudwatch_log_group: { "logs:log-group": logGroup },
  aws_efs_mount_target: { "ec2:network-interface": one },
  aws_eip: { "ec2:network-interface": natInterface },
  aws_eks_addon: { "eks:podidentityassociation": addOnAssociations },
  aws_eks_node_group: {
    "ec2:image": one,
    "ec2:instance": started("instance"),
    "ec2:network-interface": started("network-interface"),
    // EKS puts its own group on nodes.
    "ec2:security-group": ({ action }) => (action === "ec2:RunInstances" ? [{}] : []),
    "ec2:volume": started("volume"),
  },
  aws_elasticache_replication_group: { "elasticache:cluster": cacheNodes, "elasticache:snapshot": lastSnapshot },
  aws_guardduty_detector_feature: { "guardduty:detector": namedDetector },
  aws_network_acl: { "ec2:network-acl": defaultAcl },
  aws_rds_cluster: {
    "rds:cluster-snapshot": lastSnapshot,
    // The provider asks which of them has the cluster for a member, and names none.
    "rds:global-cluster": ({ action }) => (action === "rds:DescribeGlobalClusters" ? [{ parts: ["*"] }] : []),
    "rds:og": noOptionGroup,
    "rds:pg": noParameterGroup,
    "secretsmanager:Secret": () => [{ parts: ["rds!cluster-0f0e0d0c-1111-2222-3333-444455556666-AbCdEf"] }],
  },
  aws_rds_cluster_instance: { "rds:og": noOptionGroup, "rds:pg": noParameterGroup },
  aws_route53_record: { "route53:change": one, "route53:hostedzone": zone },
  aws_route53_zone: { "route53:change": one },
};

/** Things of this type that the call meets beside those of the tree. */
export function beside(meeting: Meeting, resource: string): readonly Beside[] {
  if (/[Tt]ag/.test(meeting.action) && !tagged.includes(resource)) return [];
  if (resource === "iam:role") return linkedRole(meeting);
  return all[meeting.thing.type]?.[resource]?.(meeting) ?? [];
}
