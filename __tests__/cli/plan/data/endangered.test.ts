import { endangeredBy } from "../../../../cli/plan/data/endangered";
import { statefulTypes } from "../../../../cli/plan/data/stateful-types";
import { statelessTypes } from "../../../../cli/plan/data/stateless-types";
import type { Plan, ResourceChange } from "../../../../cli/terraform/plan-changes";
import { describeFinding } from "../../../../constructs/errors";
import { change, deleted, planOf, updated } from "./changes";

const lines = (plan: Plan) => endangeredBy(plan).map(({ finding }) => describeFinding(finding));
const codes = (plan: Plan) => endangeredBy(plan).map(({ finding }) => finding.code);

describe.each(Object.keys(statefulTypes))("%s", (type) => {
  const address = `${type}.one`;
  it.each([
    ["destroyed", ["delete"], "PLAN_DESTROYS_DATA"],
    ["destroyed and made anew", ["delete", "create"], "PLAN_REPLACES_DATA"],
    ["made anew and destroyed", ["create", "delete"], "PLAN_REPLACES_DATA"],
    ["forgotten", ["forget"], "PLAN_FORGETS_DATA"],
    ["made anew and forgotten", ["create", "forget"], "PLAN_FORGETS_DATA"],
  ] as const)("is told of when it is %s", (_, actions, code) => {
    expect(codes(planOf(change(address, actions, {})))).toEqual([code]);
  });

  it("is left alone when it is made, or changed in what protects nothing", () => {
    expect(
      codes(planOf(change(address, ["create"], null), updated(address, { tags: {} }, { tags: { a: "b" } }))),
    ).toEqual([]);
  });
});

it.each([...statelessTypes.keys()])("a %s may go", (type) => {
  expect(codes(planOf(deleted(`${type}.one`), change(`${type}.two`, ["delete", "create"], {})))).toEqual([]);
});

it("a type that nobody has looked up is told of, with the file to write it in", () => {
  expect(lines(planOf(deleted("aws_timestreamwrite_database.one")))).toEqual([
    "aws_timestreamwrite_database.one: it would be destroyed, and with it goes what a aws_timestreamwrite_database holds, which nobody has looked up. Fix: look it up, and add aws_timestreamwrite_database to cli/plan/data/stateful-types.ts or stateless-types.ts. [PLAN_DESTROYS_DATA]",
  ]);
});

describe("why", () => {
  const replaced = (more: Parameters<typeof change>[3]) =>
    lines(planOf(change("aws_dynamodb_table.t", ["delete", "create"], { hash_key: "a", name: "n" }, more)))[0];

  it("is the argument that can't be changed, with both values", () => {
    const more = { replace_paths: [["hash_key"]], after: { hash_key: "b" } };
    expect(replaced(more)).toMatch(
      /made anew, empty, since hash_key changes from "a" to "b", and with it goes every item/,
    );
  });

  it("is several arguments, deep ones too, and what is known only later", () => {
    const more = {
      replace_paths: [["name"], ["attribute", 0, "type"]],
      after: { attribute: [{ type: "S" }] },
      after_unknown: { name: true },
    };
    expect(replaced(more)).toContain(
      'name changes from "n" to what is known after the apply and attribute.0.type changes from nothing to "S"',
    );
  });

  it.each<[string, object]>([
    ["before", { before_sensitive: { hash_key: true } }],
    ["after", { after_sensitive: { hash_key: true } }],
    ["as a whole", { after_sensitive: true }],
  ])("is no value that is sensitive %s", (_, marks) => {
    const line = replaced({ replace_paths: [["hash_key"]], after: { hash_key: "secret" }, ...marks });
    expect(line).toContain("since hash_key changes, and");
    expect(line).not.toMatch(/secret|"a"/);
  });

  it.each([
    ["delete_because_no_resource_config", "since the sources no longer declare it"],
    ["delete_because_each_key", "since its key is no longer in for_each"],
  ])("is %s in words", (action_reason, words) => {
    const one = { ...deleted("aws_vpc.v"), action_reason };
    expect(lines(planOf(one))[0]).toContain(words);
  });

  it("is that it was tainted, and nothing at all where Terraform says nothing that is known", () => {
    expect(replaced({ action_reason: "replace_because_tainted" })).toContain("since its last creation failed");
    expect(replaced({ action_reason: "replace_because_of_the_moon" })).toContain("made anew, empty, and with it");
  });
});

