import { leftToCloudFormation as network } from "../../constructs/permissions/catalogue/network-exceptions";
import { leftToCloudFormationByStorage } from "./storage-exceptions";

type Reasons = Readonly<Record<string, readonly string[]>>;

const each = (type: string, service: string, ...actions: readonly string[]) =>
  actions.map((action) => `${type} ${service}:${action}`);

/** Calls of the provider that its role is refused, `<type> <operation> <action>`. */
export const refusedToTheProvider: Reasons = {
  "Route 53 authorizes the deletion of a zone by no tag: it is left to an administrator": [
    "aws_route53_zone delete route53:DeleteHostedZone",
  ],
};

/**
 * Calls of CloudFormation's handlers that Terraform does not make for the resources of this platform, by reason,
 * `<type> <action>`. Those of the network are listed with its catalogue.
 */
export const leftToCloudFormation: Reasons = {
  "no log group protects data, or is fed by deliveries that it sets up": [
    ...each(
      "aws_cloudwatch_log_group",
      "logs",
      "CreateLogDelivery",
      "DeleteDataProtectionPolicy",
      "DescribeResourcePolicies",
      "GetDataProtectionPolicy",
      "PutDataProtectionPolicy",
      "PutResourcePolicy",
    ),
    "aws_cloudwatch_log_group firehose:TagDeliveryStream",
    "aws_cloudwatch_log_group s3:REST.PUT.OBJECT",
  ],
  "tables have no replicas, no imports, no streams elsewhere, no policies and no insights, and Terraform touches no item":
    [
      ...each(
        "aws_dynamodb_table",
        "dynamodb",
        "AssociateTableReplica",
        "BatchWriteItem",
        "CreateTableReplica",
        "DeleteItem",
        "DeleteResourcePolicy",
        "DescribeContributorInsights",
        "DescribeImport",
        "DescribeKinesisStreamingDestination",
        "DisableKinesisStreamingDestination",
        "EnableKinesisStreamingDestination",
        "GetItem",
        "GetResourcePolicy",
        "ImportTable",
        "PutItem",
        "PutResourcePolicy",
        "Query",
        "Scan",
        "UpdateContributorInsights",
        "UpdateItem",
        "UpdateKinesisStreamingDestination",
      ),
      ...each("aws_dynamodb_table", "kinesis", "DescribeStream", "PutRecords"),
      ...each("aws_dynamodb_table", "logs", "CreateLogGroup", "CreateLogStream"),
      ...each("aws_dynamodb_table", "logs", "DescribeLogStreams", "PutLogEvents", "PutRetentionPolicy"),
      ...each("aws_dynamodb_table", "s3", "GetObject", "GetObjectMetadata", "ListBucket"),
      "aws_dynamodb_table iam:CreateServiceLinkedRole",
    ],
  "the key is named by its ARN, and grants end with their table": [
    ...each("aws_dynamodb_table", "kms", "ListAliases", "RevokeGrant"),
  ],
  "rules lead to queues, whose own policies let them in": ["aws_cloudwatch_event_rule iam:PassRole"],
  "repositories have no policies of their own": [
    ...each("aws_ecr_repository", "ecr", "DeleteRepositoryPolicy", "GetRepositoryPolicy", "SetRepositoryPolicy"),
  ],
  "flow logs go to a log group, not to a bucket": ["aws_flow_log s3:GetBucketPolicy"],
  "the provider reads tags with the thing that bears them": [
    "aws_flow_log autoscaling:DescribeTags",
    "aws_flow_log ec2:DescribeTags",
    "aws_network_acl ec2:DescribeTags",
  ],
  "keys stay enabled": each("aws_kms_key", "kms", "DisableKey", "EnableKey"),
  "the VPC has no encryption control": ["aws_vpc ec2:DescribeVpcEncryptionControls"],
  "endpoints lead to AWS services": ["aws_vpc_endpoint vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation"],
  "to Terraform a resource of its own": [
    "aws_cloudwatch_event_rule events:PutTargets",
    ...each("aws_eks_access_entry", "eks", "AssociateAccessPolicy", "DisassociateAccessPolicy"),
    ...each("aws_rds_cluster", "rds", "CreateDBInstance", "DeleteDBInstance", "ModifyDBInstance"),
    "aws_acm_certificate route53:ChangeResourceRecordSets",
  ],
  "the creator of the cluster gets no access entry by it, and its authority stays": [
    ...each("aws_eks_cluster", "eks", "ActivateCertificateAuthority", "CreateAccessEntry"),
  ],
  "instance profiles are for EKS Auto Mode": each(
    "aws_eks_cluster",
    "iam",
    "AddRoleToInstanceProfile",
    "CreateInstanceProfile",
    "DeleteInstanceProfile",
    "GetInstanceProfile",
    "RemoveRoleFromInstanceProfile",
    "TagInstanceProfile",
  ),
  "nodes have no key pairs, and EKS keeps their tags": [
    ...each("aws_eks_node_group", "ec2", "DeleteTags", "DescribeKeyPairs"),
  ],
  "the provider waits for the update that it started": ["aws_eks_node_group eks:ListUpdates"],
  "the provider compares with no defaults": [
    "aws_elasticache_parameter_group elasticache:DescribeEngineDefaultParameters",
    "aws_rds_cluster_parameter_group rds:DescribeEngineDefaultClusterParameters",
  ],
  "the service-linked role has its policy from AWS": ["aws_elasticache_parameter_group iam:PutRolePolicy"],
  "ElastiCache uses the key by the grant that it got": [
    ...each("aws_elasticache_replication_group", "kms", "Decrypt", "Encrypt", "GenerateDataKey"),
  ],
  "caches have one shard, whose nodes their group makes": [
    ...each(
      "aws_elasticache_replication_group",
      "elasticache",
      "CreateCacheCluster",
      "DeleteCacheCluster",
      "ModifyReplicationGroupShardConfiguration",
    ),
  ],
  "caches log to CloudWatch, by its own delivery, and are not filled from a bucket": [
    ...each("aws_elasticache_replication_group", "firehose", "PutRecord", "PutRecordBatch", "TagDeliveryStream"),
    ...each("aws_elasticache_replication_group", "logs", "CreateLogStream", "PutLogEvents"),
    "aws_elasticache_replication_group s3:GetObject",
  ],
  "a group of users goes after the caches that use it": [
    "aws_elasticache_user_group elasticache:ModifyReplicationGroup",
  ],
  "databases have no roles of their own": [
    ...each("aws_rds_cluster", "rds", "AddRoleToDBCluster", "RemoveRoleFromDBCluster"),
    ...each("aws_rds_cluster_instance", "rds", "AddRoleToDBInstance", "RemoveRoleFromDBInstance"),
    "aws_rds_cluster iam:PassRole",
  ],
  "RDS looks at no role of an instance but the one that it is passed": [
    ...each("aws_rds_cluster_instance", "iam", "GetRole", "ListRoles"),
  ],
  "databases answer no HTTP": each("aws_rds_cluster", "rds", "DisableHttpEndpoint", "EnableHttpEndpoint"),
  "databases are made new, and in no global cluster": [
    ...each("aws_rds_cluster", "rds", "RestoreDBClusterFromSnapshot", "RestoreDBClusterToPointInTime"),
    ...each("aws_rds_cluster", "rds", "DescribeDBClusterAutomatedBackups", "DescribeDBClusterSnapshots"),
    ...each("aws_rds_cluster", "rds", "DescribeDBSnapshots", "RemoveFromGlobalCluster"),
    ...each("aws_rds_cluster_instance", "rds", "RestoreDBInstanceFromDBSnapshot", "RestoreDBInstanceToPointInTime"),
    ...each("aws_rds_cluster_instance", "rds", "DescribeDBClusterSnapshots", "DescribeDBSnapshots"),
    ...each("aws_rds_cluster_instance", "rds", "CreateDBInstanceReadReplica", "PromoteReadReplica"),
  ],
  "backups and passwords are the cluster's, not its instances'": [
    ...each("aws_rds_cluster_instance", "rds", "CreateDBSnapshot", "DescribeDBInstanceAutomatedBackups"),
    ...each("aws_rds_cluster_instance", "rds", "StartDBInstanceAutomatedBackupsReplication"),
    ...each("aws_rds_cluster_instance", "rds", "StopDBInstanceAutomatedBackupsReplication"),
    ...each("aws_rds_cluster_instance", "secretsmanager", "CreateSecret", "TagResource"),
  ],
  "the provider asks for no events, versions or users of a parameter group": [
    "aws_rds_cluster rds:DescribeEvents",
    ...each("aws_rds_cluster_instance", "rds", "DescribeDBEngineVersions", "DescribeDBParameterGroups"),
    "aws_rds_cluster_instance rds:DescribeEvents",
    "aws_rds_cluster_parameter_group rds:DescribeDBClusters",
  ],
  "zones are public, log no queries and have no features": [
    ...each("aws_route53_zone", "route53", "AssociateVPCWithHostedZone", "DisassociateVPCFromHostedZone"),
    ...each("aws_route53_zone", "route53", "CreateQueryLoggingConfig", "DeleteQueryLoggingConfig"),
    ...each("aws_route53_zone", "route53", "ListQueryLoggingConfigs", "UpdateHostedZoneFeatures"),
  ],
  "certificates are AWS's own": [
    "aws_acm_certificate acm-pca:GetCertificate",
    "aws_acm_certificate acm-pca:IssueCertificate",
  ],
  "groups protect no instances": ["aws_security_group ec2:DescribeInstances"],
  ...leftToCloudFormationByStorage,
};

