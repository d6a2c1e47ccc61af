import type { SubnetKind } from "./tiers";

/**
 * Tags by which controllers find subnets: the load balancer controller those of its load balancers, Karpenter those of
 * nodes, the VPC CNI those of pods alone.
 */
export function discoveryTags(kind: SubnetKind, clusterName: string): Readonly<Record<string, string>> {
  const tags: Readonly<Partial<Record<SubnetKind, Readonly<Record<string, string>>>>> = {
    public: { "kubernetes.io/role/elb": "1" },
    private: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": clusterName },
    pods: { "kubernetes.io/role/cni": "1" },
  };
  return tags[kind] ?? {};
}
