import { type Cidr, contains, overlaps, parseCidr } from "../../constructs/network/cidr";

const block = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`${text} is not an address block`);
  return parsed;
};

/** https://datatracker.ietf.org/doc/html/rfc1918 */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(block);
/** Shared address space, https://datatracker.ietf.org/doc/html/rfc6598 */
const sharedBlock = block("100.64.0.0/10");

export function isPrivate(cidr: Cidr): boolean {
  return privateBlocks.some((outer) => contains(outer, cidr));
}

export function isShared(cidr: Cidr): boolean {
  return contains(sharedBlock, cidr);
}

export function touchesPrivate(cidr: Cidr): boolean {
  return privateBlocks.some((other) => overlaps(cidr, other));
}
