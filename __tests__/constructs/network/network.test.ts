import { flowLogFields } from "../../../constructs/network/flow-logs";
import { Network, type NetworkProps } from "../../../constructs/network/network";
import { type Body, type SynthesizedStack, synthesize } from "../../support/synthesize";
import { networkProps, zones } from "./network-props";

function network(overrides: Partial<NetworkProps> = {}): SynthesizedStack {
  return synthesize((stack) => void new Network(stack, "network", { ...networkProps, ...overrides }));
}

/** The route table of a zone's subnet, by its address, as the association has it. */
function routeTableOf(stack: SynthesizedStack, tier: string, zone: string): string {
  const subnet = `\${aws_subnet.network_${tier}_${zone}.id}`;
  const found = Object.values(stack.all("aws_route_table_association")).filter(({ subnet_id }) => subnet_id === subnet);
  expect(found).toHaveLength(1);
  return found[0].route_table_id;
}

/** Where a zone's subnet sends what is not for the VPC. */
function waysOut(stack: SynthesizedStack, tier: string, zone: string): Body[] {
  const table = routeTableOf(stack, tier, zone);
  return Object.values(stack.all("aws_route")).filter(({ route_table_id }) => route_table_id === table);
}

const stack = network();

describe("VPC", () => {
  it("has the block and both DNS settings that EKS needs", () => {
    expect(stack.only("aws_vpc")).toMatchObject({
      cidr_block: "10.20.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "strata-test" },
    });
  });

  it("adopts the default security group, route table and network ACL, and leaves them no rule", () => {
    const vpc = "aws_vpc.network_vpc";
    expect(stack.only("aws_default_security_group")).toMatchObject({
      vpc_id: `\${${vpc}.id}`,
      ingress: [],
      egress: [],
    });
    const table = stack.only("aws_default_route_table");
    expect(table).toMatchObject({ default_route_table_id: `\${${vpc}.default_route_table_id}`, route: [] });
    const acl = stack.only("aws_default_network_acl");
    expect(acl.default_network_acl_id).toBe(`\${${vpc}.default_network_acl_id}`);
    expect(acl).not.toHaveProperty("ingress");
    expect(acl).not.toHaveProperty("egress");
  });
});

describe("subnets", () => {
  it.each([
    ["public", "10.20.216.0/22"],
    ["private", "10.20.0.0/19"],
    ["data", "10.20.192.0/22"],
    ["control-plane", "10.20.240.0/28"],
  ])("of the tier %s stand in every zone, on the blocks of the plan", (tier, firstBlock) => {
    for (const zone of zones) {
      const subnet = stack.named("aws_subnet", `network_${tier}_${zone}`);
      expect(subnet).toMatchObject({ vpc_id: "${aws_vpc.network_vpc.id}", availability_zone: zone });
      expect(subnet.tags.Name).toBe(`strata-test-${tier}-${zone}`);
    }
    expect(stack.named("aws_subnet", `network_${tier}_${zones[0]}`).cidr_block).toBe(firstBlock);
  });

  it("give nothing a public address on launch", () => {
    const subnets = Object.values(stack.all("aws_subnet"));
    expect(subnets).toHaveLength(12);
    expect(subnets.filter((subnet) => subnet.map_public_ip_on_launch !== false)).toEqual([]);
  });

  it("are found by load balancers and by Karpenter where they are meant to", () => {
    const tags = (tier: string) => {
      const { Name, ...others } = stack.named("aws_subnet", `network_${tier}_${zones[1]}`).tags;
      return others;
    };
    expect(tags("public")).toEqual({ "kubernetes.io/role/elb": "1" });
    expect(tags("private")).toEqual({
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": "strata-test",
    });
    expect(tags("data")).toEqual({});
    expect(tags("control-plane")).toEqual({});
  });

  it("stay where they are when a zone is appended", () => {
    const larger = network({ zones: [...zones, "eu-central-1d"] });
    expect(larger.all("aws_subnet")).toMatchObject(stack.all("aws_subnet"));
    expect(Object.keys(larger.all("aws_subnet"))).toHaveLength(16);
  });
});

