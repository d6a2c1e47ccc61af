import fs from "node:fs";
import path from "node:path";
import { namesOf } from "../../../constructs/names";
import example from "../../../environments/example-s3";
import { validateEnvironment } from "../../../environments/schema/validate";
import { outputOf } from "../../support/demo";

const page = fs.readFileSync(path.join(__dirname, "../../../docs/playbooks/tear-down.md"), "utf8");

/** The environment as step 2 leaves it, with zones and a table of its own. */
const environment = validateEnvironment(
  {
    ...example,
    production: false,
    databases: example.databases?.map((one) => ({ ...one, deletionProtection: false })),
    tables: [{ name: "rates", team: "billing", partitionKey: { name: "id" }, deletionProtection: false }],
    apps: example.apps?.map((app) =>
      app.name === "portal" ? { ...app, uses: { ...app.uses, tables: ["rates"] } } : app,
    ),
    dns: {
      domain: example.dns.domain,
      zone: { source: "create", delegated: true, deletable: true },
      privateZone: { source: "create", deletable: true },
    },
  },
  "the page",
);
const unprotected = outputOf(environment);

it.each([
  ["kubernetes-cluster", "aws_eks_cluster", "deletion_protection", false, "`production: false`"],
  ["app-services", "aws_rds_cluster", "deletion_protection", false, "`deletionProtection: false`"],
  ["app-services", "aws_dynamodb_table", "deletion_protection_enabled", false, "`deletionProtection: false`"],
  ["app-services", "aws_route53_zone", "force_destroy", true, "`dns.zone.deletable: true`"],
] as const)("step 2 takes the protection of %s %s off", (stack, type, argument, value, setting) => {
  const all = Object.values(unprotected[stack].all(type));
  expect(all.length).toBeGreaterThan(0);
  expect(all.map((one) => one[argument])).toEqual(all.map(() => value));
  expect(page).toContain(setting);
});

it("databases and caches leave the snapshots that the page names", () => {
  const clusters = Object.values(unprotected["app-services"].all("aws_rds_cluster"));
  expect(clusters.map((one) => [one.final_snapshot_identifier, one.skip_final_snapshot]).sort()).toEqual(
    environment.databases.map(({ name }) => [`${namesOf(environment).database(name)}-final`, false]).sort(),
  );
  const caches = Object.values(unprotected["app-services"].all("aws_elasticache_replication_group"));
  expect(caches.map((one) => one.final_snapshot_identifier)).toEqual(["strata-example-s3-tariffs-final"]);
  expect(page).toContain("`strata-example-s3-<database>-final`");
});

it("what is left by declaration stands in the page's table: keys and recovery points", () => {
  const { "managed-infrastructure": infrastructure } = unprotected;
  const keys = Object.values(infrastructure.all("aws_kms_key"));
  expect(new Set(keys.map((one) => one.deletion_window_in_days))).toEqual(new Set([30]));
  expect(page).toMatch(/^\| KMS keys of the platform and of states \| 30 days;/m);
  expect(Object.keys(infrastructure.all("aws_efs_backup_policy"))).toHaveLength(1);
  expect(page).toMatch(/^\| recovery points of AWS Backup \(EFS\) \| 35 days \|/m);
});

it("repositories and buckets, which no apply deletes with something in them, are emptied before", () => {
  const { "managed-infrastructure": infrastructure } = unprotected;
  const forced = [
    ...Object.values(infrastructure.all("aws_ecr_repository")).map((one) => one.force_delete),
    ...Object.values(infrastructure.all("aws_s3_bucket")).map((one) => one.force_destroy),
  ];
  expect(forced.length).toBeGreaterThan(3);
  expect(forced.filter((one) => one !== false)).toEqual([]);
  const emptied = page.indexOf("aws ecr delete-repository");
  expect(emptied).toBeGreaterThan(0);
  expect(emptied).toBeLessThan(page.indexOf("npx cdktf destroy managed-infrastructure"));
});

it("stacks go from the last to the first", () => {
  expect([...page.matchAll(/npx cdktf destroy ([\w-]+)/g)].map(([, stack]) => stack)).toEqual([
    "apps",
    "app-services",
    "cluster-services",
    "kubernetes-cluster",
    "managed-infrastructure",
    "identity",
  ]);
});
