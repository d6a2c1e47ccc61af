import { contains, overlaps, parseCidr } from "../../../../constructs/network/cidr";
import type { NetworkSettings } from "../../network";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";
import { namedSubnets } from "./existing-subnets";

/**
 * An address that stands for two things reaches only one of them. Of the service block EKS says the same:
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export const overlappingCidrs = sectionRule({
  code: "ENV_CIDR_OVERLAP",
  states: "the blocks of the VPC, of its subnets, of Kubernetes services and of reserved networks do not overlap",
  needs: ["network", "cluster"],
  *breaches({ network, cluster }) {
    const vpc: Block = { path: ["network", "cidr"], cidr: network.cidr };
    const others = blocksBeside(network, vpc);
    const services: Block = { path: ["cluster", "serviceCidr"], cidr: cluster.serviceCidr };
    const subnets = namedSubnets(network).map(blockOf);
    const reserved = network.reservedCidrs.map(
      (cidr, index): Block => ({ path: ["network", "reservedCidrs", index], cidr }),
    );
    const own = [vpc, services, ...others];
    // Reserved blocks may overlap one another: they are other people's networks, listed to be kept clear of.
    for (const [block, other] of [
      ...pairs([services], [vpc, ...others]),
      ...(network.source === "existing" ? [] : pairs(others, [vpc])),
      ...subnets.flatMap((subnet, index) => pairs([subnet], subnets.slice(0, index))),
      ...pairs(reserved, own),
    ]) {
      if (clash(block, other)) {
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

/** What belongs to the VPC and not to its first block: the pods', or subnets of a block that was added to it. */
function blocksBeside(network: NetworkSettings, vpc: Block): readonly Block[] {
  if (network.source !== "existing") {
    return network.pods ? [{ path: ["network", "pods", "cidr"], cidr: network.pods.cidr }] : [];
  }
  return namedSubnets(network)
    .map(blockOf)
    .filter((block) => !within(vpc, block));
}

function blockOf({ path, cidr }: Block): Block {
  return { path: [...path, "cidr"], cidr };
}

function pairs(blocks: readonly Block[], others: readonly Block[]): readonly (readonly [Block, Block])[] {
  return blocks.flatMap((block) => others.map((other) => [block, other] as const));
}

function within(outer: Block, inner: Block): boolean {
  const [first, second] = [parseCidr(outer.cidr), parseCidr(inner.cidr)];
  return first !== undefined && second !== undefined && contains(first, second);
}

function clash(one: Block, other: Block): boolean {
  const [first, second] = [parseCidr(one.cidr), parseCidr(other.cidr)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}