describe("routes", () => {
  it("lead from every public subnet to the internet gateway", () => {
    for (const zone of zones) {
      expect(waysOut(stack, "public", zone)).toEqual([
        expect.objectContaining({
          destination_cidr_block: "0.0.0.0/0",
          gateway_id: "${aws_internet_gateway.network_internet_gateway.id}",
        }),
      ]);
    }
  });

  it("lead from each private subnet to the NAT gateway of its own zone", () => {
    for (const zone of zones) {
      const [way, ...others] = waysOut(stack, "private", zone);
      expect(others).toEqual([]);
      expect(way).toMatchObject({
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: `\${aws_nat_gateway.network_internet_nat-${zone}.id}`,
      });
      expect(stack.named("aws_nat_gateway", `network_internet_nat-${zone}`)).toMatchObject({
        subnet_id: `\${aws_subnet.network_public_${zone}.id}`,
        allocation_id: `\${aws_eip.network_internet_nat-address-${zone}.allocation_id}`,
      });
    }
  });

  it("lead from all private subnets to the first zone's NAT gateway in the mode single", () => {
    const single = network({ nat: "single" });
    expect(Object.keys(single.all("aws_nat_gateway"))).toEqual(["network_internet_nat-eu-central-1a"]);
    expect(Object.keys(single.all("aws_eip"))).toEqual(["network_internet_nat-address-eu-central-1a"]);
    for (const zone of zones) {
      const [way] = waysOut(single, "private", zone);
      expect(way.nat_gateway_id).toBe("${aws_nat_gateway.network_internet_nat-eu-central-1a.id}");
    }
  });

  it("lead from no private subnet anywhere in the mode none", () => {
    const none = network({ nat: "none" });
    expect(none.types).not.toContain("aws_nat_gateway");
    expect(none.types).not.toContain("aws_eip");
    for (const zone of zones) expect(waysOut(none, "private", zone)).toEqual([]);
  });

  it("keep their tables when the NAT mode changes", () => {
    for (const nat of ["single", "none"] as const) {
      expect(network({ nat }).all("aws_route_table")).toEqual(stack.all("aws_route_table"));
    }
  });

  it.each(["data", "control-plane"])("of the tier %s lead nowhere", (tier) => {
    for (const zone of zones) expect(waysOut(stack, tier, zone)).toEqual([]);
  });

  it("are shared by no two tiers", () => {
    const tables = ["public", "private", "data", "control-plane"].map((tier) => {
      return new Set(zones.map((zone) => routeTableOf(stack, tier, zone)));
    });
    expect(tables.map(({ size }) => size)).toEqual([1, 3, 1, 1]);
    expect(new Set(tables.flatMap((set) => [...set])).size).toBe(6);
    for (const table of Object.values(stack.all("aws_route_table"))) expect(table).not.toHaveProperty("route");
  });

  it("to the internet gateway stand before what needs them", () => {
    const way = ["aws_route.network_internet_public-route"];
    for (const nat of Object.values(stack.all("aws_nat_gateway"))) expect(nat.depends_on).toEqual(way);
    for (const address of Object.values(stack.all("aws_eip"))) {
      expect(address).toMatchObject({ domain: "vpc", depends_on: way });
    }
  });
});

describe("network ACLs", () => {
  const acl = (tier: string) => stack.named("aws_network_acl", `network_${tier}_acl`);
  const fromWorld = (tier: string, direction: "ingress" | "egress") =>
    acl(tier)
      [direction].filter(({ cidr_block }: Body) => cidr_block === "0.0.0.0/0")
      .map(({ action, protocol, from_port, to_port }: Body) => `${action} ${protocol} ${from_port}-${to_port}`);

  it("hold every subnet, since the default one lets nothing through", () => {
    for (const tier of ["public", "private", "data", "control-plane"]) {
      expect(acl(tier).subnet_ids).toEqual(zones.map((zone) => `\${aws_subnet.network_${tier}_${zone}.id}`));
    }
  });

  it.each(["public", "private"])(
    "refuse FTP and SSH from outside to the tier %s, before they let the rest through",
    (tier) => {
      expect(fromWorld(tier, "ingress")).toEqual(["deny tcp 20-22", "allow -1 0-0"]);
      expect(fromWorld(tier, "egress")).toEqual(["allow -1 0-0"]);
    },
  );

  it("know no public address for the control plane, and for datastores only those of S3", () => {
    expect([...fromWorld("control-plane", "ingress"), ...fromWorld("control-plane", "egress")]).toEqual([]);
    expect(fromWorld("data", "ingress")).toEqual(["allow tcp 32768-65535"]);
    expect(fromWorld("data", "egress")).toEqual(["allow tcp 443-443"]);
  });

  it.each(["public", "private", "data", "control-plane"])(
    "let the VPC's own traffic into the tier %s first",
    (tier) => {
      const [first] = acl(tier).ingress;
      expect(first).toMatchObject({ rule_no: 100, action: "allow", protocol: "-1", cidr_block: "10.20.0.0/16" });
    },
  );

  it("number their rules in the order in which they are read", () => {
    for (const { ingress, egress } of Object.values(stack.all("aws_network_acl"))) {
      for (const rules of [ingress, egress]) {
        expect(rules.map(({ rule_no }: Body) => rule_no)).toEqual(
          rules.map((_: Body, index: number) => 100 + 10 * index),
        );
      }
    }
  });
});

