import { TerraformOutput } from "cdktf";
import { AuroraPostgresql, type AuroraPostgresqlProps } from "../../../constructs/data/aurora-postgresql";
import { ConfigError } from "../../../constructs/errors";
import { synthesize } from "../../support/synthesize";

const databaseKey = "arn:aws:kms:eu-central-1:111122223333:key/database";
const logKey = "arn:aws:kms:eu-central-1:111122223333:key/logs";

const props: AuroraPostgresqlProps = {
  identifier: "strata-test-orders",
  name: "orders",
  engineVersion: "17.5",
  instanceClass: "db.r7g.large",
  vpcId: "vpc-1",
  subnetIds: { "eu-central-1a": "subnet-a", "eu-central-1b": "subnet-b", "eu-central-1c": "subnet-c" },
  allowedFrom: { cluster: "sg-pods" },
  keyArn: databaseKey,
  logKeyArn: logKey,
  monitoringRoleArn: "arn:aws:iam::111122223333:role/monitoring",
};

function aurora(changes: Partial<AuroraPostgresqlProps> = {}) {
  return synthesize((stack) => new AuroraPostgresql(stack, "orders", { ...props, ...changes }));
}

const cluster = (changes: Partial<AuroraPostgresqlProps> = {}) => aurora(changes).only("aws_rds_cluster");
const instances = (changes: Partial<AuroraPostgresqlProps> = {}) =>
  Object.values(aurora(changes).all("aws_rds_cluster_instance"));

describe("who gets in", () => {
  it("leaves the master password to AWS, under the database key", () => {
    expect(cluster()).toMatchObject({
      manage_master_user_password: true,
      master_user_secret_kms_key_id: databaseKey,
      master_username: "platform_admin",
    });
  });

  it("has no password argument anywhere", () => {
    expect(JSON.stringify(aurora().json)).not.toMatch(/"(master_)?password(_wo)?"/);
  });

  it("lets users sign in through IAM", () => expect(cluster().iam_database_authentication_enabled).toBe(true));

  it("listens to members of the given security groups only, on the one port", () => {
    const output = aurora({ allowedFrom: { cluster: "sg-pods", reports: "sg-reports" }, port: 5433 });
    const rules = output.all("aws_vpc_security_group_ingress_rule");
    expect(Object.keys(rules)).toEqual(["orders_access_from-cluster", "orders_access_from-reports"]);
    for (const [name, group] of [
      ["orders_access_from-cluster", "sg-pods"],
      ["orders_access_from-reports", "sg-reports"],
    ] as const) {
      expect(rules[name]).toMatchObject({
        security_group_id: `\${aws_security_group.orders_access_group.id}`,
        referenced_security_group_id: group,
        ip_protocol: "tcp",
        from_port: 5433,
        to_port: 5433,
      });
      expect(rules[name]).not.toHaveProperty("cidr_ipv4");
    }
    expect(output.only("aws_rds_cluster").port).toBe(5433);
    expect(output.only("aws_rds_cluster").vpc_security_group_ids).toEqual([
      `\${aws_security_group.orders_access_group.id}`,
    ]);
  });

  it("lets nothing out", () => {
    const output = aurora();
    expect(output.only("aws_security_group")).not.toHaveProperty("egress");
    expect(output.types).not.toContain("aws_vpc_security_group_egress_rule");
  });

  it("is in the data subnets and never public", () => {
    expect(aurora().only("aws_db_subnet_group").subnet_ids).toEqual(["subnet-a", "subnet-b", "subnet-c"]);
    expect(instances().map(({ publicly_accessible }) => publicly_accessible)).toEqual([false, false]);
  });

  it("refuses connections without TLS", () => {
    const output = aurora();
    const { parameter, family } = output.only("aws_rds_cluster_parameter_group");
    expect(parameter).toContainEqual({ name: "rds.force_ssl", value: "1" });
    expect(family).toBe("aurora-postgresql17");
    expect(output.only("aws_rds_cluster").db_cluster_parameter_group_name).toBe(
      `\${aws_rds_cluster_parameter_group.orders_parameters.name}`,
    );
  });
});

describe("what becomes of the data", () => {
  it("is encrypted under the database key, backups and performance data included", () => {
    expect(cluster()).toMatchObject({
      storage_encrypted: true,
      kms_key_id: databaseKey,
      performance_insights_kms_key_id: databaseKey,
    });
    for (const instance of instances()) expect(instance.performance_insights_kms_key_id).toBe(databaseKey);
  });

  it("survives a mistake: protected, with a last snapshot and automated backups that stay", () => {
    expect(cluster()).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "strata-test-orders-final",
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      backup_retention_period: 14,
    });
  });

  it("loses its protection only by its own setting, and its snapshot never", () => {
    expect(cluster({ deletionProtection: false })).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: false,
    });
  });

  it("is backed up and maintained at the given times", () => {
    expect(cluster({ backupWindow: "22:00-23:00", maintenanceWindow: "sat:02:00-sat:03:00" })).toMatchObject({
      preferred_backup_window: "22:00-23:00",
      preferred_maintenance_window: "sat:02:00-sat:03:00",
      apply_immediately: false,
    });
    expect(instances()[0]).toMatchObject({
      preferred_maintenance_window: "sun:03:00-sun:04:00",
      apply_immediately: false,
    });
  });

  it("refuses windows that meet", () => {
    const meeting = () => aurora({ backupWindow: "03:30-04:30" });
    expect(meeting).toThrow(ConfigError);
    expect(meeting).toThrow("[DATA_WINDOWS]");
  });
});