it("says when AWS itself refuses, which no --allow changes", () => {
  const one = deleted("aws_rds_cluster.c", { deletion_protection: true });
  expect(endangeredBy(planOf(one))[0]?.refusedByAws).toBe(true);
  expect(lines(planOf(one))[0]).toContain("; AWS refuses it, since deletion_protection is still true.");
  expect(endangeredBy(planOf(deleted("aws_rds_cluster.c", { deletion_protection: false })))[0]?.refusedByAws).toBe(
    false,
  );
});

it("a log group that AWS keeps is forgotten, and one that has lost its name to a deposed one is named by it", () => {
  expect(codes(planOf(deleted("aws_cloudwatch_log_group.g", { skip_destroy: true })))).toEqual(["PLAN_FORGETS_DATA"]);
  const deposed = { ...deleted("aws_route53_zone.z"), deposed: "0a1b2c3d" };
  expect(lines(planOf(deposed))[0]).toMatch(/^aws_route53_zone\.z \(deposed 0a1b2c3d\): /);
});

describe("the release of a chart", () => {
  const release = (chart: string, values: readonly string[] = []) =>
    planOf(deleted("helm_release.r", { chart, values }));

  it.each(["karpenter-crd", "external-secrets", "kyverno"])("%s takes its definitions along", (chart) => {
    expect(lines(release(chart))[0]).toContain("its definitions, and with them every");
  });
  it.each(["cert-manager", "karpenter", "velero"])("%s leaves what others made with it", (chart) => {
    expect(lines(release(chart))).toEqual([]);
  });
  it("that nobody has looked up is told of", () => {
    expect(lines(release("postgresql"))[0]).toContain("what the chart postgresql keeps");
  });
  it.each([
    ["JSON", '{ "objects": [ { "kind": "NodePool" } ] }'],
    ["YAML", "objects:\n  - kind: NodePool\n"],
    ["YAML in quotes", '"objects":\n- "kind": "EC2NodeClass"\n'],
  ])("with node pools, as %s, takes the nodes along", (_, values) => {
    expect(lines(release("./assets/custom-objects-chart/0A", [values]))[0]).toContain(
      "every node that Karpenter started",
    );
  });
  it("with other objects, some of which only speak of node pools, takes nothing along", () => {
    const values = '{"objects":[{"kind":"ValidatingPolicy","spec":{"resources":["NodePool"]}}]}';
    expect(lines(release("./assets/custom-objects-chart/0A", [values]))).toEqual([]);
  });
});

describe("what is gone, though not by Terraform", () => {
  const bucket = deleted("aws_s3_bucket.b", { bucket: "b" });
  const drift = (...changes: readonly ResourceChange[]): Plan => ({ ...planOf(...changes), resource_drift: [bucket] });

  it("is told of when the plan makes it anew, empty", () => {
    expect(codes(drift(change("aws_s3_bucket.b", ["create"], null)))).toEqual(["PLAN_MAKES_DATA_ANEW"]);
  });
  it("is nothing to stop where the plan makes nothing of it, or it holds nothing", () => {
    expect(codes(drift())).toEqual([]);
    const rule = deleted("aws_cloudwatch_event_rule.r");
    const plan = { ...planOf(change(rule.address, ["create"], null)), resource_drift: [rule] };
    expect(codes(plan)).toEqual([]);
  });
});

