/** An IPv4 address block. */
export interface Cidr {
  /** First address, as a number. */
  readonly first: number;
  /** Last address, as a number. */
  readonly last: number;
  /** Length of the network part in bits. */
  readonly prefix: number;
  /** Whether the address that was written is the block's first. */
  readonly aligned: boolean;
}

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const shape = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}/(3[0-2]|[12]?\\d)$`);

/** Reads `10.0.0.0/16`; undefined for anything else. Leading zeros are refused, since some tools read them as octal. */
export function parseCidr(text: string): Cidr | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const block = blockAt(address - (address % sizeOf(prefix)), prefix);
  return { ...block, aligned: address === block.first };
}

/** The block as it must be written: its first address and its length. */
export function formatCidr({ first, prefix }: Pick<Cidr, "first" | "prefix">): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** Whether the two blocks share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** The block number `index`, from 0, of those of length `prefix` that `block` divides into. Throws when there is none. */
export function subdivide(block: Cidr, prefix: number, index: number): Cidr {
  const count = prefix < block.prefix || prefix > 32 ? 0 : 2 ** (prefix - block.prefix);
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new RangeError(`${formatCidr(block)} has ${count} blocks of /${prefix}, and none with number ${index}`);
  }
  return blockAt(block.first + index * sizeOf(prefix), prefix);
}

/** Number of addresses in a block of this length: arithmetic, since bit operators work on signed 32 bits. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

function blockAt(first: number, prefix: number): Cidr {
  return { first, last: first + sizeOf(prefix) - 1, prefix, aligned: true };
}
