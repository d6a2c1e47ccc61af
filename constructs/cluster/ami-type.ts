import { ConfigError } from "../errors";

/** EKS' names of its Amazon Linux 2023 images. */
export type AmiType = "AL2023_x86_64_STANDARD" | "AL2023_ARM_64_STANDARD";

/**
 * Graviton types carry a `g` right after the generation, as in m7g, c8gd, im4gn or g5g; the first of them was a1. A `g`
 * before the number, as in g6e, is a graphics family.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const graviton = /^(a1\.|[a-z]+\d+g)/;

/** The image that all of the instance types can boot: a node group has one, so that they must agree. */
export function amiTypeOf(instanceTypes: readonly string[], purpose: string): AmiType {
  const arm = instanceTypes.filter((type) => graviton.test(type));
  if (arm.length === 0) return "AL2023_x86_64_STANDARD";
  if (arm.length === instanceTypes.length) return "AL2023_ARM_64_STANDARD";
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
