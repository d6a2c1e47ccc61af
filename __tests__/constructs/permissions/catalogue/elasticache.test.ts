import { elasticache } from "../../../../constructs/permissions/catalogue/elasticache";
import { merge } from "../../../../constructs/permissions/merge";
import { lint } from "../../../proofs/support/lint";
import { arnIn, bears, bearsNone, grantsOf, missingCalls, needsIn, receives, rowsOf } from "./data-needs";

const own = "app-services";
const arn = arnIn("eu-central-1");
const made = (type: string) => arn("elasticache", `${type}:strata-demo-*`);
const types: Readonly<Record<string, string>> = {
  aws_elasticache_parameter_group: "parametergroup",
  aws_elasticache_replication_group: "replicationgroup",
  aws_elasticache_subnet_group: "subnetgroup",
  aws_elasticache_user: "user",
  aws_elasticache_user_group: "usergroup",
};
const ours = (type: string) => made(types[type] ?? "");

const where = (type: string, operation: "create" | "update" | "delete", action: string) =>
  Object.fromEntries(
    rowsOf("demo", type, operation)
      .filter((row) => row.action === action)
      .map(({ resource, conditions }) => [resource, conditions]),
  );

it.each(Object.keys(elasticache))("%s: every call that the provider was seen making is granted", (type) => {
  expect(missingCalls("demo", type)).toEqual([]);
});

it("says nothing that AWS's authorization data contradicts", async () => {
  const grants = needsIn("demo")
    .filter(({ type }) => elasticache[type])
    .flatMap(({ needs }) => Object.values(needs).flat());
  expect(grants.length).toBeGreaterThan(40);
  expect(await lint(merge(grants))).toEqual([]);
});

const groups = ["parametergroup", "subnetgroup", "usergroup"];

it.each([
  ["aws_elasticache_replication_group", "CreateReplicationGroup", ["replicationgroup", "cluster"], groups],
  ["aws_elasticache_user_group", "CreateUserGroup", ["usergroup"], ["user"]],
])("%s: is made with its own tags, beside things that bear them", (type, action, types, beside) => {
  expect(where(type, "create", `elasticache:${action}`)).toEqual({
    ...Object.fromEntries(types.map((one) => [made(one), receives(own)])),
    ...Object.fromEntries(beside.map((one) => [made(one), bears(own)])),
  });
});

it.each([
  ["aws_elasticache_parameter_group", "CreateCacheParameterGroup", "parametergroup"],
  ["aws_elasticache_subnet_group", "CreateCacheSubnetGroup", "subnetgroup"],
  ["aws_elasticache_user", "CreateUser", "user"],
])("%s: is made with its own tags", (type, action, one) => {
  expect(where(type, "create", `elasticache:${action}`)).toEqual({ [made(one)]: receives(own) });
});

it("deletes its own cache and leaves a last snapshot", () => {
  expect(where("aws_elasticache_replication_group", "delete", "elasticache:DeleteReplicationGroup")).toEqual({
    [made("replicationgroup")]: bears(own),
    [made("snapshot")]: undefined,
  });
  expect(where("aws_elasticache_replication_group", "delete", "elasticache:CreateSnapshot")).toEqual({
    [made("replicationgroup")]: bears(own),
    [made("cluster")]: bears(own),
    [made("snapshot")]: undefined,
  });
});

it.each(Object.keys(elasticache))("%s: gives its tags to what has none, and never the ownership tags again", (type) => {
  const nodes = type === "aws_elasticache_replication_group" ? [made("cluster")] : [];
  const each = (conditions: unknown) => Object.fromEntries([ours(type), ...nodes].map((one) => [one, conditions]));
  expect(where(type, "create", "elasticache:AddTagsToResource")).toEqual(each({ ...receives(own), ...bearsNone }));
  expect(where(type, "update", "elasticache:AddTagsToResource")).toEqual(
    each({
      ...bears(own),
      "ForAllValues:StringNotEquals": { "aws:TagKeys": ["strata:environment", "strata:stack"] },
      Null: { "aws:TagKeys": "false" },
    }),
  );
});

it.each(Object.keys(elasticache))("%s: changes and deletes nothing without its own tags", (type) => {
  const rows = rowsOf("demo", type, "update", "delete").filter(({ action }) => action.startsWith("elasticache:"));
  expect(rows).not.toHaveLength(0);
  for (const { resource, conditions } of rows.filter((row) => row.resource !== made("snapshot"))) {
    expect(resource).toMatch(/:(cluster|parametergroup|replicationgroup|subnetgroup|user|usergroup):strata-demo-\*$/);
    expect(conditions).toMatchObject(bears(own));
  }
});

it("says the same for one user as for five hundred", () => {
  const sizes = needsIn("demo").filter(({ type }) => type === "aws_elasticache_user");
  expect(sizes.length).toBeGreaterThan(1);
  expect(new Set(sizes.map(({ needs }) => JSON.stringify(needs))).size).toBe(1);
  expect(new Set(sizes.map(({ arn: own }) => own)).size).toBe(sizes.length);
});

it("writes without a resource only for the delivery of logs, and says why", () => {
  const everywhere = Object.keys(elasticache)
    .flatMap((type) => grantsOf("demo", type, "create", "update", "delete"))
    .filter(({ resources, because }) => resources.includes("*") && because);
  expect(new Set(everywhere.flatMap(({ actions }) => actions))).toEqual(
    new Set(["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:PutResourcePolicy", "logs:UpdateLogDelivery"]),
  );
});

it("uses the cache's key through ElastiCache and DAX alone, and never to decrypt", () => {
  const keys = grantsOf("demo", "aws_elasticache_replication_group", "create").filter(({ actions }) =>
    actions[0]?.startsWith("kms:"),
  );
  expect(keys.map(({ actions }) => actions)).toEqual([["kms:CreateGrant"], ["kms:DescribeKey"]]);
  for (const { conditions } of keys) {
    expect(conditions?.["ForAnyValue:StringEquals"]).toEqual({ "kms:ResourceAliases": ["alias/strata/demo/cache"] });
    expect(conditions?.StringEquals?.["kms:ViaService"]).toEqual([
      "elasticache.eu-central-1.amazonaws.com",
      "dax.eu-central-1.amazonaws.com",
    ]);
  }
});

it("reads neither logs nor data", () => {
  const reads = Object.keys(elasticache).flatMap((type) => rowsOf("demo", type, "read"));
  for (const { action } of reads) expect(action).toMatch(/^(ec2:Describe|elasticache:(Describe|ListTags))/);
});
