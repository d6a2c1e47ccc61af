import type { NetworkSettings } from "../../environments/schema/network";
import { type Cidr, contains, parseCidr } from "./cidr";

/** Address blocks in which nodes, pods and everything else of the VPC stand, as far as the environment says. */
export function vpcBlocks(network: NetworkSettings): readonly string[] {
  if (network.source !== "existing") return network.pods ? [network.cidr, network.pods.cidr] : [network.cidr];
  const { cidr, subnets } = network;
  const others = [subnets.private, subnets.pods ?? {}].flatMap((tier) =>
    Object.values(tier).map((subnet) => subnet.cidr),
  );
  const first = parseCidr(cidr) as Cidr;
  return [cidr, ...others.filter((other) => !contains(first, parseCidr(other) as Cidr))];
}
