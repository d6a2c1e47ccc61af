import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, Lazy, TerraformStack, Testing, Token } from "cdktf";
import { plainValues } from "../../../cli/charts/plain-values";

const stack = new TerraformStack(Testing.app(), "test");
const zone = new Route53Zone(stack, "zone", { name: "shop.example" });
const vpc = new Vpc(stack, "vpc", {});

it("leaves what is plain as it is, without what is undefined", () => {
  const values = { replicas: 2, on: true, text: "a ${B} %{c}", list: ["x", { y: null }] };
  expect(plainValues(stack, { ...values, off: undefined })).toEqual(values);
});

it.each([
  ["the id of a zone", zone.zoneId, "Z0123456789ABCDEFGHIJ"],
  ["the ARN of a thing", vpc.arn, "arn:aws:service:eu-central-1:111122223333:placeholder"],
  [
    "the VPC's id of a contract",
    Lazy.stringValue({ produce: () => "${data.terraform_remote_state.m.outputs.vpc_id}" }),
    "vpc-0123456789abcdef0",
  ],
  [
    "a subnet of a contract's map",
    Lazy.stringValue({ produce: () => '${data.terraform_remote_state.m.outputs.public_subnet_ids["eu-central-1a"]}' }),
    "subnet-0123456789abcdef0",
  ],
  [
    "a security group",
    Lazy.stringValue({ produce: () => "${data.terraform_remote_state.m.outputs.cluster_security_group_id}" }),
    "sg-0123456789abcdef0",
  ],
  ["anything else", Fn.join("", ["%", "{record_type}"]), "placeholder"],
  ["a part of a text", `zone=${zone.zoneId},x`, "zone=Z0123456789ABCDEFGHIJ,x"],
  ["a list", zone.nameServers, ["placeholder"]],
  ["a map", Token.asStringMap("${local.tags}"), { placeholder: "placeholder" }],
  ["what is plain in the end", Lazy.stringValue({ produce: () => "plain" }), "plain"],
])("has a placeholder for %s", (_, value, plain) => expect(plainValues(stack, { value })).toEqual({ value: plain }));
