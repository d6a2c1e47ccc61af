import {
  ExistingNetwork,
  type ExistingNetworkProps,
  type StatedSubnet,
} from "../../../constructs/network/existing-network";
import { existingNetwork } from "../../support/networks";
import { type Body, synthesize } from "../../support/synthesize";

const { vpcId, cidr, zones, subnets } = existingNetwork;
const props: ExistingNetworkProps = {
  vpcId,
  cidr,
  zones,
  accountId: "111122223333",
  subnets: {
    public: subnets.public,
    private: subnets.private,
    data: subnets.data,
    "control-plane": subnets.controlPlane,
  },
  podSubnets: subnets.pods,
  clusterName: "strata-test",
  ownershipTags: { "strata:environment": "test", "strata:stack": "managed-infrastructure" },
};

let network: ExistingNetwork | undefined;
const stack = synthesize((scope) => {
  network = new ExistingNetwork(scope, "network", props);
});
const codesOf = ({ lifecycle }: Body): readonly string[] =>
  lifecycle.postcondition.map(({ error_message }: Body) => /\[(\w+)\]$/.exec(error_message)?.[1]);
const subnet = (name: string): Body => stack.data("aws_subnet")[`network_${name}`];
const conditionOf = ({ lifecycle }: Body, code: string): Body =>
  lifecycle.postcondition.find(({ error_message }: Body) => error_message.endsWith(`[${code}]`));

it("makes nothing: no resource stands in it", () => expect(stack.types).toEqual([]));

it("looks at the VPC and at every subnet by id", () => {
  expect(Object.values(stack.data("aws_vpc"))).toEqual([expect.objectContaining({ id: vpcId })]);
  expect(Object.keys(stack.data("aws_subnet"))).toHaveLength(15);
  expect(subnet("control-plane-eu-central-1b").id).toBe(subnets.controlPlane["eu-central-1b"]?.id);
});

it("hands out the same ids as a network that is made", () => {
  expect(Object.keys(network?.subnetIds ?? {})).toEqual(["public", "private", "data", "control-plane"]);
  for (const byZone of [...Object.values(network?.subnetIds ?? {}), network?.podSubnetIds ?? {}]) {
    expect(Object.keys(byZone)).toEqual(zones);
  }
});

it("holds the VPC against its owner, block, DNS settings and tags", () => {
  expect(codesOf(stack.data("aws_vpc").network_vpc)).toEqual([
    "NETWORK_VPC_OWNER",
    "NETWORK_VPC_CIDR",
    "NETWORK_VPC_DNS",
    "NETWORK_VPC_TAGS",
  ]);
});

it.each(["private", "data", "control-plane", "pods"])("holds subnets of %s against all that they are for", (tier) => {
  for (const zone of zones) {
    expect(codesOf(subnet(`${tier}-${zone}`))).toEqual([
      "NETWORK_SUBNET_VPC",
      "NETWORK_SUBNET_ZONE",
      "NETWORK_SUBNET_CIDR",
      "NETWORK_SUBNET_PUBLIC",
      "NETWORK_SUBNET_TAGS",
      "NETWORK_SUBNET_FULL",
    ]);
  }
});

it("lets public subnets give public addresses, which is up to their owner", () => {
  expect(codesOf(subnet("public-eu-central-1a"))).not.toContain("NETWORK_SUBNET_PUBLIC");
});

it.each([
  ["public", 8],
  ["private", 32],
  ["data", 2],
  ["control-plane", 6],
  ["pods", 32],
])("wants of a %s subnet %i free addresses", (tier, count) => {
  expect(conditionOf(subnet(`${tier}-eu-central-1a`), "NETWORK_SUBNET_FULL").condition).toBe(
    `\${self.available_ip_address_count >= ${count}}`,
  );
});

describe("in use", () => {
  const used = synthesize((scope) => void new ExistingNetwork(scope, "network", { ...props, inUse: true }));
  const subnetsIn = (one: typeof used): Body => one.data("aws_subnet");

  it("stops no plan for a subnet that is full, and for all else as before", () => {
    for (const [name, one] of Object.entries<Body>(subnetsIn(used))) {
      const others = codesOf(subnetsIn(stack)[name]).filter((code) => code !== "NETWORK_SUBNET_FULL");
      expect(codesOf(one)).toEqual(others);
    }
  });

  it("warns of each that is full", () => {
    const { assert } = used.json.check.network_room;
    expect(assert).toHaveLength(15);
    const address = "data.aws_subnet.network_private-eu-central-1a";
    expect(assert).toContainEqual({
      condition: `\${${address}.available_ip_address_count >= 32}`,
      error_message: `The private subnet \${${address}.id} of eu-central-1a has \${${address}.available_ip_address_count} free addresses, and what comes next needs 32. Fix: free some, or name a larger subnet where nothing stands in this one yet. [NETWORK_SUBNET_FULL]`,
    });
  });

  it("is what it becomes: before, nothing is only warned of", () => expect(stack.json.check).toBeUndefined());
});

it("wants the tags that rights and controllers go by", () => {
  const { condition } = conditionOf(subnet("private-eu-central-1a"), "NETWORK_SUBNET_TAGS");
  for (const pair of [
    '"strata:environment" = "test"',
    '"strata:stack" = "managed-infrastructure"',
    '"kubernetes.io/role/internal-elb" = "1"',
    '"karpenter.sh/discovery" = "strata-test"',
  ]) {
    expect(condition).toContain(pair);
  }
});

it("refuses a tier without a subnet in one of the zones", () => {
  const { "eu-central-1b": _, ...fewer } = subnets.data as Record<string, StatedSubnet>;
  const short = { ...props, subnets: { ...props.subnets, data: fewer } };
  expect(() => synthesize((scope) => void new ExistingNetwork(scope, "network", short))).toThrow(
    new Error("test/network: the tier data has no subnet in eu-central-1b"),
  );
});
