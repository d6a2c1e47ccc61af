import { Network } from "../../../constructs/network/network";
import { RunnerPlace } from "../../../constructs/network/runner-place";
import { synthesize } from "../../support/synthesize";
import { networkProps, zones } from "./network-props";

let place: RunnerPlace | undefined;
const stack = synthesize((scope) => {
  const network = new Network(scope, "network", networkProps);
  place = new RunnerPlace(scope, "runners", { network, name: "strata-test" });
});

it("is reached by nobody, and reaches others by TLS alone", () => {
  const group = stack.only("aws_security_group");
  expect(group).toMatchObject({ name: "strata-test-runners", vpc_id: "${aws_vpc.network_vpc.id}" });
  expect(group).not.toHaveProperty("ingress");
  expect(stack.types).not.toContain("aws_vpc_security_group_ingress_rule");
  expect(stack.only("aws_vpc_security_group_egress_rule")).toMatchObject({
    security_group_id: "${aws_security_group.runners_security-group.id}",
    cidr_ipv4: "0.0.0.0/0",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
});

it("is in the private subnets, which the internet doesn't reach", () => {
  expect(Object.keys(place?.subnetIds ?? {})).toEqual(zones);
});
