import { CacheUser } from "../../../constructs/data/cache-user";
import { Valkey, type ValkeyProps } from "../../../constructs/data/valkey";
import { synthesize } from "../../support/synthesize";

const cacheKey = "arn:aws:kms:eu-central-1:111122223333:key/cache";
const logKey = "arn:aws:kms:eu-central-1:111122223333:key/logs";

const props: ValkeyProps = {
  identifier: "strata-test-sessions",
  engineVersion: "8.1",
  nodeType: "cache.m7g.large",
  vpcId: "vpc-1",
  subnetIds: { "eu-central-1a": "subnet-a", "eu-central-1b": "subnet-b" },
  allowedFrom: { cluster: "sg-pods" },
  userIds: ["strata-test-shop-web"],
  keyArn: cacheKey,
  logKeyArn: logKey,
  logGroupPrefix: "/strata/test/cache/sessions",
};

function valkey(changes: Partial<ValkeyProps> = {}) {
  return synthesize((stack) => new Valkey(stack, "sessions", { ...props, ...changes }));
}

const group = (changes: Partial<ValkeyProps> = {}) => valkey(changes).only("aws_elasticache_replication_group");

it("speaks TLS only", () => {
  expect(group()).toMatchObject({ transit_encryption_enabled: true, transit_encryption_mode: "required" });
});

it("is encrypted on disk under the cache key", () => {
  expect(group()).toMatchObject({ at_rest_encryption_enabled: "true", kms_key_id: cacheKey });
});

it("fails over to another zone", () => {
  expect(group({ replicas: 2 })).toMatchObject({
    num_cache_clusters: 3,
    automatic_failover_enabled: true,
    multi_az_enabled: true,
  });
});

it("has a replica by default", () => expect(group()).toMatchObject({ num_cache_clusters: 2, multi_az_enabled: true }));

it("asks for no failover where there is nothing to fail over to, which AWS would refuse", () => {
  expect(group({ replicas: 0 })).toMatchObject({
    num_cache_clusters: 1,
    automatic_failover_enabled: false,
    multi_az_enabled: false,
  });
});

describe("who gets in", () => {
  it("is the given users, signed in through IAM, and there is no token", () => {
    const output = valkey();
    expect(output.only("aws_elasticache_user_group")).toMatchObject({
      engine: "valkey",
      user_group_id: "strata-test-sessions",
      user_ids: ["strata-test-shop-web"],
    });
    expect(output.only("aws_elasticache_replication_group").user_group_ids).toEqual([
      `\${aws_elasticache_user_group.sessions_users.id}`,
    ]);
    expect(output.only("aws_elasticache_replication_group")).not.toHaveProperty("auth_token");
  });

  it("is nobody where no user is given, in place of everybody", () => {
    const output = valkey({ userIds: [] });
    expect(output.only("aws_elasticache_user_group")).not.toHaveProperty("user_ids");
    expect(output.only("aws_elasticache_replication_group").user_group_ids).toHaveLength(1);
  });

  it("comes from the given security groups, on the one port", () => {
    const output = valkey();
    expect(output.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      referenced_security_group_id: "sg-pods",
      ip_protocol: "tcp",
      from_port: 6379,
      to_port: 6379,
    });
    expect(output.only("aws_security_group")).not.toHaveProperty("ingress");
    expect(output.only("aws_security_group")).not.toHaveProperty("egress");
    expect(output.only("aws_elasticache_subnet_group").subnet_ids).toEqual(["subnet-a", "subnet-b"]);
  });
});

it("keeps snapshots, takes them outside of maintenance, and takes a last one", () => {
  expect(group({ snapshotRetentionDays: 3 })).toMatchObject({
    snapshot_retention_limit: 3,
    snapshot_window: "01:00-02:00",
    maintenance_window: "sun:03:00-sun:04:00",
    final_snapshot_identifier: "strata-test-sessions-final",
    apply_immediately: false,
    auto_minor_version_upgrade: "true",
    network_type: "ipv4",
  });
});

it("drops what was not used for longest when it is full", () => {
  expect(valkey().only("aws_elasticache_parameter_group")).toMatchObject({
    name: "strata-test-sessions-valkey8",
    family: "valkey8",
    parameter: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
  });
});

it("delivers both of its logs to encrypted groups with an end", () => {
  const output = valkey({ logRetentionDays: 30 });
  const deliveries = output.only("aws_elasticache_replication_group").log_delivery_configuration;
  for (const type of ["slow-log", "engine-log"]) {
    expect(output.named("aws_cloudwatch_log_group", `sessions_${type}`)).toMatchObject({
      name: `/strata/test/cache/sessions/${type}`,
      kms_key_id: logKey,
      retention_in_days: 30,
    });
    expect(deliveries).toContainEqual({
      log_type: type,
      log_format: "json",
      destination_type: "cloudwatch-logs",
      destination: `\${aws_cloudwatch_log_group.sessions_${type}.name}`,
    });
  }
});

describe("a cache user", () => {
  const user = synthesize((stack) => new CacheUser(stack, "web", { userId: "strata-test-shop-web" })).only(
    "aws_elasticache_user",
  );

  it("signs in through IAM, which wants id and name to be the same", () => {
    expect(user).toMatchObject({
      user_id: "strata-test-shop-web",
      user_name: "strata-test-shop-web",
      engine: "valkey",
      authentication_mode: { type: "iam" },
    });
  });

  it("has no password", () => {
    expect(user).not.toHaveProperty("passwords");
    expect(user).not.toHaveProperty("no_password_required");
    expect(user.authentication_mode).toEqual({ type: "iam" });
  });

  it("may ask whether the server is ready", () => expect(user.access_string.split(" ")).toContain("+info"));

  it("may not administer the cache", () => expect(user.access_string.split(" ")).toContain("-@dangerous"));
});
