import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { type Json, terraformJson } from "../../../constructs/charts/terraform-json";
import { synthesize } from "../../support/synthesize";

/** The text as it stands in the configuration. */
const written = (make: (stack: TerraformStack) => Json): string => {
  const stack = synthesize((scope) => {
    new TerraformOutput(scope, "text", { value: terraformJson(make(scope)), staticId: true });
  });
  return stack.json.output?.text.value;
};

const zoneOf = (stack: TerraformStack) => new Route53Zone(stack, "zone", { name: "shop.example" });

it.each([
  ["texts with quotes, backslashes and line ends", { query: 'rate(x{a="b"}[5m])', path: "C:\\x", text: "a\nb" }],
  ["what Terraform would take for templates", { shell: "${HOME}", format: "%{time}", escaped: "$${x} %%{y}" }],
  ["what Helm would take for templates", { summary: "{{ $labels.pod }} of {{`x`}}" }],
  ["numbers, truth and nothing", { a: 1, b: 0.5, c: true, d: null }],
  ["lists and maps, empty ones too", { a: [], b: {}, c: [[1], { d: [2] }] }],
  ["keys of all kinds", { 'a"b': 1, "${c}": 2 }],
])("leaves %s as they are", (_what, value) => {
  const text = written(() => value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[$%]\{/);
});

it("leaves out what is undefined", () => {
  expect(JSON.parse(written(() => ({ a: undefined, b: 1 })))).toEqual({ b: 1 });
});

it("writes a member a line, so that a plan shows what changes", () => {
  expect(written(() => ({ a: [1, 2], b: { c: "d" } }))).toBe(
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {\n    "c": "d"\n  }\n}',
  );
});

it("has Terraform encode a token, whatever it turns out to be", () => {
  expect(written((stack) => ({ id: zoneOf(stack).zoneId, servers: zoneOf2(stack).nameServers }))).toBe(
    '{\n  "id": ${jsonencode(aws_route53_zone.zone.zone_id)},\n  "servers": ${jsonencode(aws_route53_zone.other.name_servers)}\n}',
  );
});

it("has Terraform put a token into a text, quotes and all", () => {
  expect(written((stack) => ({ url: `https://${zoneOf(stack).name}/"x"` }))).toBe(
    '{\n  "url": "https://${trimsuffix(trimprefix(jsonencode(aws_route53_zone.zone.name), "\\""), "\\"")}/\\"x\\""\n}',
  );
});

it("refuses a token as a key", () => {
  expect(() => written((stack) => ({ [zoneOf(stack).name]: 1 }))).toThrow(
    "the key of a map is known to Terraform only",
  );
});

function zoneOf2(stack: TerraformStack): Route53Zone {
  return new Route53Zone(stack, "other", { name: "other.example" });
}