describe("a protection is weaker when", () => {
  it.each<[string, string, object, object]>([
    [
      "deletion protection of a database goes",
      "aws_rds_cluster",
      { deletion_protection: true },
      { deletion_protection: false },
    ],
    [
      "a database leaves no last snapshot",
      "aws_rds_cluster",
      { skip_final_snapshot: false },
      { skip_final_snapshot: true },
    ],
    ["backups of a database end", "aws_rds_cluster", { backup_retention_period: 7 }, { backup_retention_period: 0 }],
    [
      "backups of a database get fewer",
      "aws_rds_cluster",
      { backup_retention_period: 35 },
      { backup_retention_period: 7 },
    ],
    [
      "automatic backups go with the database",
      "aws_rds_cluster",
      { delete_automated_backups: false },
      { delete_automated_backups: true },
    ],
    [
      "snapshots of a cache end",
      "aws_elasticache_replication_group",
      { snapshot_retention_limit: 7 },
      { snapshot_retention_limit: 0 },
    ],
    ["deletion protection of a table goes", "aws_dynamodb_table", { deletion_protection_enabled: true }, {}],
    [
      "a table has no former states",
      "aws_dynamodb_table",
      { point_in_time_recovery: [{ enabled: true }] },
      { point_in_time_recovery: [{ enabled: false }] },
    ],
    ["a bucket may go with all that is in it", "aws_s3_bucket", { force_destroy: false }, { force_destroy: true }],
    [
      "a bucket keeps no former versions",
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
    ],
    ["a repository may go with its images", "aws_ecr_repository", { force_delete: false }, { force_delete: true }],
    [
      "files are not backed up",
      "aws_efs_backup_policy",
      { backup_policy: [{ status: "ENABLED" }] },
      { backup_policy: [{ status: "DISABLED" }] },
    ],
    ["a zone may go with its records", "aws_route53_zone", { force_destroy: false }, { force_destroy: true }],
    [
      "deletion protection of the cluster goes",
      "aws_eks_cluster",
      { deletion_protection: true },
      { deletion_protection: false },
    ],
    ["a key is turned off", "aws_kms_key", { is_enabled: true }, { is_enabled: false }],
    ["a key goes sooner", "aws_kms_key", { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
    [
      "a secret goes at once",
      "aws_secretsmanager_secret",
      { recovery_window_in_days: 30 },
      { recovery_window_in_days: 0 },
    ],
    [
      "messages live shorter",
      "aws_sqs_queue",
      { message_retention_seconds: 1209600 },
      { message_retention_seconds: 60 },
    ],
    ["logs live shorter", "aws_cloudwatch_log_group", { retention_in_days: 90 }, { retention_in_days: 30 }],
    ["logs no longer live for ever", "aws_cloudwatch_log_group", { retention_in_days: 0 }, { retention_in_days: 3653 }],
    [
      "a volume goes with its claim",
      "kubernetes_persistent_volume_v1",
      { spec: [{ persistent_volume_reclaim_policy: "Retain" }] },
      { spec: [{ persistent_volume_reclaim_policy: "Delete" }] },
    ],
    [
      "volumes go with their pods",
      "kubernetes_stateful_set_v1",
      { spec: [{ persistent_volume_claim_retention_policy: [{ when_deleted: "Retain" }] }] },
      { spec: [{ persistent_volume_claim_retention_policy: [{ when_deleted: "Delete" }] }] },
    ],
  ])("%s, and not when that is undone", (_, type, before, after) => {
    const address = `${type}.one`;
    const weaker = planOf(updated(address, before as never, after as never));
    expect(endangeredBy(weaker)).toMatchObject([
      { address, lost: false, finding: { code: "PLAN_WEAKENS_PROTECTION" } },
    ]);
    expect(codes(planOf(updated(address, after as never, before as never)))).toEqual([]);
  });

  it("says what was, what will be, and what follows", () => {
    const one = updated("aws_rds_cluster.c", { backup_retention_period: 35 }, { backup_retention_period: 1 });
    expect(lines(planOf(one))).toEqual([
      "aws_rds_cluster.c backup_retention_period is 1: it was 35; older backups are deleted, and what was lost before can't be had back. Fix: leave it as it was, or let it through where that is meant. [PLAN_WEAKENS_PROTECTION]",
    ]);
  });

  it("an argument that is known only after the apply is no word about it", () => {
    const unknown = change(
      "aws_rds_cluster.c",
      ["update"],
      { backup_retention_period: 7 },
      {
        after: {},
        after_unknown: { backup_retention_period: true },
      },
    );
    expect(codes(planOf(unknown))).toEqual([]);
  });

  it("its own resource goes, while what it protects stays", () => {
    const versioning = deleted("aws_s3_bucket_versioning.v", {
      bucket: "b",
      versioning_configuration: [{ status: "Enabled" }],
    });
    expect(codes(planOf(versioning))).toEqual(["PLAN_WEAKENS_PROTECTION"]);
    const both = planOf(versioning, deleted("aws_s3_bucket.b", { id: "b", bucket: "b" }));
    expect(codes(both)).toEqual(["PLAN_DESTROYS_DATA"]);
    const other = planOf(versioning, deleted("aws_s3_bucket.c", { id: "c", bucket: "c" }));
    expect(codes(other)).toEqual(["PLAN_DESTROYS_DATA", "PLAN_WEAKENS_PROTECTION"]);
    const backups = deleted("aws_efs_backup_policy.b", {
      file_system_id: "fs-1",
      backup_policy: [{ status: "ENABLED" }],
    });
    expect(codes(planOf(backups))).toEqual(["PLAN_WEAKENS_PROTECTION"]);
    expect(codes(planOf(backups, deleted("aws_efs_file_system.f", { id: "fs-1" })))).toEqual(["PLAN_DESTROYS_DATA"]);
  });
});