/** The same of the network, some of which a role has for the sake of another type. */
export const leftToCloudFormationByTheNetwork: Reasons = network;

/**
 * Types of resources that a call may name, `<action> <type>`, that the platform has, and that no resource names in such a
 * call. By reason.
 */
export const namedByNone: Reasons = {
  "route tables are those of subnets": [
    "ec2:AssociateRouteTable ec2:internet-gateway",
    "ec2:DisassociateRouteTable ec2:internet-gateway",
    "ec2:ReplaceRouteTableAssociation ec2:internet-gateway",
  ],
  "groups declare no rules within their own block": [
    "ec2:AuthorizeSecurityGroupEgress ec2:security-group-rule",
    "ec2:AuthorizeSecurityGroupIngress ec2:security-group-rule",
  ],
  "flow logs are those of the VPC": ["ec2:CreateFlowLogs ec2:natgateway", "ec2:CreateFlowLogs ec2:subnet"],
  "the gateway endpoint is placed in route tables": [
    "ec2:CreateVpcEndpoint ec2:security-group",
    "ec2:CreateVpcEndpoint ec2:subnet",
    "ec2:ModifyVpcEndpoint ec2:security-group",
    "ec2:ModifyVpcEndpoint ec2:subnet",
  ],
  "interface endpoints are placed in subnets": [
    "ec2:CreateVpcEndpoint ec2:route-table",
    "ec2:ModifyVpcEndpoint ec2:route-table",
  ],
  "add-ons without a role have no associations": [
    "eks:CreateAddon eks:podidentityassociation",
    "eks:DeleteAddon eks:podidentityassociation",
    "eks:UpdateAddon eks:podidentityassociation",
  ],
  "updates are those of the resource itself": [
    "eks:DescribeUpdate eks:addon",
    "eks:DescribeUpdate eks:nodegroup",
    "eks:ListUpdates eks:addon",
  ],
  "a cluster's instances are made after it": ["rds:CreateDBCluster rds:db"],
};

export function all(reasons: Reasons): readonly string[] {
  return Object.values(reasons).flat();
}
