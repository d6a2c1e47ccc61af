import { databaseUsersSql } from "../../constructs/data/database-users/sql";
import { emptyLedger, type Ledger } from "../../constructs/ledger/ledger";
import { loadEnvironment } from "../../environments/load";
import { demo, synthesizePlatform } from "../support/demo";

const environment = loadEnvironment("demo");
const output = () => demo()["app-services"];
const key = (purpose: string) =>
  `\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["${purpose}"]}`;

describe("what belongs to teams", () => {
  it("is what the environment says, under the key of its purpose, and tells whose it is", () => {
    const tags = (team: string) => expect.objectContaining({ "strata:team": team });
    expect(output().named("aws_sqs_queue", "queue-placed-orders_queue")).toMatchObject({
      name: "strata-demo-placed-orders",
      kms_master_key_id: key("queues"),
      tags: tags("fulfilment"),
    });
    expect(output().named("aws_s3_bucket", "bucket-product-images_bucket")).toMatchObject({
      bucket: "strata-demo-111122223333-team-product-images",
      tags: tags("storefront"),
    });
    const { rule } = output().only("aws_s3_bucket_server_side_encryption_configuration");
    expect(rule[0].apply_server_side_encryption_by_default).toEqual({
      kms_master_key_id: key("objects"),
      sse_algorithm: "aws:kms",
    });
    expect(output().only("aws_dynamodb_table")).toMatchObject({
      name: "strata-demo-reviews",
      server_side_encryption: { enabled: true, kms_key_arn: key("tables") },
      tags: tags("storefront"),
    });
  });

  it("is closed to the public, reached by TLS alone, kept in versions and logged, as far as it is a bucket", () => {
    expect(output().only("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    // The key is an expression of Terraform, with quotes that JSON would not take.
    const sids = [
      ...output()
        .only("aws_s3_bucket_policy")
        .policy.matchAll(/"Sid":"(\w+)"/g),
    ].map(([, sid]) => sid);
    expect(sids).toEqual(["EncryptedTransportOnly", "CurrentTlsOnly", "KmsOnly", "ThisKeyOnly"]);
    expect(output().only("aws_s3_bucket_versioning").versioning_configuration.status).toBe("Enabled");
    expect(output().only("aws_s3_bucket_logging").target_bucket).toBe(
      `\${data.terraform_remote_state.managed-infrastructure.outputs.bucket_names["access-logs"]}`,
    );
  });

  it("may log in the platform's bucket, whatever team's bucket it is", () => {
    const policies = Object.values(demo()["managed-infrastructure"].all("aws_s3_bucket_policy"));
    const logging = policies
      .flatMap(({ policy }) => JSON.parse(policy).Statement)
      .find(({ Sid }: { Sid: string }) => Sid === "BucketAccessLogs");
    expect(logging.Condition.ArnLike["aws:SourceArn"]).toContain("arn:aws:s3:::strata-demo-111122223333-team-*");
  });

  it("is told to the apps by its name", () => {
    const value = (name: string) => output().json.output?.[name].value;
    expect(value("queue_urls")).toEqual({ "placed-orders": `\${aws_sqs_queue.queue-placed-orders_queue.url}` });
    expect(value("bucket_names")).toEqual({
      "product-images": `\${aws_s3_bucket.bucket-product-images_bucket.bucket}`,
    });
    expect(value("table_names")).toEqual({ reviews: `\${aws_dynamodb_table.table-reviews_table.name}` });
  });

  it("is reached without NAT, as far as it is a table, and from the own account alone", () => {
    const gateway = demo()["managed-infrastructure"].named("aws_vpc_endpoint", "network_endpoints_dynamodb");
    expect(gateway).toMatchObject({
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-central-1.dynamodb",
    });
    expect(JSON.parse(gateway.policy).Statement[0].Condition).toMatchObject({
      StringEquals: { "aws:PrincipalAccount": "111122223333" },
    });
  });

  it("has no key where there is none of it", () => {
    const apps = environment.apps.map((app) => ({
      ...app,
      uses: { ...app.uses, queues: [], buckets: [], tables: [] },
    }));
    const without = synthesizePlatform({
      environment: { ...environment, apps, queues: [], teamBuckets: [], tables: [] },
    });
    const keys = Object.keys(without["managed-infrastructure"].all("aws_kms_key"));
    expect(keys.filter((name) => /objects|tables/.test(name))).toEqual([]);
    expect(Object.keys(without["managed-infrastructure"].all("aws_vpc_endpoint"))).toEqual(["network_endpoints_s3"]);
    for (const type of ["aws_sqs_queue", "aws_s3_bucket", "aws_dynamodb_table"]) {
      expect(without["app-services"].types).not.toContain(type);
    }
    expect(without["app-services"].json.output?.queue_urls.value).toEqual({});
  });
});

describe("the users of databases", () => {
  const users = [
    { name: "demo_fulfilment_dispatch", access: "read-write" as const },
    { name: "demo_fulfilment_order-tables", access: "own" as const },
    { name: "demo_fulfilment_orders", access: "own" as const },
    { name: "demo_fulfilment_stock-report", access: "read" as const },
    { name: "demo_storefront_catalog", access: "read" as const },
    { name: "demo_storefront_checkout", access: "read-write" as const },
    { name: "demo_storefront_magazine", access: "read-write" as const },
  ];
  const sql = (ledger?: Ledger) => {
    const stacks = ledger ? synthesizePlatform({ environment, ledger }) : demo();
    return stacks["app-services"].named("kubernetes_config_map_v1", "database-users-orders_files").data["users.sql"];
  };

  it("are the apps that name the database, with what each may do", () => {
    expect(sql()).toBe(databaseUsersSql({ users, kept: [] }));
  });

  it("stay while pods run that the ledger knows of", () => {
    const elements = {
      "kubernetes_config_map_v1.storefront_web_settings": {
        uses: ["app-services aws_rds_cluster.database-orders_cluster"],
      },
    };
    const ledger = { ...emptyLedger(environment), stacks: { apps: { elements, grants: {}, outputs: {} } } };
    expect(sql(ledger)).toBe(databaseUsersSql({ users, kept: ["demo_storefront_web"] }));
  });

  it("are made once somebody answers, by the role of this database", () => {
    const job = output().named("kubernetes_job_v1", "database-users-orders_job");
    expect(job.depends_on).toEqual(
      expect.arrayContaining([
        "aws_rds_cluster_instance.database-orders_instance_0",
        "aws_rds_cluster_instance.database-orders_instance_1",
      ]),
    );
    const [fetching] = job.spec.template.spec.init_container;
    expect(fetching.env).toContainEqual({
      name: "SECRET_ARN",
      value: `\${aws_rds_cluster.database-orders_cluster.master_user_secret[0].secret_arn}`,
    });
    const role = Object.values(demo().identity.all("aws_iam_role")).find(
      ({ name }) => name === "strata-demo-db-orders",
    );
    const { Statement } = JSON.parse(role?.assume_role_policy);
    expect(JSON.stringify(Statement)).toContain("database-users-orders");
  });

  it("are made by a role that reads the one secret of this database", () => {
    const policy = Object.values(demo().identity.all("aws_iam_policy")).find(
      ({ name }) => name === "strata-demo-db-orders-master-password",
    );
    const [read, decrypt] = JSON.parse(policy?.policy).Statement;
    expect(read).toEqual({
      Sid: "Read",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-*"],
      Condition: {
        ArnEquals: {
          "aws:ResourceTag/aws:rds:primaryDBClusterArn":
            "arn:aws:rds:eu-central-1:111122223333:cluster:strata-demo-orders",
        },
      },
    });
    expect(decrypt.Condition.StringEquals).toEqual({ "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" });
  });
});
