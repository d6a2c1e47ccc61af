import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { rds } from "../../../../constructs/permissions/catalogue/rds";
import { derive } from "../../../../constructs/permissions/derive";
import { merge } from "../../../../constructs/permissions/merge";
import { lint } from "../../../proofs/support/lint";
import { twoStacks } from "../../../support/two-stacks";
import { arnIn, bears, bearsNone, grantsOf, missingCalls, needsIn, receives, rowsOf } from "./data-needs";

const own = "app-services";
const arn = arnIn("eu-central-1");
const made = (type: string) => arn("rds", `${type}:strata-demo-*`);
const types: Readonly<Record<string, string>> = {
  aws_db_subnet_group: "subgrp",
  aws_rds_cluster: "cluster",
  aws_rds_cluster_instance: "db",
  aws_rds_cluster_parameter_group: "cluster-pg",
};
const ours = (type: string) => made(types[type] ?? "");
const options = arn("rds", "og:default:aurora-postgresql-*");
const parameters = arn("rds", "pg:default.aurora-postgresql*");

const where = (type: string, operation: "create" | "update" | "delete", action: string) =>
  Object.fromEntries(
    rowsOf("demo", type, operation)
      .filter((row) => row.action === action)
      .map(({ resource, conditions }) => [resource, conditions]),
  );

it.each(Object.keys(rds))("%s: every call that the provider was seen making is granted", (type) => {
  expect(missingCalls("demo", type)).toEqual([]);
});

it("says nothing that AWS's authorization data contradicts", async () => {
  const grants = needsIn("demo")
    .filter(({ type }) => rds[type])
    .flatMap(({ needs }) => Object.values(needs).flat());
  expect(grants.length).toBeGreaterThan(50);
  expect(await lint(merge(grants))).toEqual([]);
});

it("makes a cluster with its own tags, in its own groups and AWS's default options", () => {
  expect(where("aws_rds_cluster", "create", "rds:CreateDBCluster")).toEqual({
    [made("cluster")]: receives(own),
    [made("cluster-pg")]: bears(own),
    [made("subgrp")]: bears(own),
    [options]: undefined,
  });
});

it("makes an instance with its own tags, in its own cluster and subnets and AWS's default groups", () => {
  expect(where("aws_rds_cluster_instance", "create", "rds:CreateDBInstance")).toEqual({
    [made("db")]: receives(own),
    [made("cluster")]: bears(own),
    [made("subgrp")]: bears(own),
    [options]: undefined,
    [parameters]: undefined,
  });
});

it.each([
  ["aws_db_subnet_group", "CreateDBSubnetGroup", "subgrp"],
  ["aws_rds_cluster_parameter_group", "CreateDBClusterParameterGroup", "cluster-pg"],
])("%s: is made with its own tags", (type, action, one) => {
  expect(where(type, "create", `rds:${action}`)).toEqual({ [made(one)]: receives(own) });
});

it("deletes its own cluster and leaves a last snapshot", () => {
  expect(where("aws_rds_cluster", "delete", "rds:DeleteDBCluster")).toEqual({
    [made("cluster")]: bears(own),
    [made("cluster-snapshot")]: undefined,
  });
  expect(where("aws_rds_cluster", "delete", "rds:CreateDBClusterSnapshot")).toEqual({
    [made("cluster")]: bears(own),
    [made("cluster-snapshot")]: receives(own),
  });
});

it.each(Object.keys(rds))("%s: gives its tags to what has none, and never the ownership tags again", (type) => {
  expect(where(type, "create", "rds:AddTagsToResource")).toEqual({ [ours(type)]: { ...receives(own), ...bearsNone } });
  expect(where(type, "update", "rds:AddTagsToResource")).toEqual({
    [ours(type)]: {
      ...bears(own),
      "ForAllValues:StringNotEquals": { "aws:TagKeys": ["strata:environment", "strata:stack"] },
      Null: { "aws:TagKeys": "false" },
    },
  });
});

