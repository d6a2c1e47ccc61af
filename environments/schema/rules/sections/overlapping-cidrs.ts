import { overlaps, parseCidr } from "../../../../constructs/network/cidr";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";

/**
 * An address that stands for two things reaches only one of them. Of the service block EKS says the same:
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export const overlappingCidrs = sectionRule({
  code: "ENV_CIDR_OVERLAP",
  states: "the blocks of the VPC, of Kubernetes services and of reserved networks do not overlap",
  needs: ["network", "cluster"],
  *breaches({ network, cluster }) {
    const own: Block[] = [
      { path: ["network", "cidr"], cidr: network.cidr },
      { path: ["cluster", "serviceCidr"], cidr: cluster.serviceCidr },
    ];
    const reserved = network.reservedCidrs.map(
      (cidr, index): Block => ({ path: ["network", "reservedCidrs", index], cidr }),
    );
    const [vpc, services] = own as [Block, Block];
    // Reserved blocks may overlap one another: they are other people's networks, listed to be kept clear of.
    for (const [block, other] of [
      [services, vpc],
      ...reserved.flatMap((block) => own.map((other) => [block, other])),
    ]) {
      if (block && other && clash(block, other)) {
        yield {
          path: block.path,
          problem: `the block overlaps ${other.path.join(".")}, which is ${other.cidr}`,
          fix: "move one of the two to a block that is free",
        };
      }
    }
  },
});

interface Block {
  readonly path: Path;
  readonly cidr: string;
}

function clash(one: Block, other: Block): boolean {
  const [first, second] = [parseCidr(one.cidr), parseCidr(other.cidr)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}
