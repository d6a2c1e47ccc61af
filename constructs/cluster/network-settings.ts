/** Subnets that pods get their addresses from, in place of their nodes'. */
export interface PodNetwork {
  readonly region: string;
  /** By zone: a node takes that of its own. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Security groups of the pods' interfaces. */
  readonly securityGroupIds: readonly string[];
}

/**
 * Settings of the VPC CNI; its schema takes texts only. A /28 prefix at a time gives a node up to 110 pods; EKS works
 * that number out when it makes a node group, so that the setting has to be there before. Pods in subnets of their own
 * can't use a node's first interface, which costs no node of two vCPU or more any of the 110.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 */
export function networkSettings(pods?: PodNetwork) {
  const env = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" };
  if (!pods) return { enableNetworkPolicy: "true", env };
  return { enableNetworkPolicy: "true", env: { ...env, ...customNetworking }, eniConfig: eniConfigOf(pods) };
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html */
const customNetworking = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
  // The add-on names each ENIConfig after its zone, and so finds the one of a node by a label that every node has.
  ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
};

/** The add-on makes the custom resources itself: aws/amazon-vpc-cni-k8s, charts/aws-vpc-cni/templates/eniconfig.yaml. */
function eniConfigOf({ region, subnetIds, securityGroupIds }: PodNetwork) {
  const subnets = Object.entries(subnetIds).map(([zone, id]) => [zone, { id, securityGroups: [...securityGroupIds] }]);
  return { create: true, region, subnets: Object.fromEntries(subnets) };
}