describe("instances", () => {
  it("are dealt out to the zones in turn", () => {
    const zones = instances({ instances: 4 }).map(({ identifier, availability_zone }) => [
      identifier,
      availability_zone,
    ]);
    expect(zones).toEqual([
      ["strata-test-orders-0", "eu-central-1a"],
      ["strata-test-orders-1", "eu-central-1b"],
      ["strata-test-orders-2", "eu-central-1c"],
      ["strata-test-orders-3", "eu-central-1a"],
    ]);
  });

  it("are two by default, so that a failover has somewhere to go", () => expect(instances()).toHaveLength(2));

  it("are watched, and upgraded by review only", () => {
    for (const instance of instances()) {
      expect(instance).toMatchObject({
        monitoring_interval: 60,
        monitoring_role_arn: props.monitoringRoleArn,
        performance_insights_enabled: true,
        auto_minor_version_upgrade: false,
        ca_cert_identifier: "rds-ca-rsa2048-g1",
      });
    }
  });
});

it("exports its logs, refused sign-ins through IAM among them, to encrypted groups that exist before it", () => {
  const output = aurora({ logRetentionDays: 90 });
  for (const [name, log] of [
    ["orders_logs", "postgresql"],
    ["orders_logs-iam-db-auth-error", "iam-db-auth-error"],
  ] as const) {
    expect(output.named("aws_cloudwatch_log_group", name)).toMatchObject({
      name: `/aws/rds/cluster/strata-test-orders/${log}`,
      kms_key_id: logKey,
      retention_in_days: 90,
    });
  }
  expect(output.only("aws_rds_cluster")).toMatchObject({
    enabled_cloudwatch_logs_exports: ["postgresql", "iam-db-auth-error"],
    depends_on: ["aws_cloudwatch_log_group.orders_logs", "aws_cloudwatch_log_group.orders_logs-iam-db-auth-error"],
  });
});

describe("serverless", () => {
  it("scales each instance within the capacity that is stated", () => {
    const scaling = aurora({ instanceClass: "db.serverless", capacity: { minimum: 0.5, maximum: 16 } });
    expect(scaling.only("aws_rds_cluster").serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0.5,
      max_capacity: 16,
    });
    for (const instance of Object.values(scaling.all("aws_rds_cluster_instance"))) {
      expect(instance.instance_class).toBe("db.serverless");
    }
  });

  it("is what has a capacity, and nothing else is", () => {
    expect(cluster()).not.toHaveProperty("serverlessv2_scaling_configuration");
    expect(() => aurora({ instanceClass: "db.serverless" })).toThrow("have a capacity. State both or neither.");
    expect(() => aurora({ capacity: { minimum: 1, maximum: 2 } })).toThrow("have a capacity. State both or neither.");
  });
});

it("lets AWS upgrade it to another major version, and never at once", () => {
  const output = aurora({ engineVersion: "18.1" });
  expect(output.only("aws_rds_cluster")).toMatchObject({ allow_major_version_upgrade: true, apply_immediately: false });
});

it("moves to a new parameter group before the old one goes, when the major version changes", () => {
  const group = aurora({ engineVersion: "18.1" }).only("aws_rds_cluster_parameter_group");
  expect(group).toMatchObject({
    name: "strata-test-orders-aurora-postgresql18",
    family: "aurora-postgresql18",
    lifecycle: { create_before_destroy: true },
  });
});

it("logs sign-ins, slow statements, lock waits and changes of the schema", () => {
  const { parameter } = aurora().only("aws_rds_cluster_parameter_group");
  expect(parameter).toEqual(
    expect.arrayContaining([
      { name: "log_connections", value: "1" },
      { name: "log_disconnections", value: "1" },
      { name: "log_lock_waits", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
      { name: "log_statement", value: "ddl" },
    ]),
  );
});

it("is watched by Database Insights, with the same settings on the cluster as on its instances", () => {
  const settings = { performance_insights_enabled: true, performance_insights_retention_period: 7 };
  expect(cluster()).toMatchObject({ database_insights_mode: "standard", ...settings });
  for (const instance of instances()) expect(instance).toMatchObject(settings);
});

it("prefers the first instance as writer, and has IPv4 addresses", () => {
  expect(instances({ instances: 3 }).map(({ promotion_tier }) => promotion_tier)).toEqual([0, 1, 1]);
  expect(cluster().network_type).toBe("IPV4");
});

it("hands over the secret's ARN, not the secret", () => {
  const { json } = synthesize((stack) => {
    const { masterSecretArn } = new AuroraPostgresql(stack, "orders", props);
    new TerraformOutput(stack, "secret", { value: masterSecretArn, staticId: true });
  });
  expect(json.output?.secret.value).toBe(`\${aws_rds_cluster.orders_cluster.master_user_secret[0].secret_arn}`);
});
