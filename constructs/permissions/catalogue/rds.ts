import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, grantingKey, on, owned, passing, serviceLinkedRole, usingKey } from "../ownership";
import { prefixedThings, shortened } from "../prefixed-things";

/**
 * Amazon RDS. Names are ours to choose, so that patterns can begin with the environment's prefix, and all writes rest on
 * tags beside it (service authorization reference, Amazon RDS).
 */
const { arnOf, ours, making, tag, within } = prefixedThings("rds");

const linkedRole = (r: ResourceView) => serviceLinkedRole(r, "rds.amazonaws.com");

/** AWS's own option and parameter groups, which a call is authorized on where it names none. They bear no tags. */
const defaultOptions = (r: ResourceView) => r.names.arn("rds", `og:default:${r.text("engine")}-*`);
const defaultParameters = (r: ResourceView) => r.names.arn("rds", `pg:default.${r.text("engine")}*`);

/** What RDS looks up with its caller's rights where it places something in a VPC (CloudFormation's handlers name them). */
const surroundings = (r: ResourceView): readonly Grant[] => [
  anywhere([
    "ec2:DescribeAccountAttributes",
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeInternetGateways",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
  ]),
  on([r.names.arn("ec2", "vpc/*")], "ec2:DescribeVpcAttribute"),
];

/** Who makes an encrypted thing needs both (Aurora user guide, Authorizing use of a customer managed key). */
const encryption = (r: ResourceView, argument: string, ...services: readonly string[]): readonly Grant[] =>
  r.has(argument)
    ? [grantingKey(r, argument, ...services), usingKey(r, argument, ["kms:DescribeKey"], ...services)]
    : [];

/**
 * RDS makes the secret of the master password with its caller's rights (Aurora user guide, Permissions required for
 * Secrets Manager integration). Names with `!` are kept to AWS's services, and no right here reads a secret's value.
 */
const masterPassword = (r: ResourceView): readonly Grant[] => {
  if (!r.has("manage_master_user_password")) return [];
  const secrets = [r.names.arn("secretsmanager", "secret:rds!cluster-*")];
  const key = "master_user_secret_kms_key_id";
  const encrypts = r.has(key)
    ? [
        usingKey(r, key, ["kms:Decrypt", "kms:GenerateDataKey"], "secretsmanager"),
        ...encryption(r, key, "secretsmanager"),
      ]
    : [];
  return [on(secrets, "secretsmanager:CreateSecret", "secretsmanager:TagResource"), ...encrypts];
};

const monitoring = (r: ResourceView): readonly Grant[] =>
  r.has("monitoring_role_arn") ? [passing(r, "monitoring_role_arn", "monitoring.rds.amazonaws.com")] : [];

/** A cluster's last snapshot, which bears no tags before it exists. No right here deletes or shares a snapshot. */
const keepingSnapshot = (r: ResourceView): readonly Grant[] => {
  const snapshot = "final_snapshot_identifier";
  if (!r.has(snapshot)) return [];
  return [
    on(ours(r, "cluster-snapshot", snapshot), "rds:DeleteDBCluster"),
    owned(r, ["rds:CreateDBClusterSnapshot"], ours(r, "cluster", "cluster_identifier")),
    ...making(r, "rds:CreateDBClusterSnapshot", "cluster-snapshot", snapshot),
  ];
};

