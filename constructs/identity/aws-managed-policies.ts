/** AWS's own policies that the platform attaches. */
export const awsManagedPolicies = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKSClusterPolicy",
  "AmazonEKSWorkerNodePolicy",
  "service-role/AmazonRDSEnhancedMonitoringRole",
] as const;
export type AwsManagedPolicy = (typeof awsManagedPolicies)[number];
