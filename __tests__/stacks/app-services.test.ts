import { catalogue } from "../../constructs/charts/catalogue";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { validated } from "../environments/broken";
import { demo, environmentOutput, outputOf, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { inClosedNetwork } from "../support/networks";
import type { Body, SynthesizedStack } from "../support/synthesize";
import { delegatedDemo } from "../support/whole-demo";

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
    const { types, json } = changed({
      dns: { domain, zone: { source: "create", delegated: true, deletable: false, dnssec: false } },
    })["app-services"];
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

describe("ingress classes", () => {
  const whole = () => outputOf(delegatedDemo)["app-services"];
  const objectsOf = (stack: SynthesizedStack) => stack.named("helm_release", "ingress-classes").values[0];
  const namesIn = (values: string) => [
    ...values.matchAll(/"kind": "IngressClass",\n *"metadata": {\n *"name": "([^"]+)"/g),
  ];

  it("are internal ones for each team before there is a certificate, and public ones beside them after", () => {
    expect(namesIn(objectsOf(ofDemo())).map(([, name]) => name)).toEqual([
      "internal-storefront",
      "internal-fulfilment",
    ]);
    expect(namesIn(objectsOf(whole())).map(([, name]) => name)).toEqual([
      "public-storefront",
      "internal-storefront",
      "public-fulfilment",
      "internal-fulfilment",
    ]);
    expect(whole().json.output?.public_ingress_class_names.value).toEqual({
      storefront: "public-storefront",
      fulfilment: "public-fulfilment",
    });
  });

  it("are there once their controller is, and the web ACL with its log", () => {
    expect(whole().named("helm_release", "ingress-classes").depends_on).toEqual([
      "helm_release.load-balancer-controller_release",
      "aws_wafv2_web_acl_logging_configuration.web-acl_logging",
    ]);
  });

  it("are open to the VPC and what is connected with it, where they are internal", () => {
    const values = objectsOf(environmentOutput("example-s3")["app-services"]);
    expect(values).toContain('"10.128.0.0/16"');
    expect(values).toContain('"10.0.0.0/10"');
    expect(values).toContain("ELBSecurityPolicy-TLS13-1-2-Res-2021-06");
  });

  it("put the web ACL before what the world reaches, and before nothing else", () => {
    expect(objectsOf(whole()).match(/"wafv2AclName": "strata-demo"/g)).toHaveLength(2);
    expect(objectsOf(ofDemo())).not.toContain("wafv2AclName");
  });
});

describe("the web ACL", () => {
  const namedIn = (environment: Environment) =>
    Object.values(outputOf(environment)["app-services"].all("aws_wafv2_web_acl")).map(({ name }) => name);

  it("is there by default, and not where nothing reaches it or nobody wants it", () => {
    expect(namedIn(loadEnvironment("demo"))).toEqual(["strata-demo"]);
    expect(namedIn(inClosedNetwork())).toEqual([]);
    expect(namedIn(validated({ "waf.enabled": false }))).toEqual([]);
  });
});

describe("the private zone", () => {
  const whole = () => outputOf(delegatedDemo)["app-services"];
  const argumentsOf = (release: string) => whole().named("helm_release", `${release}_release`).values[0];
  const classesOf = (release: string) => {
    const [, list = ""] = /"ingress-class": \[([^\]]*)\]/.exec(argumentsOf(release)) ?? [];
    return [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  };

  it("belongs to the VPC, and is told to the apps", () => {
    expect(whole().named("aws_route53_zone", "private-dns_zone").vpc).toEqual([
      { vpc_id: `\${data.terraform_remote_state.managed-infrastructure.outputs.vpc_id}` },
    ]);
    expect(whole().json.output?.private_zone_id.value).toBe(`\${aws_route53_zone.private-dns_zone.zone_id}`);
    expect(ofDemo().json.output?.private_zone_id.value).toBe("");
  });

  it("gets internal hosts, and public ones as well; the zone for the world never an internal one", () => {
    expect(classesOf("external-dns")).toEqual(["public-storefront", "public-fulfilment"]);
    expect(classesOf("external-dns-private")).toEqual([
      "internal-storefront",
      "internal-fulfilment",
      "public-storefront",
      "public-fulfilment",
    ]);
  });

  it("is named by what writes to it, so that this goes first", () => {
    expect(argumentsOf("external-dns-private")).toContain(
      '"zone-id-filter": ${jsonencode(aws_route53_zone.private-dns_zone.zone_id)}',
    );
  });

  it("hides challenges in the public zone from the VPC, so that cert-manager looks outside", () => {
    expect(argumentsOf("cert-manager")).toContain("https://cloudflare-dns.com/dns-query");
    expect(ofDemo().named("helm_release", "cert-manager_release").values[0]).not.toContain("dns-query");
  });
});

describe("issuers", () => {
  it("are there once cert-manager is, and the zone delegated", () => {
    const issuers = outputOf(delegatedDemo)["app-services"].named("helm_release", "issuers");
    expect(issuers.depends_on).toEqual(["helm_release.cert-manager_release"]);
    expect(issuers.values[0]).toContain("https://acme-v02.api.letsencrypt.org/directory");
    const undelegated = validated({ "dns.acme": { email: "certificates@tideline.example" } });
    expect(Object.keys(outputOf(undelegated)["app-services"].all("helm_release"))).not.toContain("issuers");
  });
});

describe("signatures of the zone", () => {
  it("are made where the environment asks for them, with what the parent zone has to hold as an output", () => {
    const whole = outputOf(delegatedDemo)["app-services"];
    expect(whole.only("aws_route53_hosted_zone_dnssec").hosted_zone_id).toBe(`\${aws_route53_zone.dns_zone.zone_id}`);
    expect(whole.only("aws_route53_key_signing_key").key_management_service_arn).toBe(
      `\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["dnssec"]}`,
    );
    expect(whole.json.output?.ds_record.value).toMatch(/\.ds_record\}$/);
    expect(ofDemo().types).not.toContain("aws_route53_key_signing_key");
    expect(ofDemo().json.output?.ds_record.value).toBe("");
  });
});

describe("controllers", () => {
  const releases: readonly [string, Body][] = ["cert-manager", "load-balancer-controller", "external-dns"].map(
    (name) => [name, ofDemo().named("helm_release", `${name}_release`)],
  );

  it("are these three, with the classes that one of them serves", () =>
    expect(Object.keys(ofDemo().all("helm_release")).sort()).toEqual(
      [...releases.map(([name]) => `${name}_release`), "ingress-classes"].sort(),
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
    expect(values[0]).not.toContain('"strata:stack": ');
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
    expect(value("public_ingress_class_names")).toEqual({});
    expect(value("internal_ingress_class_names")).toEqual({
      storefront: "internal-storefront",
      fulfilment: "internal-fulfilment",
    });
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
