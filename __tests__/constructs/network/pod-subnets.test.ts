import { Network, type NetworkProps } from "../../../constructs/network/network";
import { Graph } from "../../support/graph";
import { synthesize } from "../../support/synthesize";
import { networkProps, zones } from "./network-props";

const network = (overrides: Partial<NetworkProps>) =>
  synthesize((stack) => void new Network(stack, "network", { ...networkProps, ...overrides }));

const plain = network({});
const stack = network({ pods: { cidr: "100.64.0.0/16" }, endpoints: ["ec2"] });
const subnet = (zone: string) => stack.named("aws_subnet", `network_pods_subnets_${zone}`);

it("add a block to the VPC, and a subnet of it in every zone", () => {
  expect(stack.only("aws_vpc_ipv4_cidr_block_association")).toMatchObject({
    vpc_id: "${aws_vpc.network_vpc.id}",
    cidr_block: "100.64.0.0/16",
  });
  expect(zones.map((zone) => subnet(zone).cidr_block)).toEqual(["100.64.0.0/19", "100.64.32.0/19", "100.64.64.0/19"]);
  for (const zone of zones) {
    expect(subnet(zone)).toMatchObject({ availability_zone: zone, map_public_ip_on_launch: false });
  }
});

it("wait for the block, so that it goes after them", () => {
  const graph = new Graph(stack);
  for (const zone of zones) {
    expect(graph.before(`aws_subnet.network_pods_subnets_${zone}`)).toContain(
      "aws_vpc_ipv4_cidr_block_association.network_pods_block",
    );
  }
});

it("are found by the VPC CNI, and neither by load balancers nor by Karpenter", () => {
  for (const zone of zones) {
    const { Name, ...tags } = subnet(zone).tags;
    expect(Name).toBe(`strata-test-pods-${zone}`);
    expect(tags).toEqual({ "kubernetes.io/role/cni": "1" });
  }
});

it("share the route tables of their zone's nodes, and with them NAT and the S3 endpoint", () => {
  for (const zone of zones) {
    const tableOf = (name: string) => stack.named("aws_route_table_association", name).route_table_id;
    expect(tableOf(`network_pods_subnets_association-${zone}`)).toBe(tableOf(`network_private_association-${zone}`));
  }
  expect(stack.all("aws_route_table")).toEqual(plain.all("aws_route_table"));
});

it("have a network ACL of their own, since the default one lets nothing through", () => {
  const acl = stack.named("aws_network_acl", "network_pods_subnets_acl");
  expect(acl.subnet_ids).toEqual(zones.map((zone) => `\${aws_subnet.network_pods_subnets_${zone}.id}`));
  expect(acl.egress).toEqual([expect.objectContaining({ action: "allow", cidr_block: "0.0.0.0/0" })]);
});

it("may call interface endpoints", () => {
  const cidrs = Object.values(stack.all("aws_vpc_security_group_ingress_rule")).map(({ cidr_ipv4 }) => cidr_ipv4);
  expect(cidrs.sort()).toEqual(["10.20.0.0/16", "100.64.0.0/16"]);
});

it("change nothing of the other tiers", () => {
  expect(stack.all("aws_subnet")).toMatchObject(plain.all("aws_subnet"));
  expect(stack.all("aws_network_acl")).toMatchObject(plain.all("aws_network_acl"));
});
