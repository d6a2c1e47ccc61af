import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { normalizedName, route53 } from "../../../../constructs/permissions/catalogue/route53";
import { derive } from "../../../../constructs/permissions/derive";
import type { Operation } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { lint } from "../../../proofs/support/lint";
import { twoStacks } from "../../../support/two-stacks";
import { grantsOf, missingCalls, needsIn, rowsOf } from "./data-needs";

const anyZone = "arn:aws:route53:::hostedzone/*";
const namesKey = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

it("aws_route53_zone: every call that the provider was seen making is granted, but the deletion of a zone", () => {
  expect(missingCalls("example-hcp", "aws_route53_zone")).toEqual(["delete: route53:DeleteHostedZone"]);
});

it("aws_route53_record: every call that the provider was seen making is granted", () => {
  expect(missingCalls("example-hcp", "aws_route53_record")).toEqual([]);
});

it.each(["demo", "example-hcp", "example-s3"])(
  "says nothing of %s that AWS's data contradicts",
  async (environment) => {
    const grants = needsIn(environment)
      .filter(({ type }) => route53[type])
      .flatMap(({ needs }) => Object.values(needs).flat());
    expect(grants.length).toBeGreaterThan(4);
    expect(await lint(merge(grants))).toEqual([]);
  },
);

it("writes without a resource only to make a zone, and says why", () => {
  const everywhere = grantsOf("example-hcp", "aws_route53_zone", "create", "update", "delete").filter(({ resources }) =>
    resources.includes("*"),
  );
  expect(everywhere.map(({ actions }) => actions)).toEqual([["route53:CreateHostedZone"]]);
  expect(everywhere[0]?.because).toMatch(/no ARN/);
});

it.each([
  ["create", ["CREATE", "UPSERT"]],
  ["update", ["CREATE", "DELETE", "UPSERT"]],
  ["delete", ["DELETE"]],
] as const)("may %s the record that proves the certificate's domain, and no other", (operation, actions) => {
  expect(rowsOf("example-s3", "aws_route53_record", operation)).toEqual([
    {
      action: "route53:ChangeResourceRecordSets",
      resource: "arn:aws:route53:::hostedzone/Z08114732QX6P4T1LARKF",
      conditions: {
        "ForAllValues:StringLike": { [namesKey]: ["_*.meters.larkfield.example"] },
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"],
          "route53:ChangeResourceRecordSetsActions": [...actions],
        },
        Null: { [namesKey]: "false" },
      },
    },
  ]);
});

it("knows no zone's id that AWS has yet to choose", () => {
  expect(new Set(rowsOf("example-hcp", "aws_route53_record", "create").map(({ resource }) => resource))).toEqual(
    new Set([anyZone]),
  );
});

it.each([
  ["WWW.Example.COM.", "www.example.com"],
  ["*.example.com", "\\052.example.com"],
  ["_acme.a-b.example.com", "_acme.a-b.example.com"],
  ["a b.example.com", "a\\040b.example.com"],
])("writes %s as Route 53 compares it", (name, normalized) => {
  expect(normalizedName(name)).toBe(normalized);
});

it.each([
  ["www", "www.shop.example"],
  ["www.shop.example", "www.shop.example"],
  ["shop.example", "shop.example"],
  ["", "shop.example"],
  ["*", "\\052.shop.example"],
  ["myshop.example", "myshop.example.shop.example"],
])("a record called %p in a zone may be changed under its full name alone", (name, full) => {
  const conditions = recordIn("shop.example", name)("update")[0]?.conditions;
  expect(conditions?.["ForAllValues:StringEquals"]).toEqual({
    [namesKey]: [full],
    "route53:ChangeResourceRecordSetsRecordTypes": ["A"],
    "route53:ChangeResourceRecordSetsActions": ["CREATE", "DELETE", "UPSERT"],
  });
  expect(conditions?.Null).toEqual({ [namesKey]: "false" });
});

function recordIn(domain: string, name: string) {
  const { app, producer } = twoStacks();
  const zone = new Route53Zone(producer, "zone", { name: domain });
  new Route53Record(producer, "record", { zoneId: zone.zoneId, name, type: "A", ttl: 60, records: ["192.0.2.1"] });
  const { resources } = derive(app.resolveAll(), route53);
  return (operation: Operation) => resources.find(({ type }) => type === "aws_route53_record")?.needs[operation] ?? [];
}
