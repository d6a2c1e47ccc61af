import {
  type Cidr,
  contains,
  formatCidr,
  overlaps,
  parseCidr,
  sizeOf,
  subdivide,
} from "../../../constructs/network/cidr";

const block = (text: string): Cidr => parseCidr(text) ?? fail(text);
const fail = (text: string): never => {
  throw new Error(`${text} is not a block`);
};

describe("parseCidr", () => {
  it.each([
    ["10.0.0.0/16", 0x0a000000, 0x0a00ffff, 16],
    ["255.255.255.255/32", 2 ** 32 - 1, 2 ** 32 - 1, 32],
    ["0.0.0.0/0", 0, 2 ** 32 - 1, 0],
    // Above 2^31, where bit operators would turn negative.
    ["192.168.255.0/24", 0xc0a8ff00, 0xc0a8ffff, 24],
  ])("reads %s", (text, first, last, prefix) => {
    expect(parseCidr(text)).toEqual({ first, last, prefix, aligned: true });
  });

  it("takes a block by an address within it, and says so", () => {
    expect(parseCidr("10.0.3.7/22")).toEqual({ ...block("10.0.0.0/22"), aligned: false });
  });

  it.each([
    "10.0.0.0",
    "10.0.0/16",
    "10.0.0.256/24",
    "10.0.0.0/33",
    "010.0.0.0/8",
    "10.0.0.0/08",
    " 10.0.0.0/8",
    "::/0",
  ])("refuses %j", (text) => expect(parseCidr(text)).toBeUndefined());
});

it.each(["10.20.0.0/16", "0.0.0.0/0", "203.0.113.128/25", "255.255.255.255/32"])("writes %s as it was read", (text) => {
  expect(formatCidr(block(text))).toBe(text);
});

it.each([
  ["10.0.0.0/16", "10.0.255.0/24", true],
  ["10.0.255.0/24", "10.0.0.0/16", true],
  ["10.0.0.0/17", "10.0.128.0/17", false],
  ["10.0.0.0/32", "10.0.0.0/32", true],
])("overlaps(%s, %s) is %s", (one, other, expected) => {
  expect(overlaps(block(one), block(other))).toBe(expected);
});

it.each([
  ["10.0.0.0/16", "10.0.255.0/24", true],
  ["10.0.0.0/16", "10.0.0.0/16", true],
  ["10.0.255.0/24", "10.0.0.0/16", false],
  ["10.0.0.0/16", "10.1.0.0/24", false],
  ["10.1.0.0/16", "10.0.255.0/24", false],
])("contains(%s, %s) is %s", (outer, inner, expected) => {
  expect(contains(block(outer), block(inner))).toBe(expected);
});

describe("subdivide", () => {
  it("gives the parts of a block in order", () => {
    const quarters = [0, 1, 2, 3].map((index) => formatCidr(subdivide(block("192.168.0.0/22"), 24, index)));
    expect(quarters).toEqual(["192.168.0.0/24", "192.168.1.0/24", "192.168.2.0/24", "192.168.3.0/24"]);
  });

  it("gives the block itself where nothing is divided", () => {
    expect(subdivide(block("10.0.0.0/16"), 16, 0)).toEqual(block("10.0.0.0/16"));
  });

  it.each([
    [24, 4, "192.168.0.0/22 has 4 blocks of /24, and none with number 4"],
    [24, -1, "192.168.0.0/22 has 4 blocks of /24, and none with number -1"],
    [24, 0.5, "192.168.0.0/22 has 4 blocks of /24, and none with number 0.5"],
    [21, 0, "192.168.0.0/22 has 0 blocks of /21, and none with number 0"],
    [33, 0, "192.168.0.0/22 has 0 blocks of /33, and none with number 0"],
  ])("has no block of /%s with number %s", (prefix, index, message) => {
    expect(() => subdivide(block("192.168.0.0/22"), prefix, index)).toThrow(new RangeError(message));
  });
});

it("counts addresses", () => expect([0, 16, 28, 32].map(sizeOf)).toEqual([2 ** 32, 65536, 16, 1]));