export const rds: Catalogue = {
  aws_db_subnet_group: {
    arn: arnOf("subgrp", "name"),
    create: (r) => [...making(r, "rds:CreateDBSubnetGroup", "subgrp", "name"), linkedRole(r)],
    read: (r) => [
      on(ours(r, "subgrp", "name"), "rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"),
      ...surroundings(r),
    ],
    update: (r) => [owned(r, ["rds:ModifyDBSubnetGroup"], ours(r, "subgrp", "name")), tag(r, "subgrp", "name")],
    delete: (r) => [owned(r, ["rds:DeleteDBSubnetGroup"], ours(r, "subgrp", "name"))],
  },
  aws_rds_cluster_parameter_group: {
    arn: arnOf("cluster-pg", "name"),
    create: (r) => [
      ...making(r, "rds:CreateDBClusterParameterGroup", "cluster-pg", "name"),
      // The provider makes an empty group first.
      owned(r, ["rds:ModifyDBClusterParameterGroup"], ours(r, "cluster-pg", "name")),
      linkedRole(r),
    ],
    read: (r) => [
      on(
        ours(r, "cluster-pg", "name"),
        "rds:DescribeDBClusterParameterGroups",
        "rds:DescribeDBClusterParameters",
        "rds:ListTagsForResource",
      ),
    ],
    update: (r) => [
      owned(
        r,
        ["rds:ModifyDBClusterParameterGroup", "rds:ResetDBClusterParameterGroup"],
        ours(r, "cluster-pg", "name"),
      ),
      tag(r, "cluster-pg", "name"),
    ],
    delete: (r) => [owned(r, ["rds:DeleteDBClusterParameterGroup"], ours(r, "cluster-pg", "name"))],
  },
  aws_rds_cluster: {
    arn: arnOf("cluster", "cluster_identifier"),
    create: (r) => [
      ...making(r, "rds:CreateDBCluster", "cluster", "cluster_identifier"),
      ...within(r, "rds:CreateDBCluster", "db_subnet_group_name", "db_cluster_parameter_group_name"),
      on([defaultOptions(r)], "rds:CreateDBCluster"),
      ...encryption(r, "kms_key_id", "rds"),
      ...encryption(r, "performance_insights_kms_key_id", "rds"),
      ...masterPassword(r),
      linkedRole(r),
    ],
    read: (r) => [
      on(ours(r, "cluster", "cluster_identifier"), "rds:DescribeDBClusters", "rds:ListTagsForResource"),
      // The provider asks which global cluster has this one for a member, and names none.
      on([`arn:${r.partition}:rds::${r.account}:global-cluster:*`], "rds:DescribeGlobalClusters"),
      ...surroundings(r),
    ],
    update: (r) => [
      owned(r, ["rds:ModifyDBCluster"], ours(r, "cluster", "cluster_identifier")),
      ...within(r, "rds:ModifyDBCluster", "db_cluster_parameter_group_name"),
      on([defaultOptions(r), defaultParameters(r)], "rds:ModifyDBCluster"),
      ...encryption(r, "performance_insights_kms_key_id", "rds"),
      ...masterPassword(r),
      tag(r, "cluster", "cluster_identifier"),
    ],
    delete: (r) => [owned(r, ["rds:DeleteDBCluster"], ours(r, "cluster", "cluster_identifier")), ...keepingSnapshot(r)],
  },
  aws_rds_cluster_instance: {
    arn: arnOf("db", "identifier"),
    create: (r) => [
      ...making(r, "rds:CreateDBInstance", "db", "identifier"),
      ...within(r, "rds:CreateDBInstance", "cluster_identifier", "db_subnet_group_name"),
      on([defaultOptions(r), defaultParameters(r)], "rds:CreateDBInstance"),
      ...encryption(r, "performance_insights_kms_key_id", "rds"),
      ...monitoring(r),
      linkedRole(r),
    ],
    read: (r) => [
      // Whether an instance is the writer stands in its cluster.
      on(shortened(r, r.arns("cluster_identifier")), "rds:DescribeDBClusters"),
      on(ours(r, "db", "identifier"), "rds:DescribeDBInstances", "rds:ListTagsForResource"),
      ...surroundings(r),
    ],
    update: (r) => [
      owned(r, ["rds:ModifyDBInstance", "rds:RebootDBInstance"], ours(r, "db", "identifier")),
      ...within(r, "rds:ModifyDBInstance", "db_subnet_group_name"),
      on([defaultOptions(r), defaultParameters(r)], "rds:ModifyDBInstance"),
      ...encryption(r, "performance_insights_kms_key_id", "rds"),
      ...monitoring(r),
      tag(r, "db", "identifier"),
    ],
    delete: (r) => [owned(r, ["rds:DeleteDBInstance"], ours(r, "db", "identifier"))],
  },
};
