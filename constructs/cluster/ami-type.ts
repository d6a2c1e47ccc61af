import { ConfigError } from "../errors";

/** What a node runs: Amazon Linux 2023, or Bottlerocket, which has no package manager, no SSH server and no shell. */
export const operatingSystems = ["AL2023", "Bottlerocket"] as const;
export type OperatingSystem = (typeof operatingSystems)[number];

type Architecture = "x86" | "arm";

/**
 * EKS' names of its images. Those with the drivers of NVIDIA and Neuron are left out: accelerators take more than an
 * image, a device plugin above all, and nothing here brings it.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
 */
const images = {
  AL2023: { x86: "AL2023_x86_64_STANDARD", arm: "AL2023_ARM_64_STANDARD" },
  Bottlerocket: { x86: "BOTTLEROCKET_x86_64", arm: "BOTTLEROCKET_ARM_64" },
} as const satisfies Record<OperatingSystem, Record<Architecture, string>>;

export type AmiType = (typeof images)[OperatingSystem][Architecture];

/**
 * Graviton types carry a `g` right after the generation, as in m7g, c8gd, im4gn or g5g; the first of them was a1. A `g`
 * before the number, as in g6e, is a graphics family.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function isGraviton(instanceType: string): boolean {
  return /^(a1\.|[a-z]+\d+g)/.test(instanceType);
}

/** The image that all of the instance types can boot: a node group has one, so that they must agree. */
export function amiTypeOf(
  instanceTypes: readonly string[],
  purpose: string,
  operatingSystem: OperatingSystem = "AL2023",
): AmiType {
  const arm = instanceTypes.filter(isGraviton);
  if (arm.length === 0) return images[operatingSystem].x86;
  if (arm.length === instanceTypes.length) return images[operatingSystem].arm;
  throw new ConfigError(`Node group ${purpose}`, [
    {
      place: "instanceTypes",
      value: instanceTypes,
      problem: `a node group boots one image, and ${arm.join(", ")} take another than the rest`,
      fix: "list types of one architecture, Graviton or x86",
      code: "NODES_MIXED_ARCHITECTURE",
    },
  ]);
}
