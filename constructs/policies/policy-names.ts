/** The baseline: names of the policies in the cluster, in reports and in the environment. */
export const policyNames = [
  "restricted-pods",
  "allowed-registries",
  "no-mutable-tags",
  "requests-and-limits",
  "no-exposed-services",
  "default-deny-stays",
  "pod-security-stays",
] as const;
export type PolicyName = (typeof policyNames)[number];

/** Those that an app may be excepted from; the others hold for namespaces, whoever runs in them. */
export const exceptablePolicies = [
  "restricted-pods",
  "allowed-registries",
  "no-mutable-tags",
  "requests-and-limits",
  "no-exposed-services",
] as const satisfies readonly PolicyName[];
export type ExceptablePolicy = (typeof exceptablePolicies)[number];

/** Whether what breaks a policy is refused, or let through and reported. */
export type PolicyMode = "enforce" | "audit";
