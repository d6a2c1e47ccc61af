import { namesOf } from "../../constructs/names";
import { loadEnvironment } from "../../environments/load";
import { validated } from "../environments/broken";
import { environmentOutput, synthesizePlatform } from "../support/demo";

const environment = loadEnvironment("example-s3");
const names = namesOf(environment);
const platform = environmentOutput("example-s3");
const stack = platform["managed-infrastructure"];
const output = (name: string, of = stack) => of.json.output?.[name].value;
const hcp = environmentOutput("example-hcp");

describe("buckets", () => {
  it("are those of backups, under their own key, and of access logs", () => {
    expect(output("bucket_names")).toEqual({
      backups: "${aws_s3_bucket.buckets_backups_bucket.bucket}",
      "access-logs": "${aws_s3_bucket.buckets_access-logs_bucket.bucket}",
    });
    const { rule } = stack.named("aws_s3_bucket_server_side_encryption_configuration", "buckets_backups_encryption");
    expect(rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toBe(
      "${aws_kms_key.keys_backups_key.arn}",
    );
    expect(Object.values(stack.all("aws_s3_bucket")).map(({ bucket }) => bucket)).toEqual([
      "strata-example-s3-222233334444-access-logs",
      "strata-example-s3-222233334444-backups",
    ]);
  });

  it("keep things for as long as the environment says", () => {
    const rules = (purpose: string) =>
      stack.named("aws_s3_bucket_lifecycle_configuration", `buckets_${purpose}_lifecycle`).rule;
    expect(rules("backups")[1].noncurrent_version_expiration).toEqual([{ noncurrent_days: 90 }]);
    expect(rules("access-logs").at(-1).expiration).toEqual([{ days: 400 }]);
  });
});

describe("file storage", () => {
  it("is one file system under its own key, beside the datastores, for the private subnets", () => {
    expect(stack.only("aws_efs_file_system").kms_key_id).toBe("${aws_kms_key.keys_files_key.arn}");
    expect(output("file_system_ids")).toEqual({ shared: "${aws_efs_file_system.file-storage_file-system.id}" });
    const targets = Object.values(stack.all("aws_efs_mount_target")).map(({ subnet_id }) => subnet_id);
    const zones = environment.network.zones;
    expect(targets).toEqual(zones.map((zone) => `\${aws_subnet.network_data_${zone}.id}`));
    const rules = Object.values(stack.all("aws_vpc_security_group_ingress_rule"));
    const nfs = rules.filter(({ to_port }) => to_port === 2049).map(({ cidr_ipv4 }) => cidr_ipv4);
    const nodes = zones.map((zone) => stack.named("aws_subnet", `network_private_${zone}`).cidr_block);
    expect(nfs).toEqual(nodes);
  });

  it("is not there unless asked for, nor is its key", () => {
    const without = hcp["managed-infrastructure"];
    expect(without.types.filter((type) => type.startsWith("aws_efs"))).toEqual([]);
    expect(Object.keys(without.all("aws_kms_key"))).not.toContain("keys_files_key");
    expect(output("file_system_ids", without)).toEqual({});
  });
});

describe("copies of other registries' images", () => {
  const registries = ["docker-hub", "ecr-public", "kubernetes"];

  it("have a rule and a template each, under the images key, and bear the stack's tags", () => {
    expect(Object.keys(stack.all("aws_ecr_pull_through_cache_rule"))).toEqual(
      registries.map((registry) => `image-cache_${registry}_rule`),
    );
    for (const template of Object.values(stack.all("aws_ecr_repository_creation_template"))) {
      expect(template).toMatchObject({
        custom_role_arn: names.serviceRoleArn("image-cache"),
        encryption_configuration: [{ kms_key: "${aws_kms_key.keys_images_key.arn}" }],
        resource_tags: {
          "cost-center": "2040",
          "strata:environment": "example-s3",
          "strata:stack": "managed-infrastructure",
        },
      });
    }
  });

  it("are found at the addresses that are published", () => {
    const registry = "222233334444.dkr.ecr.eu-west-1.amazonaws.com";
    expect(output("image_cache_urls")).toEqual({
      "docker-hub": `${registry}/strata-example-s3/docker.io`,
      "ecr-public": `${registry}/strata-example-s3/ecr.aws`,
      kubernetes: `${registry}/strata-example-s3/k8s.io`,
    });
  });

  it("are made by a role that makes repositories for them under the images key, and nothing else", () => {
    const { identity } = platform;
    const role = identity.named("aws_iam_role", "services_image-cache_role");
    expect(JSON.parse(role.assume_role_policy).Statement[0].Principal).toEqual({ Service: "ecr.amazonaws.com" });
    const [make, see, encrypt] = JSON.parse(
      identity.named("aws_iam_policy", "services_image-cache_policy-make").policy,
    ).Statement;
    const copies = ["ecr.aws", "k8s.io", "docker.io"].map(
      (name) => `arn:aws:ecr:eu-west-1:222233334444:repository/strata-example-s3/${name}/*`,
    );
    expect(make).toMatchObject({ Action: ["ecr:CreateRepository", "ecr:TagResource"], Resource: copies });
    const imagesKey = { "kms:ResourceAliases": ["alias/strata/example-s3/images"] };
    for (const statement of [see, encrypt]) {
      expect(statement.Condition).toMatchObject({
        "ForAnyValue:StringEquals": imagesKey,
        StringEquals: { "kms:ViaService": "ecr.eu-west-1.amazonaws.com" },
      });
    }
    expect(encrypt).toMatchObject({
      Action: ["kms:CreateGrant"],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("come about when a node first pulls one, which makes its repository and no other", () => {
    const policy = platform.identity.named("aws_iam_policy", "cluster_node_policy-first-pulls").policy;
    const [{ Action, Resource }] = JSON.parse(policy).Statement;
    expect(Action).toEqual(["ecr:CreateRepository"]);
    expect(Resource).toHaveLength(registries.length);
  });

  it("ask for no role and no right of nodes where there are none", () => {
    const { identity } = environmentOutput("demo");
    expect(Object.keys(identity.all("aws_iam_role"))).not.toContain("services_image-cache_role");
    expect(Object.keys(identity.all("aws_iam_policy"))).not.toContain("cluster_node_policy-first-pulls");
  });
});

it("scans by the account's setting only where the environment has the say", () => {
  expect(stack.only("aws_ecr_registry_scanning_configuration").scan_type).toBe("ENHANCED");
  expect(hcp["managed-infrastructure"].all("aws_ecr_registry_scanning_configuration")).toEqual({});
});

describe("GuardDuty", () => {
  it("watches what runs, by a detector of this stack", () => {
    expect(Object.keys(stack.all("aws_guardduty_detector"))).toEqual(["cluster-protection_detector"]);
    const runtime = stack.named("aws_guardduty_detector_feature", "cluster-protection_runtime-monitoring");
    expect(runtime.status).toBe("ENABLED");
  });

  it("has its agent pulled through the endpoints of ECR, and through none where it watches no nodes", () => {
    const guardDuty = "arn:aws:ecr:eu-west-1:673884943994:repository/*";
    for (const service of ["ecr-api", "ecr-dkr"]) {
      expect(stack.named("aws_vpc_endpoint", `network_endpoints_interfaces_${service}`).policy).toContain(guardDuty);
    }
    for (const changes of [{ guardDuty: { detector: "create" } }, { guardDuty: { detector: "none" } }]) {
      const unwatched = synthesizePlatform({
        environment: validated({ ...changes, "network.endpoints": ["ecr.api", "ecr.dkr"] }),
      });
      const policies = Object.values(unwatched["managed-infrastructure"].all("aws_vpc_endpoint"));
      expect(policies.map(({ policy }) => policy).join()).not.toContain("PullsOfGuardDuty");
    }
  });

  it("is told what to watch by the organization's detector where that is named", () => {
    const existing = hcp["managed-infrastructure"];
    expect(existing.all("aws_guardduty_detector")).toEqual({});
    for (const { detector_id } of Object.values(existing.all("aws_guardduty_detector_feature"))) {
      expect(detector_id).toBe("9ec4b1f2a07d4e6885c3d2b1a0f9e8d7");
    }
  });

  it("is left alone unless asked for", () => {
    const types = environmentOutput("demo")["managed-infrastructure"].types;
    expect(types.filter((type) => type.startsWith("aws_guardduty"))).toEqual([]);
  });
});
