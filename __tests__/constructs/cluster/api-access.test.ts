import { ApiAccess } from "../../../constructs/cluster/api-access";
import { synthesize } from "../../support/synthesize";

const stack = synthesize((scope) => {
  new ApiAccess(scope, "api-access", {
    name: "strata-test-api",
    vpcId: "vpc-1",
    allowedFrom: { runners: "sg-runners" },
  });
});

it("lets the given groups call the API, on its port alone", () => {
  expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    security_group_id: "${aws_security_group.api-access_group.id}",
    referenced_security_group_id: "sg-runners",
    description: "runners to the Kubernetes API",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
});

it("is a group of its own in the VPC, with no rules inline and none for what leaves", () => {
  const group = stack.only("aws_security_group");
  expect(group).toMatchObject({ name: "strata-test-api", vpc_id: "vpc-1" });
  expect([group.ingress, group.egress]).toEqual([undefined, undefined]);
  expect(stack.types).toEqual(["aws_security_group", "aws_vpc_security_group_ingress_rule"]);
});