it("lets RDS make the master password's secret, and reads no secret", () => {
  const secrets = rowsOf("demo", "aws_rds_cluster", "create", "read", "update", "delete").filter(({ action }) =>
    action.startsWith("secretsmanager:"),
  );
  expect(secrets).not.toHaveLength(0);
  for (const { action, resource } of secrets) {
    expect(["secretsmanager:CreateSecret", "secretsmanager:TagResource"]).toContain(action);
    expect(resource).toBe(arn("secretsmanager", "secret:rds!cluster-*"));
  }
});

it("uses the database's key through RDS and Secrets Manager alone, and decrypts for the password only", () => {
  const keys = grantsOf("demo", "aws_rds_cluster", "create").filter(({ actions }) => actions[0]?.startsWith("kms:"));
  const uses = keys.map(({ actions, conditions }) => [
    actions.join(),
    conditions?.["ForAnyValue:StringEquals"]?.["kms:ResourceAliases"],
    conditions?.StringEquals?.["kms:ViaService"],
    conditions?.Bool?.["kms:GrantIsForAWSResource"],
  ]);
  const alias = ["alias/strata/demo/database"];
  const [rdsService, secretsService] = ["rds", "secretsmanager"].map((name) => [`${name}.eu-central-1.amazonaws.com`]);
  expect(uses).toEqual([
    ["kms:CreateGrant", alias, rdsService, "true"],
    ["kms:DescribeKey", alias, rdsService, undefined],
    ["kms:Decrypt,kms:GenerateDataKey", alias, secretsService, undefined],
    ["kms:CreateGrant", alias, secretsService, "true"],
    ["kms:DescribeKey", alias, secretsService, undefined],
  ]);
});

it("hands the monitoring role, and no other, to RDS's monitoring", () => {
  const passes = grantsOf("demo", "aws_rds_cluster_instance", "create", "update").filter(({ actions }) =>
    actions.includes("iam:PassRole"),
  );
  expect(passes).toEqual([
    {
      actions: ["iam:PassRole"],
      resources: ["arn:aws:iam::111122223333:role/strata/demo/services/strata-demo-svc-database-monitoring"],
      conditions: { StringEquals: { "iam:PassedToService": ["monitoring.rds.amazonaws.com"] } },
    },
  ]);
});

it.each(Object.keys(rds))("%s: lets AWS make RDS's own role and no other", (type) => {
  const linked = grantsOf("demo", type, "create").filter(({ actions }) =>
    actions.includes("iam:CreateServiceLinkedRole"),
  );
  expect(linked).toEqual([
    {
      actions: ["iam:CreateServiceLinkedRole"],
      resources: ["arn:aws:iam::111122223333:role/aws-service-role/rds.amazonaws.com/*"],
      conditions: { StringEquals: { "iam:AWSServiceName": "rds.amazonaws.com" } },
    },
  ]);
});

it.each(Object.keys(rds))("%s: changes and deletes nothing without its own tags", (type) => {
  // Tags are the matter of the test before.
  const rows = rowsOf("demo", type, "update", "delete").filter(({ action }) => /^rds:(?!AddTags)/.test(action));
  const named = rows.filter(({ resource }) => ![options, parameters, made("cluster-snapshot")].includes(resource));
  expect(named).not.toHaveLength(0);
  for (const { resource, conditions } of named) {
    expect([ours(type), made("cluster-pg"), made("subgrp")]).toContain(resource);
    expect(conditions).toMatchObject(bears(own));
  }
});

it("says the same for one database as for forty, and keeps their ARNs apart", () => {
  const clusters = needsIn("example-s3").filter(({ type }) => type === "aws_rds_cluster");
  expect(clusters.length).toBeGreaterThan(1);
  expect(new Set(clusters.map(({ needs }) => JSON.stringify(needs))).size).toBe(1);
  expect(new Set(clusters.map(({ arn: one }) => one)).size).toBe(clusters.length);
});

it("keeps to the exact name of what is not called after the environment", () => {
  const { app, producer } = twoStacks();
  new DbSubnetGroup(producer, "group", { name: "legacy", subnetIds: [] });
  const [group] = derive(app.resolveAll(), rds).resources;
  const resources = group?.needs.delete.flatMap((grant) => grant.resources);
  expect(resources).toEqual([arn("rds", "subgrp:legacy")]);
});
