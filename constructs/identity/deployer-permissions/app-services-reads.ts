/** What the deployers of app-services read of RDS. The master password's secret is named in its cluster, not read. */
export const readDatabases = [
  "rds:DescribeDBClusterParameterGroups",
  "rds:DescribeDBClusterParameters",
  "rds:DescribeDBClusterSnapshots",
  "rds:DescribeDBClusters",
  "rds:DescribeDBEngineVersions",
  "rds:DescribeDBInstances",
  "rds:DescribeDBSubnetGroups",
  "rds:DescribeGlobalClusters",
  "rds:ListTagsForResource",
];

export const readCaches = [
  "elasticache:DescribeCacheClusters",
  "elasticache:DescribeCacheParameterGroups",
  "elasticache:DescribeCacheParameters",
  "elasticache:DescribeCacheSubnetGroups",
  "elasticache:DescribeReplicationGroups",
  "elasticache:DescribeUserGroups",
  "elasticache:DescribeUsers",
  "elasticache:ListTagsForResource",
];

/** DNS, certificates, and the network that datastores are placed in. */
export const readNames = [
  "acm:DescribeCertificate",
  "acm:ListTagsForCertificate",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroupRules",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
  "route53:GetChange",
  "route53:GetHostedZone",
  "route53:ListResourceRecordSets",
  "route53:ListTagsForResource",
];
