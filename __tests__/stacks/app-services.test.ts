import { catalogue } from "../../constructs/charts/catalogue";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { demo, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import type { Body } from "../support/synthesize";

const ofDemo = () => demo()["app-services"];

/** The demo with some of its settings changed. */
function changed(changes: Partial<Environment>): SynthesizedPlatform {
  return synthesizePlatform({ environment: { ...loadEnvironment("demo"), ...changes } });
}

const key = (purpose: string) =>
  `\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["${purpose}"]}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/strata/demo/${name}`;
const clusterSecurityGroup = `\${data.terraform_remote_state.kubernetes-cluster.outputs.cluster_security_group_id}`;

describe("datastores", () => {
  it("are the environment's databases and caches", () => {
    const { databases, caches } = loadEnvironment("demo");
    const identifiers = (type: string, argument: string) =>
      Object.values(ofDemo().all(type)).map((body) => body[argument]);
    expect(identifiers("aws_rds_cluster", "cluster_identifier")).toEqual(
      databases.map(({ name }) => `strata-demo-${name}`),
    );
    expect(identifiers("aws_elasticache_replication_group", "replication_group_id")).toEqual(
      caches.map(({ name }) => `strata-demo-${name}`),
    );
  });

  it("take their size and safety from the environment", () => {
    const [database] = loadEnvironment("demo").databases;
    if (!database) throw new Error("the demo has no database");
    const output = changed({
      databases: [{ ...database, instances: 3, backupRetentionDays: 21, deletionProtection: false }],
    })["app-services"];
    expect(Object.keys(output.all("aws_rds_cluster_instance"))).toHaveLength(3);
    expect(output.only("aws_rds_cluster")).toMatchObject({ backup_retention_period: 21, deletion_protection: false });
    expect(ofDemo().only("aws_rds_cluster").deletion_protection).toBe(true);
  });

  it("are each encrypted under the key of their purpose", () => {
    expect(ofDemo().only("aws_rds_cluster")).toMatchObject({
      kms_key_id: key("database"),
      master_user_secret_kms_key_id: key("database"),
    });
    expect(ofDemo().only("aws_elasticache_replication_group").kms_key_id).toBe(key("cache"));
    for (const group of Object.values(ofDemo().all("aws_cloudwatch_log_group")))
      expect(group.kms_key_id).toBe(key("logs"));
  });

  it("listen to the cluster's security group and to nobody else", () => {
    const rules = Object.entries(ofDemo().all("aws_vpc_security_group_ingress_rule"));
    expect(
      Object.fromEntries(rules.map(([id, rule]) => [id, [rule.from_port, rule.referenced_security_group_id]])),
    ).toEqual({
      "database-orders_access_from-cluster": [5432, clusterSecurityGroup],
      "cache-sessions_access_from-cluster": [6379, clusterSecurityGroup],
    });
    expect(ofDemo().types).not.toContain("aws_security_group_rule");
  });

  it("are in the data subnets of every zone", () => {
    const subnets = loadEnvironment("demo").network.zones.map(
      (zone) => `\${data.terraform_remote_state.managed-infrastructure.outputs.data_subnet_ids["${zone}"]}`,
    );
    expect(ofDemo().only("aws_db_subnet_group").subnet_ids).toEqual(subnets);
    expect(ofDemo().only("aws_elasticache_subnet_group").subnet_ids).toEqual(subnets);
  });

  it("are monitored under the role that identity makes for it", () => {
    for (const instance of Object.values(ofDemo().all("aws_rds_cluster_instance"))) {
      expect(instance.monitoring_role_arn).toBe(role("services/strata-demo-svc-database-monitoring"));
    }
  });

  it("let in the apps that name a cache, each as its own user, and no other app", () => {
    const users = ["catalog", "checkout", "magazine", "web"].map((app) => `cache-user-storefront-${app}`);
    expect(Object.keys(ofDemo().all("aws_elasticache_user")).sort()).toEqual(users);
    const inGroup: string[] = ofDemo().only("aws_elasticache_user_group").user_ids;
    expect([...inGroup].sort()).toEqual(users.map((user) => `\${aws_elasticache_user.${user}.user_id}`));
  });

  it("keep the users of one cache out of the other", () => {
    const environment = loadEnvironment("demo");
    const [cache] = environment.caches;
    if (!cache) throw new Error("the demo has no cache");
    const output = changed({ caches: [cache, { ...cache, name: "carts" }] })["app-services"];
    expect(output.named("aws_elasticache_user_group", "cache-sessions_users").user_ids).toHaveLength(4);
    expect(output.named("aws_elasticache_user_group", "cache-carts_users")).not.toHaveProperty("user_ids");
  });
});

describe("the zone and its certificate", () => {
  const domain = "shop.tideline.example";

  it("are a zone alone, with its name servers as an output, before it is delegated", () => {
    const { types, json } = ofDemo();
    expect(types).toContain("aws_route53_zone");
    for (const type of ["aws_acm_certificate", "aws_acm_certificate_validation", "aws_route53_record"]) {
      expect(types).not.toContain(type);
    }
    expect(json.output?.name_servers).toMatchObject({ value: `\${aws_route53_zone.dns_zone.name_servers}` });
    expect(json.output?.name_servers.description).toMatch(/parent zone/);
    expect(json.output?.certificate_arn.value).toBe("");
  });

  it("are a zone and a validated certificate once it is delegated", () => {
    const { types, json } = changed({ dns: { domain, zone: { source: "create", delegated: true, deletable: false } } })[
      "app-services"
    ];
    expect(types).toEqual(
      expect.arrayContaining(["aws_route53_zone", "aws_acm_certificate", "aws_acm_certificate_validation"]),
    );
    expect(json.output?.certificate_arn.value).toMatch(/aws_acm_certificate_validation/);
  });

  it("are a certificate alone in a zone that exists", () => {
    const zone = { source: "existing", zoneId: "Z0123456789ABC" } as const;
    const { types, json } = changed({ dns: { domain, zone } })["app-services"];
    expect(types).not.toContain("aws_route53_zone");
    expect(types).toContain("aws_acm_certificate_validation");
    expect(json.output?.zone_id.value).toBe("Z0123456789ABC");
    expect(json.output?.name_servers.value).toEqual([]);
  });
});

describe("controllers", () => {
  const releases: readonly [string, Body][] = ["cert-manager", "load-balancer-controller", "external-dns"].map(
    (name) => [name, ofDemo().named("helm_release", `${name}_release`)],
  );

  it("are these three", () =>
    expect(Object.keys(ofDemo().all("helm_release")).sort()).toEqual(
      releases.map(([name]) => `${name}_release`).sort(),
    ));

  it.each(releases)("%s has an exact version, that of the catalogue", (_, { chart, version, repository }) => {
    expect(catalogue[chart as keyof typeof catalogue]).toMatchObject({ version, repository });
    expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
  });

  it.each(releases)("%s has its role before its pods", (name, { depends_on, namespace }) => {
    expect(depends_on).toContain(`aws_eks_pod_identity_association.${name}_identity`);
    expect(ofDemo().named("aws_eks_pod_identity_association", `${name}_identity`)).toMatchObject({
      cluster_name: "strata-demo",
      namespace,
      role_arn: role(`controllers/strata-demo-ctl-${name}`),
    });
  });

  it.each(releases)("%s declares the service account that its role is for", (name, { values }) => {
    const { service_account } = ofDemo().named("aws_eks_pod_identity_association", `${name}_identity`);
    expect(values[0]).toMatch(new RegExp(`"serviceAccount": \\{[^}]*"name": "${service_account}"`));
  });

  it.each(releases)("%s has its network paths before its pods", (name, { depends_on, namespace }) => {
    const policies = Object.keys(ofDemo().all("kubernetes_network_policy_v1")).filter((id) =>
      id.startsWith(`${name}_`),
    );
    expect(policies).not.toEqual([]);
    for (const policy of policies) {
      expect(depends_on).toContain(`kubernetes_network_policy_v1.${policy}`);
      expect(ofDemo().named("kubernetes_network_policy_v1", policy).metadata.namespace).toBe(namespace);
    }
  });

  it.each(releases)("%s has no secret in its values", (_, body) => {
    expect(body).not.toHaveProperty("set_sensitive");
    expect(body.values[0]).not.toMatch(/password|secret|credential|token/i);
  });

  it("come after cert-manager where their chart contains a certificate", () => {
    const [[, certManager], [, loadBalancers]] = releases as [[string, Body], [string, Body]];
    expect(loadBalancers.depends_on).toContain("helm_release.cert-manager_release");
    expect(certManager.depends_on).not.toContain("helm_release.load-balancer-controller_release");
  });

  it("know the zone, the cluster and the VPC by value", () => {
    const values = Object.fromEntries(releases.map(([name, body]) => [name, body.values[0]]));
    expect(values["external-dns"]).toContain('"zone-id-filter": ${jsonencode(aws_route53_zone.dns_zone.zone_id)}');
    expect(values["external-dns"]).toContain('"txtOwnerId": "strata-demo"');
    expect(values["load-balancer-controller"]).toContain('"clusterName": "strata-demo"');
    expect(values["load-balancer-controller"]).toContain("managed-infrastructure.outputs.vpc_id");
  });

  it("tag what they make as the environment's and as no stack's", () => {
    const { values } = ofDemo().named("helm_release", "load-balancer-controller_release");
    expect(values[0]).toContain('"strata:environment": "demo"');
    expect(values[0]).toContain('"cost-center": "4711"');
    expect(values[0]).not.toContain("strata:stack");
  });
});

describe("network paths", () => {
  const policies = () => Object.entries(ofDemo().all("kubernetes_network_policy_v1"));
  const webhooks: readonly [string, Readonly<Record<string, string>>, string][] = [
    [
      "cert-manager_allow-api-server-to-cert-manager-webhook",
      { "app.kubernetes.io/instance": "cert-manager", "app.kubernetes.io/component": "webhook" },
      "10250",
    ],
    [
      "load-balancer-controller_allow-api-server-to-aws-load-balancer-controller-webhook",
      { "app.kubernetes.io/instance": "aws-load-balancer-controller" },
      "9443",
    ],
  ];

  it.each(webhooks)("%s lets the control plane's subnets in, on the webhook's port", (name, pods, port) => {
    const { pod_selector, ingress, policy_types } = ofDemo().named("kubernetes_network_policy_v1", name).spec;
    expect(pod_selector.match_labels).toEqual(pods);
    expect(policy_types).toEqual(["Ingress"]);
    expect(ingress).toHaveLength(1);
    expect(ingress[0].ports).toEqual([{ port, protocol: "TCP" }]);
    const subnets = Object.entries(demo()["managed-infrastructure"].all("aws_subnet"))
      .filter(([id]) => id.includes("control-plane"))
      .map(([, { cidr_block }]) => ({ ip_block: { cidr: cidr_block } }));
    expect(subnets).toHaveLength(3);
    expect(ingress[0].from).toEqual(subnets);
  });

  it("lead in to webhooks only", () => {
    const open = policies().filter(([, { spec }]) => spec.policy_types.includes("Ingress"));
    expect(open.map(([name]) => name)).toEqual(webhooks.map(([name]) => name));
  });

  it.each([
    ["cert-manager_allow-cert-manager-to-issuers-and-aws", { "app.kubernetes.io/component": "controller" }],
    ["external-dns_allow-external-dns-to-api-server-and-aws", { "app.kubernetes.io/instance": "external-dns" }],
  ])("%s leads out for those pods, over TLS", (name, labels) => {
    const { pod_selector, egress } = ofDemo().named("kubernetes_network_policy_v1", name).spec;
    expect(pod_selector.match_labels).toMatchObject(labels);
    const world = egress.filter(({ to }: Body) => to.some(({ ip_block }: Body) => ip_block?.cidr === "0.0.0.0/0"));
    expect(world).toHaveLength(1);
    expect(world[0].ports).toEqual([{ port: "443", protocol: "TCP" }]);
  });

  it("lead every pod of a controller to the API server", () => {
    const toApi = policies().filter(([, { spec }]) =>
      (spec.egress ?? []).some(({ to }: Body) => to.some(({ ip_block }: Body) => ip_block?.cidr === "172.20.0.1/32")),
    );
    expect(toApi.map(([, { spec }]) => spec.pod_selector.match_labels)).toEqual([
      { "app.kubernetes.io/instance": "cert-manager" },
      { "app.kubernetes.io/instance": "external-dns" },
      { "app.kubernetes.io/instance": "aws-load-balancer-controller" },
    ]);
  });
});

describe("the stack as a whole", () => {
  it("holds no password, in whatever argument", () => {
    expect(JSON.stringify(ofDemo().json.resource)).not.toMatch(/"(auth_token|passwords?|master_password|[a-z_]*_wo)":/);
    expect(ofDemo().types).not.toContain("random_password");
  });

  it("makes no role, and reads identity nowhere", () => {
    expect(ofDemo().types.filter((type) => type.startsWith("aws_iam_"))).toEqual([]);
    expect(Object.keys(ofDemo().data("terraform_remote_state")).sort()).toEqual([
      "kubernetes-cluster",
      "managed-infrastructure",
    ]);
  });

  it("asks no live API at plan but for the states that it reads", () => {
    expect(Object.keys(ofDemo().json.data ?? {})).toEqual(["terraform_remote_state"]);
    expect(ofDemo().types).not.toContain("kubernetes_manifest");
  });

  it("tells the apps where their data lies", () => {
    const value = (name: string) => ofDemo().json.output?.[name].value;
    expect(value("database_endpoints")).toEqual({ orders: `\${aws_rds_cluster.database-orders_cluster.endpoint}` });
    expect(value("database_reader_endpoints")).toEqual({
      orders: `\${aws_rds_cluster.database-orders_cluster.reader_endpoint}`,
    });
    expect(value("database_names")).toEqual({ orders: "orders" });
    expect(value("cache_endpoints")).toEqual({
      sessions: `\${aws_elasticache_replication_group.cache-sessions_group.primary_endpoint_address}`,
    });
    expect(value("ingress_class_name")).toBe("alb");
  });

  it("publishes empty maps where there is nothing, so that its contract stays whole", () => {
    const apps = loadEnvironment("demo").apps.map((app) => ({
      ...app,
      uses: { ...app.uses, databases: [], caches: [] },
    }));
    const { output, resource } = changed({ databases: [], caches: [], apps })["app-services"].json;
    expect(output?.database_endpoints.value).toEqual({});
    expect(output?.cache_endpoints.value).toEqual({});
    expect(resource).not.toHaveProperty("aws_elasticache_user");
  });
});
