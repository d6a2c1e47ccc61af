/** What is read of RDS. The master password's secret is named in its cluster, not read. */
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