describe("S3 endpoint", () => {
  const endpoint = stack.only("aws_vpc_endpoint");
  const statements = JSON.parse(endpoint.policy).Statement;

  it("is a gateway on the route tables of nodes and datastores", () => {
    expect(endpoint).toMatchObject({ service_name: "com.amazonaws.eu-central-1.s3", vpc_endpoint_type: "Gateway" });
    const expected = [
      ...zones.map((zone) => routeTableOf(stack, "private", zone)),
      routeTableOf(stack, "data", zones[0] ?? ""),
    ];
    expect(endpoint.route_table_ids).toEqual(expected);
  });

  it("lets the account's own principals to its own buckets, and others only to read what nodes need", () => {
    expect(statements).toEqual([
      {
        Sid: "OwnAccount",
        Effect: "Allow",
        Principal: { AWS: ["*"] },
        Action: ["s3:*"],
        Resource: ["*"],
        Condition: {
          StringEquals: { "aws:PrincipalAccount": "111122223333" },
          StringEqualsIfExists: { "aws:ResourceAccount": ["111122223333"] },
        },
      },
      {
        Sid: "ReadsOfNodes",
        Effect: "Allow",
        Principal: { AWS: ["*"] },
        Action: ["s3:GetObject"],
        Resource: [
          "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
          "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
          "arn:aws:s3:::prod-registry-k8s-io-eu-central-1/*",
        ],
      },
    ]);
  });

  it("takes further accounts and buckets, and the partition of the region", () => {
    const reachable = { accounts: ["444455556666"], buckets: ["vendor"] };
    const { policy } = network({ reachable, partition: "aws-cn" }).only("aws_vpc_endpoint");
    const [own, reads] = JSON.parse(policy).Statement;
    expect(own.Condition.StringEqualsIfExists).toEqual({ "aws:ResourceAccount": ["111122223333", "444455556666"] });
    expect(reads.Resource.at(-1)).toBe("arn:aws-cn:s3:::vendor/*");
  });
});

describe("NAT modes", () => {
  const modes = ["per-zone", "single", "none"] as const;
  // Endpoints follow the mode, so they are left out here.
  const byMode = Object.fromEntries(modes.map((nat) => [nat, network({ nat, endpoints: [] })]));
  const switched = modes.flatMap((from) => modes.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(switched)("from %s to %s change gateways, addresses and private routes alone", (from, to) => {
    const [before, after] = [byMode[from], byMode[to]].map((one) => one?.json.resource ?? {});
    const types = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
    const different = types.filter((type) => JSON.stringify(before?.[type]) !== JSON.stringify(after?.[type]));
    expect(different.sort()).toEqual(["aws_eip", "aws_nat_gateway", "aws_route"]);
  });

  it.each(switched)("from %s to %s keep every route that both have, pointed at another gateway at most", (from, to) => {
    const routes = (mode: string) => byMode[mode]?.all("aws_route") ?? {};
    for (const [name, route] of Object.entries(routes(from))) {
      const { nat_gateway_id: _, "//": __, ...same } = route;
      if (routes(to)[name]) expect(routes(to)[name]).toMatchObject(same);
    }
    expect(routes(to)["network_internet_public-route"]).toEqual(routes(from)["network_internet_public-route"]);
  });

  it.each([
    ["per-zone", 0],
    ["single", 0],
    ["none", 13],
  ] as const)("%s come with %i interface endpoints when none are asked for", (nat, count) => {
    const interfaces = Object.values(network({ nat }).all("aws_vpc_endpoint")).filter(
      ({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface",
    );
    expect(interfaces).toHaveLength(count);
  });
});

describe("flow logs", () => {
  it("record all traffic of the VPC in an encrypted log group that is kept for a while", () => {
    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "/strata/test/flow-logs",
      kms_key_id: networkProps.flowLogs.keyArn,
      retention_in_days: 90,
    });
    expect(stack.only("aws_flow_log")).toMatchObject({
      vpc_id: "${aws_vpc.network_vpc.id}",
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: "${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}",
      iam_role_arn: networkProps.flowLogs.roleArn,
    });
  });

  it("name their fields to AWS and not to Terraform", () => {
    const format: string = stack.only("aws_flow_log").log_format;
    expect(format.split(" ")).toEqual(flowLogFields.map((field) => `$\${${field}}`));
    expect(flowLogFields).toEqual(expect.arrayContaining(["pkt-srcaddr", "pkt-dstaddr", "flow-direction", "action"]));
    expect(new Set(flowLogFields).size).toBe(flowLogFields.length);
  });
});
