import type { Catalogue, Grant, ResourceView } from "../entry";
import {
  adoptingTags,
  anywhere,
  creating,
  grantingKey,
  named,
  on,
  owned,
  retagging,
  serviceLinkedRole,
  usingKey,
} from "../ownership";
import { prefixedThings } from "../prefixed-things";

/**
 * Amazon ElastiCache. Names are ours to choose, so that patterns can begin with the environment's prefix, and all writes
 * rest on tags beside it (service authorization reference, Amazon ElastiCache).
 */
const { arnOf, ours, making, tag, within } = prefixedThings("elasticache");

/** ElastiCache names the nodes of a group after it: `<group>-001`. */
const nodes = (r: ResourceView) => {
  const name = named(r, "replication_group_id");
  return r.names.arn("elasticache", `cluster:${name.endsWith("*") ? name : `${name}-*`}`);
};
const groupAndNodes = (r: ResourceView) => [...ours(r, "replicationgroup", "replication_group_id"), nodes(r)];

const linkedRole = (r: ResourceView) => serviceLinkedRole(r, "elasticache.amazonaws.com");

/** AWS calls KMS for caches under the name of DAX as well (ElastiCache user guide, At-Rest Encryption). */
const encryption = (r: ResourceView): readonly Grant[] =>
  r.has("kms_key_id")
    ? [
        grantingKey(r, "kms_key_id", "elasticache", "dax"),
        usingKey(r, "kms_key_id", ["kms:DescribeKey"], "elasticache", "dax"),
      ]
    : [];

const deliveriesHaveNoArn =
  "ElastiCache sets up the delivery of its logs with its caller's rights, and CloudWatch Logs knows neither an ARN nor a " +
  "condition for these actions (service authorization reference, Amazon CloudWatch Logs; CloudWatch Logs user guide, " +
  "Logs sent to CloudWatch Logs)";

const logDelivery = (r: ResourceView): readonly Grant[] =>
  r.has("log_delivery_configuration")
    ? [
        anywhere(
          ["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:PutResourcePolicy", "logs:UpdateLogDelivery"],
          deliveriesHaveNoArn,
        ),
        anywhere([
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
        ]),
      ]
    : [];

/** A group's last snapshot, which bears no tags before it exists. No right here deletes or copies a snapshot. */
const keepingSnapshot = (r: ResourceView): readonly Grant[] =>
  r.has("final_snapshot_identifier")
    ? [
        on(
          ours(r, "snapshot", "final_snapshot_identifier"),
          "elasticache:CreateSnapshot",
          "elasticache:DeleteReplicationGroup",
        ),
        owned(r, ["elasticache:CreateSnapshot"], groupAndNodes(r)),
      ]
    : [];

const groupNames = ["subnet_group_name", "parameter_group_name", "user_group_ids"];

