import { interfaceServices } from "../../../constructs/network/endpoint-services";
import { Network, type NetworkProps } from "../../../constructs/network/network";
import { type Body, synthesize } from "../../support/synthesize";
import { networkProps, zones } from "./network-props";

const network = (overrides: Partial<NetworkProps>) =>
  synthesize((stack) => void new Network(stack, "network", { ...networkProps, ...overrides }));

const stack = network({ endpoints: interfaceServices });
const endpoints = Object.values(stack.all("aws_vpc_endpoint")).filter(
  ({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface",
);
const group = "${aws_security_group.network_endpoints_interfaces_security-group.id}";

it("stand for every service that is asked for, beside the S3 gateway", () => {
  expect(endpoints.map(({ service_name }) => service_name)).toEqual(
    interfaceServices.map((service) => `com.amazonaws.eu-central-1.${service}`),
  );
  expect(Object.keys(stack.all("aws_vpc_endpoint"))).toHaveLength(15);
});

it("have addresses in the private subnet of every zone, under the services' own names", () => {
  for (const endpoint of endpoints) {
    expect(endpoint).toMatchObject({
      vpc_id: "${aws_vpc.network_vpc.id}",
      subnet_ids: zones.map((zone) => `\${aws_subnet.network_private_${zone}.id}`),
      private_dns_enabled: true,
      security_group_ids: [group],
    });
  }
});

it("each have a policy, which lets this account's principals through and no others", () => {
  for (const { policy } of endpoints) {
    const [first] = JSON.parse(policy).Statement;
    expect(first.Condition.StringEquals).toEqual({ "aws:PrincipalAccount": "111122223333" });
  }
});

it("answer TLS from the VPC's own block alone, and call nobody", () => {
  const sources = (types: Body) => Object.values(stack.all(types));
  expect(sources("aws_vpc_security_group_ingress_rule")).toEqual([
    expect.objectContaining({
      security_group_id: group,
      cidr_ipv4: "10.20.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    }),
  ]);
  const declared = stack.only("aws_security_group");
  expect(declared).not.toHaveProperty("ingress");
  expect(declared).not.toHaveProperty("egress");
  expect(stack.types).not.toContain("aws_vpc_security_group_egress_rule");
});

it("are none, nor is their security group, where none are asked for", () => {
  const none = network({ nat: "none", endpoints: [] });
  expect(Object.keys(none.all("aws_vpc_endpoint"))).toEqual(["network_endpoints_s3"]);
  expect(none.types).not.toContain("aws_security_group");
});

it("lie in the partition's own region under its own names", () => {
  const china = network({ endpoints: ["sts", "logs"], region: "cn-north-1", partition: "aws-cn" });
  const names = Object.values(china.all("aws_vpc_endpoint")).map(({ service_name }) => service_name);
  expect(names).toEqual([
    "com.amazonaws.cn-north-1.logs",
    "cn.com.amazonaws.cn-north-1.sts",
    "com.amazonaws.cn-north-1.s3",
  ]);
});
