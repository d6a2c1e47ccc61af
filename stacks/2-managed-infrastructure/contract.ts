import { contract, map, text } from "../../constructs/contracts/contract";

/** The network, the keys and the registries that the cluster and its datastores stand on. */
export const managedInfrastructureContract = contract("managed-infrastructure", 2, {
  vpcId: text("the VPC that holds the cluster"),
  publicSubnetIds: map("subnets with a route to the internet gateway, for load balancers, by zone"),
  privateSubnetIds: map("subnets of nodes and pods, by zone"),
  dataSubnetIds: map("subnets of datastores, without a route to the internet, by zone"),
  controlPlaneSubnetIds: map("subnets of the network interfaces of the EKS control plane, by zone"),
  podSubnetIds: map("subnets of pods alone, by zone; none where pods share the private subnets"),
  runnerSubnetIds: map("private subnets of the runners that stand in the VPC, by zone; none where they stand outside"),
  runnerSecurityGroupId: text("security group of the runners inside the VPC; empty where there are none"),
  keyArns: map("customer managed KMS keys, by purpose; dnssec, where the zone is signed, in us-east-1"),
  repositoryUrls: map("ECR repositories, by <team>/<app>"),
  imageCacheUrls: map("where ECR keeps copies of other registries' images, by registry"),
  bucketNames: map("buckets of the platform, by purpose: backups, access-logs"),
  fileSystemIds: map("file systems in EFS, by purpose: shared, where the environment has file storage"),
});
