import { keyPurposes } from "../../constructs/encryption/key-purposes";
import { namesOf } from "../../constructs/names";
import { loadEnvironment } from "../../environments/load";
import { demo, outputOf } from "../support/demo";
import type { Body } from "../support/synthesize";
import { delegatedDemo } from "../support/whole-demo";

const stack = demo()["managed-infrastructure"];
const environment = loadEnvironment("demo");
const names = namesOf(environment);
const output = (name: string) => stack.json.output?.[name].value;
const policyOf = (purpose: string): Body[] =>
  JSON.parse(stack.named("aws_kms_key", `keys_${purpose}_key`).policy).Statement;
const statement = (purpose: string, sid: string) => policyOf(purpose).find(({ Sid }) => Sid === sid);
const { zones } = environment.network;
/** The demo has no file storage, and so nothing to encrypt in it. */
const made = keyPurposes.filter((purpose) => purpose !== "files" && purpose !== "metrics");

it("holds a network, keys, registries and buckets, and nothing of IAM or of the cluster", () => {
  const families = stack.types.map((type) => type.replace(/^aws_/, ""));
  expect(families).toEqual([
    "cloudwatch_log_group",
    "default_network_acl",
    "default_route_table",
    "default_security_group",
    "ecr_lifecycle_policy",
    "ecr_repository",
    "eip",
    "flow_log",
    "internet_gateway",
    "kms_alias",
    "kms_key",
    "nat_gateway",
    "network_acl",
    "route",
    "route_table",
    "route_table_association",
    "s3_bucket",
    "s3_bucket_lifecycle_configuration",
    "s3_bucket_logging",
    "s3_bucket_ownership_controls",
    "s3_bucket_policy",
    "s3_bucket_public_access_block",
    "s3_bucket_server_side_encryption_configuration",
    "s3_bucket_versioning",
    "subnet",
    "vpc",
    "vpc_endpoint",
  ]);
});

it("builds the network of the environment", () => {
  expect(stack.only("aws_vpc").cidr_block).toBe(environment.network.cidr);
  for (const zone of zones) {
    const subnet = stack.named("aws_subnet", `network_private_${zone}`);
    expect(subnet.tags).toMatchObject({ "karpenter.sh/discovery": names.cluster });
  }
  expect(Object.keys(stack.all("aws_nat_gateway"))).toHaveLength(zones.length);
});

it("records flows with identity's role, under the logs key, for as long as the environment says", () => {
  expect(stack.only("aws_flow_log").iam_role_arn).toBe(
    "${data.terraform_remote_state.identity.outputs.flow_log_role_arn}",
  );
  expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
    name: names.logGroup("flow-logs"),
    kms_key_id: "${aws_kms_key.keys_logs_key.arn}",
    retention_in_days: 90,
  });
});

it("lets its own apply role and the root administrators manage the keys", () => {
  for (const purpose of made) {
    expect(statement(purpose, "Administration").Condition.ArnLike["aws:PrincipalArn"]).toEqual([
      names.deployerRoleArn("managed-infrastructure", "apply"),
      ...environment.rootAdministrators,
    ]);
    expect(Object.values(stack.all("aws_kms_alias")).map(({ name }) => name)).toContain(names.keyAlias(purpose));
  }
});

it("lets the logs key serve every log group of this environment, and none of another", () => {
  const patterns: string[] = statement("logs", "UseByLogs").Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"];
  const group = (name: string) => names.arn("logs", `log-group:${name}`);
  const served = (name: string) => patterns.some((pattern) => matches(pattern, group(name)));
  const own = [names.logGroup("flow-logs"), names.controlPlaneLogGroup, names.databaseLogGroup("orders", "postgresql")];
  expect(own.filter((name) => !served(name))).toEqual([]);
  const foreign = [
    "/strata/demo-2/flow-logs",
    "/aws/eks/strata-demo-2/cluster",
    "/aws/rds/cluster/strata-demo-2-orders/postgresql",
  ];
  expect(foreign.filter(served)).toEqual([]);
});

it("has a repository for every app, under the images key", () => {
  const repositories = Object.values(stack.all("aws_ecr_repository"));
  const expected = environment.apps.map(({ team, name }) => names.imageRepository(team, name));
  expect(repositories.map(({ name }) => name).sort()).toEqual(expected.sort());
  for (const { encryption_configuration } of repositories) {
    expect(encryption_configuration[0].kms_key).toBe("${aws_kms_key.keys_images_key.arn}");
  }
});

it("publishes each subnet under its tier and zone", () => {
  expect(output("vpc_id")).toBe("${aws_vpc.network_vpc.id}");
  const tiers = { public: "public", private: "private", data: "data", control_plane: "control-plane" };
  for (const [field, tier] of Object.entries(tiers)) {
    const subnets = zones.map((zone) => [zone, `\${aws_subnet.network_${tier}_${zone}.id}`]);
    expect(output(`${field}_subnet_ids`)).toEqual(Object.fromEntries(subnets));
  }
});

it("publishes keys by purpose and repositories by team and app", () => {
  const keys = made.map((purpose) => [purpose, `\${aws_kms_key.keys_${purpose}_key.arn}`]);
  expect(output("key_arns")).toEqual(Object.fromEntries(keys));
  const urls = environment.apps.map(({ team, name }) => [
    `${team}/${name}`,
    `\${aws_ecr_repository.images_${team}_${name}_repository.repository_url}`,
  ]);
  expect(output("repository_urls")).toEqual(Object.fromEntries(urls));
});

it("has the key that signs the zone, for app-services to hand over, where the environment has it signed", () => {
  const whole = outputOf(delegatedDemo)["managed-infrastructure"];
  const key = whole.named("aws_kms_key", "dns-signing_key");
  const [administration, handing] = ["Administration", "Handing"].map(
    (sid) =>
      JSON.parse(key.policy).Statement.find(({ Sid }: Body) => Sid === sid).Condition.ArnLike["aws:PrincipalArn"],
  );
  const deployer = (of: "managed-infrastructure" | "app-services") => names.deployerRoleArn(of, "apply");
  expect(administration).toEqual([deployer("managed-infrastructure"), ...environment.rootAdministrators]);
  expect(handing).toEqual([deployer("app-services"), ...environment.rootAdministrators]);
  expect(whole.json.output?.key_arns.value.dnssec).toBe("${aws_kms_key.dns-signing_key.arn}");
  expect(output("key_arns")).not.toHaveProperty("dnssec");
});

/** As IAM's `ArnLike` compares, for patterns whose only wildcard is `*`. */
function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(arn);
}