export const elasticache: Catalogue = {
  aws_elasticache_subnet_group: {
    arn: arnOf("subnetgroup", "name"),
    create: (r) => [...making(r, "elasticache:CreateCacheSubnetGroup", "subnetgroup", "name"), linkedRole(r)],
    read: (r) => [
      on(ours(r, "subnetgroup", "name"), "elasticache:DescribeCacheSubnetGroups", "elasticache:ListTagsForResource"),
      anywhere(["ec2:DescribeSubnets", "ec2:DescribeVpcs"]),
    ],
    update: (r) => [
      owned(r, ["elasticache:ModifyCacheSubnetGroup"], ours(r, "subnetgroup", "name")),
      tag(r, "subnetgroup", "name"),
    ],
    delete: (r) => [owned(r, ["elasticache:DeleteCacheSubnetGroup"], ours(r, "subnetgroup", "name"))],
  },
  aws_elasticache_parameter_group: {
    arn: arnOf("parametergroup", "name"),
    create: (r) => [
      ...making(r, "elasticache:CreateCacheParameterGroup", "parametergroup", "name"),
      // The provider makes an empty group first.
      owned(r, ["elasticache:ModifyCacheParameterGroup"], ours(r, "parametergroup", "name")),
      linkedRole(r),
    ],
    read: (r) => [
      on(
        ours(r, "parametergroup", "name"),
        "elasticache:DescribeCacheParameterGroups",
        "elasticache:DescribeCacheParameters",
        "elasticache:ListTagsForResource",
      ),
    ],
    update: (r) => [
      owned(
        r,
        ["elasticache:ModifyCacheParameterGroup", "elasticache:ResetCacheParameterGroup"],
        ours(r, "parametergroup", "name"),
      ),
      tag(r, "parametergroup", "name"),
    ],
    delete: (r) => [owned(r, ["elasticache:DeleteCacheParameterGroup"], ours(r, "parametergroup", "name"))],
  },
  aws_elasticache_replication_group: {
    arn: arnOf("replicationgroup", "replication_group_id"),
    create: (r) => [
      ...making(r, "elasticache:CreateReplicationGroup", "replicationgroup", "replication_group_id"),
      // The nodes are made with the tags of their group.
      creating(r, ["elasticache:CreateReplicationGroup"], [nodes(r)]),
      adoptingTags(r, ["elasticache:AddTagsToResource"], [nodes(r)]),
      ...within(r, "elasticache:CreateReplicationGroup", ...groupNames),
      ...encryption(r),
      ...logDelivery(r),
      linkedRole(r),
    ],
    read: (r) => [
      on(
        ours(r, "replicationgroup", "replication_group_id"),
        "elasticache:DescribeReplicationGroups",
        "elasticache:ListTagsForResource",
      ),
      on([nodes(r)], "elasticache:DescribeCacheClusters", "elasticache:ListTagsForResource"),
      anywhere(["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]),
    ],
    update: (r) => [
      owned(
        r,
        ["DecreaseReplicaCount", "IncreaseReplicaCount", "ModifyReplicationGroup"].map((verb) => `elasticache:${verb}`),
        ours(r, "replicationgroup", "replication_group_id"),
      ),
      ...within(r, "elasticache:ModifyReplicationGroup", "parameter_group_name", "user_group_ids"),
      ...logDelivery(r),
      // What is done to a group's tags is done to those of its nodes (API reference, AddTagsToResource).
      retagging(r, ["elasticache:AddTagsToResource", "elasticache:RemoveTagsFromResource"], groupAndNodes(r)),
    ],
    delete: (r) => [
      owned(r, ["elasticache:DeleteReplicationGroup"], ours(r, "replicationgroup", "replication_group_id")),
      ...keepingSnapshot(r),
      ...logDelivery(r),
    ],
  },
  aws_elasticache_user: {
    arn: arnOf("user", "user_id"),
    create: (r) => making(r, "elasticache:CreateUser", "user", "user_id"),
    read: (r) => [on(ours(r, "user", "user_id"), "elasticache:DescribeUsers", "elasticache:ListTagsForResource")],
    update: (r) => [owned(r, ["elasticache:ModifyUser"], ours(r, "user", "user_id")), tag(r, "user", "user_id")],
    delete: (r) => [owned(r, ["elasticache:DeleteUser"], ours(r, "user", "user_id"))],
  },
  aws_elasticache_user_group: {
    arn: arnOf("usergroup", "user_group_id"),
    create: (r) => [
      ...making(r, "elasticache:CreateUserGroup", "usergroup", "user_group_id"),
      ...within(r, "elasticache:CreateUserGroup", "user_ids"),
    ],
    read: (r) => [
      on(ours(r, "usergroup", "user_group_id"), "elasticache:DescribeUserGroups", "elasticache:ListTagsForResource"),
    ],
    update: (r) => [
      owned(r, ["elasticache:ModifyUserGroup"], ours(r, "usergroup", "user_group_id")),
      ...within(r, "elasticache:ModifyUserGroup", "user_ids"),
      tag(r, "usergroup", "user_group_id"),
    ],
    delete: (r) => [owned(r, ["elasticache:DeleteUserGroup"], ours(r, "usergroup", "user_group_id"))],
  },
};
