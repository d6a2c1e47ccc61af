import { type Cidr, contains, overlaps, parseCidr } from "../../../constructs/network/cidr";
import { podPlan, subnetPlan } from "../../../constructs/network/subnet-plan";
import { tiers } from "../../../constructs/network/tiers";

const zones = ["a", "b", "c", "d", "e", "f"].map((letter) => `eu-central-1${letter}`);
const vpcs = ["10.0.0.0/16", "10.20.128.0/17", "172.16.64.0/18", "192.168.224.0/19", "100.64.240.0/20"];
const cases = vpcs.flatMap((cidr) => [3, 4, 5, 6].map((count): [string, number] => [cidr, count]));

const block = (text: string | undefined): Cidr => {
  const parsed = parseCidr(text ?? "");
  if (!parsed) throw new Error(`${text} is not a block`);
  return parsed;
};

function blocksOf(cidr: string, count: number): Cidr[] {
  const plan = subnetPlan(cidr, zones.slice(0, count));
  return tiers.flatMap((tier) => Object.values(plan[tier])).map(block);
}

describe.each(cases)("%s over %s zones", (cidr, count) => {
  const blocks = blocksOf(cidr, count);

  it("has a subnet for every tier and zone", () => expect(blocks).toHaveLength(4 * count));

  it("keeps every subnet inside the VPC", () => {
    expect(blocks.filter((inner) => !contains(block(cidr), inner))).toEqual([]);
  });

  it("lets no two subnets overlap", () => {
    const pairs = blocks.flatMap((one, index) => blocks.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlaps(one, other))).toEqual([]);
  });

  it("sizes the tiers by what they hold", () => {
    const plan = subnetPlan(cidr, zones.slice(0, count));
    const { prefix } = block(cidr);
    const lengths = tiers.map((tier) => [tier, new Set(Object.values(plan[tier]).map((text) => block(text).prefix))]);
    expect(Object.fromEntries(lengths)).toEqual({
      private: new Set([prefix + 3]),
      data: new Set([prefix + 6]),
      public: new Set([prefix + 6]),
      "control-plane": new Set([28]),
    });
  });
});

it.each(vpcs)("moves no subnet of %s when zones are appended", (cidr) => {
  const six = subnetPlan(cidr, zones);
  for (const count of [3, 4, 5]) {
    const fewer = subnetPlan(cidr, zones.slice(0, count));
    for (const tier of tiers) expect(six[tier]).toMatchObject(fewer[tier]);
  }
});

// Subnets can't be moved: whoever changes these numbers replaces every network that is deployed.
it("stays as it was released", () => {
  expect(subnetPlan("10.20.0.0/16", zones.slice(0, 3))).toEqual({
    private: { "eu-central-1a": "10.20.0.0/19", "eu-central-1b": "10.20.32.0/19", "eu-central-1c": "10.20.64.0/19" },
    data: { "eu-central-1a": "10.20.192.0/22", "eu-central-1b": "10.20.196.0/22", "eu-central-1c": "10.20.200.0/22" },
    public: { "eu-central-1a": "10.20.216.0/22", "eu-central-1b": "10.20.220.0/22", "eu-central-1c": "10.20.224.0/22" },
    "control-plane": {
      "eu-central-1a": "10.20.240.0/28",
      "eu-central-1b": "10.20.240.16/28",
      "eu-central-1c": "10.20.240.32/28",
    },
  });
});

describe("the block of pods", () => {
  it("gives every zone an eighth", () => {
    expect(podPlan("100.64.0.0/16", zones.slice(0, 3))).toEqual({
      "eu-central-1a": "100.64.0.0/19",
      "eu-central-1b": "100.64.32.0/19",
      "eu-central-1c": "100.64.64.0/19",
    });
  });

  it.each(["100.64.0.0/16", "100.127.240.0/20"])("keeps the subnets of %s apart and inside, for six zones", (cidr) => {
    const blocks = Object.values(podPlan(cidr, zones)).map(block);
    expect(blocks.filter((inner) => !contains(block(cidr), inner))).toEqual([]);
    const pairs = blocks.flatMap((one, index) => blocks.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlaps(one, other))).toEqual([]);
  });

  it("moves no subnet when zones are appended", () => {
    expect(podPlan("100.64.0.0/16", zones)).toMatchObject(podPlan("100.64.0.0/16", zones.slice(0, 3)));
  });

  it("refuses a block that is none", () => {
    expect(() => podPlan("100.64.0.0/24", zones)).toThrow(
      new Error(`Subnet plan: 1 problem\n  - pods is "100.64.0.0/24": ${blockRule}`),
    );
  });
});

const blockRule =
  "a VPC's block is an IPv4 block of /16 to /20, by its first address. " +
  "Fix: write it as in 10.20.0.0/16. [NETWORK_VPC_BLOCK]";
const zoneRule =
  "a network spans 3 to 6 zones, each named once. Fix: list the zones' names; append new ones at the end, since a " +
  "subnet's addresses hang on its zone's place. [NETWORK_ZONES]";

it.each([
  ["10.0.0.0/15", zones.slice(0, 3), `Subnet plan: 1 problem\n  - cidr is "10.0.0.0/15": ${blockRule}`],
  ["10.0.0.0/21", zones.slice(0, 3), `Subnet plan: 1 problem\n  - cidr is "10.0.0.0/21": ${blockRule}`],
  ["10.0.1.0/16", zones.slice(0, 3), `Subnet plan: 1 problem\n  - cidr is "10.0.1.0/16": ${blockRule}`],
  ["ten", zones.slice(0, 3), `Subnet plan: 1 problem\n  - cidr is "ten": ${blockRule}`],
  ["10.0.0.0/16", ["a", "b"], `Subnet plan: 1 problem\n  - zones is ["a","b"]: ${zoneRule}`],
  ["10.0.0.0/16", ["a", "b", "b"], `Subnet plan: 1 problem\n  - zones is ["a","b","b"]: ${zoneRule}`],
  [
    "10.0.0.0/24",
    [..."abcdefg"],
    `Subnet plan: 2 problems\n  - cidr is "10.0.0.0/24": ${blockRule}\n` +
      `  - zones is ["a","b","c","d","e","f","g"]: ${zoneRule}`,
  ],
])("refuses %s over %j", (cidr, list, message) => {
  expect(() => subnetPlan(cidr, list)).toThrow(new Error(message));
});
