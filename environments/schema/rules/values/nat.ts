import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html: the endpoints that nodes need without NAT. */
export const someNat = valueRule<"per-zone" | "single" | "none">({
  code: "ENV_NAT",
  states:
    "an environment has NAT, since its VPC has no interface endpoints yet, by which nodes would reach ECR, EC2 and EKS Pod Identity without it",
  fix: 'write "per-zone", or "single" where all zones may lose their way out together',
  allows: (value) => value !== "none",
});
