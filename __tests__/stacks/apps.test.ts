import { subnetPlan } from "../../constructs/network/subnet-plan";
import { loadEnvironment } from "../../environments/load";
import { callersOf } from "../../environments/schema/apps/pods";
import type { App, Environment } from "../../environments/schema/environment";
import { restrictedViolations } from "../constructs/workloads/restricted";
import { findingsOn } from "../environments/broken";
import { appOf, controllerOf, controllerTypes, podTemplateOf } from "../support/apps";
import { demo, synthesizePlatform } from "../support/demo";
import type { Body, SynthesizedStack } from "../support/synthesize";

const environment = loadEnvironment("demo");
const stack = () => demo().apps;
const appsOf = (changed: Partial<Environment>) =>
  synthesizePlatform({ environment: { ...environment, ...changed } }).apps;
const withApp = (name: string, change: (app: App) => App) => ({
  apps: environment.apps.map((app) => (app.name === name ? change(app) : app)),
});
const read = (contract: string, output: string, key?: string) =>
  `\${data.terraform_remote_state.${contract}.outputs.${output}${key === undefined ? "" : `["${key}"]`}}`;

const deploymentOf = (app: string) => stack().named("kubernetes_deployment_v1", `${app}_deployment`);
const policyOf = (name: string) => stack().named("kubernetes_network_policy_v1", name).spec;
const cidrsOf = (rule: Body) => [...(rule.from ?? []), ...(rule.to ?? [])].map((peer: Body) => peer.ip_block?.cidr);

it("every app of the environment runs under its team's name, as its kind does", () => {
  const all = controllerTypes.flatMap((type) => Object.keys(stack().all(type)).map((name) => `${type}.${name}`));
  expect(all.sort()).toEqual(environment.apps.map(controllerOf).sort());
  expect(all).toEqual(
    expect.arrayContaining([
      "kubernetes_deployment_v1.storefront_web_deployment",
      "kubernetes_deployment_v1.fulfilment_dispatch_deployment",
      "kubernetes_stateful_set_v1.storefront_search_stateful-set",
      "kubernetes_daemon_set_v1.storefront_rates_daemon-set",
      "kubernetes_cron_job_v1.fulfilment_stock-report_cron-job",
      "kubernetes_job_v1.fulfilment_order-tables_job",
    ]),
  );
});

it("the demo shows every kind of app, and every part that an app may have", () => {
  expect(new Set(environment.apps.map(({ kind }) => kind)).size).toBe(6);
  const [pods, text] = [environment.apps.map((app) => podTemplateOf(stack(), app).spec), JSON.stringify(stack().json)];
  expect(pods.filter(({ init_container: init }) => init)).not.toEqual([]);
  expect(pods.filter(({ container }) => container.length > 1)).not.toEqual([]);
  const parts = ["config_map_ref", "config-files", "secret_key_ref", "ExternalSecret", "volume_claim_template"];
  expect(parts.filter((part) => !text.includes(part))).toEqual([]);
});

it("every pod keeps the restricted profile", () => {
  for (const app of environment.apps) {
    expect([app.name, restrictedViolations(podTemplateOf(stack(), app).spec)]).toEqual([app.name, []]);
  }
});

it("every object lies in its team's namespace", () => {
  const kubernetes = stack().types.filter((type) => type.startsWith("kubernetes_"));
  for (const [address, body] of kubernetes.flatMap((type) => Object.entries(stack().all(type)))) {
    const team = address.split("_")[0];
    expect([address, body.metadata.namespace]).toEqual([address, read("kubernetes-cluster", "team_namespaces", team)]);
  }
});

it.each(environment.apps.map(({ team, name }) => [team, name]))(
  "%s/%s has the role that identity made for it",
  (team, name) => {
    expect(stack().named("aws_eks_pod_identity_association", `${team}_${name}_identity`)).toMatchObject({
      service_account: name,
      role_arn: `arn:aws:iam::111122223333:role/strata/demo/apps/${team}/strata-demo-app-${team}-${name}`,
    });
  },
);

it("takes images from the app's own repository, by digest or by tag", () => {
  const imageOf = (app: string) => deploymentOf(app).spec.template.spec.container[0].image;
  const repository = (app: string) => read("managed-infrastructure", "repository_urls", app);
  expect(imageOf("storefront_catalog")).toBe(`${repository("storefront/catalog")}:2.14.0`);
  expect(imageOf("storefront_web")).toBe(
    `${repository("storefront/web")}@sha256:8e179e167eec3ed6ae493f99d3161bfd1e7c7b90864879259e400ef64971bddf`,
  );
});

it("tells an app of its datastores through the contract of app-services", () => {
  expect(stack().named("kubernetes_config_map_v1", "storefront_catalog_settings").data).toEqual({
    LOG_LEVEL: "info",
    DATABASE_ORDERS_HOST: read("app-services", "database_endpoints", "orders"),
    DATABASE_ORDERS_READER_HOST: read("app-services", "database_reader_endpoints", "orders"),
    DATABASE_ORDERS_NAME: read("app-services", "database_names", "orders"),
    DATABASE_ORDERS_PORT: "5432",
    DATABASE_ORDERS_USER: "demo_storefront_catalog",
    CACHE_SESSIONS_HOST: read("app-services", "cache_endpoints", "sessions"),
    CACHE_SESSIONS_PORT: "6379",
    CACHE_SESSIONS_USER: "strata-demo-storefront-catalog",
    BUCKET_PRODUCT_IMAGES_NAME: read("app-services", "bucket_names", "product-images"),
    BUCKET_PRODUCT_IMAGES_REGION: "eu-central-1",
    TABLE_REVIEWS_NAME: read("app-services", "table_names", "reviews"),
    TABLE_REVIEWS_REGION: "eu-central-1",
  });
});

it("tells an app of its queue, and reaches it by its endpoint where there is one", () => {
  const { data } = stack().named("kubernetes_config_map_v1", "fulfilment_dispatch_settings");
  expect(data.QUEUE_PLACED_ORDERS_URL).toBe(read("app-services", "queue_urls", "placed-orders"));
  const reached = (changed: SynthesizedStack) =>
    cidrsOf(changed.named("kubernetes_network_policy_v1", "fulfilment_dispatch_to-queue-placed-orders").spec.egress[0]);
  expect(reached(stack())).toEqual(["0.0.0.0/0"]);
  const { network } = environment;
  if (network.source === "existing") throw new Error("the demo makes its own network");
  const { private: nodes } = subnetPlan(network.cidr, network.zones);
  expect(reached(appsOf({ network: { ...network, endpoints: ["sqs"] } }))).toEqual(Object.values(nodes));
});

it("opens exactly the paths that the environment asks for", () => {
  const paths = Object.keys(stack().all("kubernetes_network_policy_v1"));
  const wanted = environment.apps.flatMap((app) => {
    const { team, name, uses, outside } = app;
    const own = `${team}_${name}`;
    const links = [
      ...uses.databases.map((one) => `to-database-${one.name}`),
      ...uses.caches.map((cache) => `to-cache-${cache}`),
      ...uses.queues.map((one) => `to-queue-${one.name}`),
      ...uses.buckets.map((one) => `to-bucket-${one.name}`),
      ...uses.tables.map((one) => `to-table-${one.name}`),
      ...outside.map((one) => `to-outside-${one.name}`),
      ...(app.kind === "stateful-service" ? ["to-members"] : []),
    ];
    const calls = environment.apps.some((other) => callersOf(other).includes(`${team}/${name}`));
    return [
      ...callersOf(app).map((caller) => `${own}_from-${caller.replace("/", "--")}`),
      ...callersOf(app).map((caller) => `${caller.replace("/", "_")}_to-${team}--${name}`),
      ...links.map((link) => `${own}_${link}`),
      ...(app.kind === "stateful-service" ? [`${own}_from-members`] : []),
      ...("subdomain" in app && app.subdomain !== undefined ? [`${own}_from-load-balancer`] : []),
      ...("metrics" in app && app.metrics ? [`${own}_from-prometheus`] : []),
      ...(links.length > 0 || calls ? [`${own}_to-dns`] : []),
      `${own}_to-pod-identity-agent`,
    ];
  });
  expect(paths).toEqual(wanted.sort());
});

it("both ends of a call agree on pods, namespace and port", () => {
  const [from] = policyOf("fulfilment_orders_from-storefront--checkout").ingress;
  const [to] = policyOf("storefront_checkout_to-fulfilment--orders").egress;
  const [service] = stack().named("kubernetes_service_v1", "fulfilment_orders_service").spec.port;
  expect(from.ports).toEqual(to.ports);
  expect(from.ports).toEqual([{ port: service.target_port, protocol: "TCP" }]);
  const pods = (team: string, app: string) => [
    {
      namespace_selector: {
        match_labels: { "kubernetes.io/metadata.name": read("kubernetes-cluster", "team_namespaces", team) },
      },
      pod_selector: { match_labels: { "app.kubernetes.io/name": app } },
    },
  ];
  expect(from.from).toEqual(pods("storefront", "checkout"));
  expect(to.to).toEqual(pods("fulfilment", "orders"));
});

it("reaches datastores in the data subnets only", () => {
  const { data } = subnetPlan(environment.network.cidr, environment.network.zones);
  expect(cidrsOf(policyOf("fulfilment_orders_to-database-orders").egress[0])).toEqual(Object.values(data));
  expect(cidrsOf(policyOf("storefront_web_to-cache-sessions").egress[0])).toEqual(Object.values(data));
});

describe("public addresses", () => {
  const delegated = (changed: SynthesizedStack) => changed.named("kubernetes_ingress_v1", "storefront_web_ingress");
  const classOf = (exposure: string, team: string) =>
    `${read("app-services", `${exposure}_ingress_class_names`).slice(0, -1)}["${team}"]}`;
  const annotation = (ingress: Body, name: string) => ingress.metadata.annotations[`alb.ingress.kubernetes.io/${name}`];
  const sources = (changed: SynthesizedStack) =>
    cidrsOf(changed.named("kubernetes_network_policy_v1", "storefront_web_from-load-balancer").spec.ingress[0]);
  const plan = subnetPlan(environment.network.cidr, environment.network.zones);

  it("belong to the apps that name a subdomain", () => {
    expect(
      Object.values(stack().all("kubernetes_ingress_v1")).map(({ spec }) => [
        spec.rule[0].host,
        spec.ingress_class_name,
      ]),
    ).toEqual(
      [
        ["tracking", "fulfilment"],
        ["checkout", "storefront"],
        ["magazine", "storefront"],
        ["www", "storefront"],
      ].map(([subdomain, team]) => [`${subdomain}.shop.tideline.example`, classOf("internal", team ?? "")]),
    );
  });

  it("stay inside the VPC until the zone is delegated, since there is no certificate", () => {
    expect(delegated(stack()).spec.ingress_class_name).toBe(classOf("internal", "storefront"));
    expect(annotation(delegated(stack()), "listen-ports")).toBe('[{"HTTP":80}]');
    expect(sources(stack())).toEqual(Object.values(plan.private));
  });

  it.each([
    ["a delegated zone", { source: "create" as const, delegated: true, deletable: false, dnssec: false }],
    ["an existing zone", { source: "existing" as const, zoneId: "Z0123456789ABCDEFGHIJ" }],
  ])("face the internet over TLS with %s", (_, zone) => {
    const changed = appsOf({ dns: { ...environment.dns, zone } });
    expect(delegated(changed).spec.ingress_class_name).toBe(classOf("public", "storefront"));
    expect(annotation(delegated(changed), "listen-ports")).toBe('[{"HTTP":80},{"HTTPS":443}]');
    expect(sources(changed)).toEqual(Object.values(plan.public));
  });

  it("are inside the VPC for an app that is internal, by a name in the private zone, over TLS all the same", () => {
    const changed = appsOf({
      ...withApp("web", (app) => ({ ...app, exposure: "internal" })),
      dns: {
        ...environment.dns,
        zone: { source: "create", delegated: true, deletable: false, dnssec: false },
        privateZone: { source: "create", deletable: false },
      },
    });
    expect(delegated(changed).spec.ingress_class_name).toBe(classOf("internal", "storefront"));
    expect(delegated(changed).spec.rule[0].host).toBe("www.shop.tideline.example");
    expect(annotation(delegated(changed), "listen-ports")).toBe('[{"HTTP":80},{"HTTPS":443}]');
    expect(sources(changed)).toEqual(Object.values(plan.private));
  });
});

/** Addresses that differ between two syntheses. */
function changes(before: SynthesizedStack, after: SynthesizedStack): readonly string[] {
  const types = [...new Set([...before.types, ...after.types])];
  return types.flatMap((type) => {
    const [old, young] = [before.all(type), after.all(type)];
    const names = [...new Set([...Object.keys(old), ...Object.keys(young)])];
    const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(young[name]));
    return changed.map((name) => `${type}.${name}`);
  });
}

it("a changed setting changes one map, on which one deployment's pods hang", () => {
  const after = appsOf(withApp("catalog", (app) => ({ ...app, settings: { LOG_LEVEL: "debug" } })));
  expect(changes(stack(), after)).toEqual(["kubernetes_config_map_v1.storefront_catalog_settings"]);
  const users = Object.entries(after.all("kubernetes_deployment_v1")).filter(([, deployment]) =>
    JSON.stringify(deployment).includes("kubernetes_config_map_v1.storefront_catalog_settings"),
  );
  expect(users.map(([name]) => name)).toEqual(["storefront_catalog_deployment"]);
});

it("a new image changes one deployment", () => {
  const after = appsOf(withApp("catalog", (app) => ({ ...app, image: { tag: "2.15.0" } })));
  expect(changes(stack(), after)).toEqual(["kubernetes_deployment_v1.storefront_catalog_deployment"]);
});

it("a new app changes nothing of the others", () => {
  const web = appOf(environment, "web-service", "storefront/web");
  const added = { ...web, name: "wishes", subdomain: undefined, calledBy: [] };
  const all = changes(stack(), appsOf({ apps: [...environment.apps, added] }));
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((address) => !address.includes(".storefront_wishes_"))).toEqual([]);
});

it("another version of a secret is another Secret, and changes the pods that take it, and nothing else", () => {
  const secret = appOf(environment, "web-service", "storefront/payments").secrets[0];
  if (!secret) throw new Error("payments has no secret");
  const after = appsOf(withApp("payments", (app) => ({ ...app, secrets: [{ ...secret, version: "AWSPENDING" }] })));
  expect(changes(stack(), after)).toEqual([
    "helm_release.storefront_payments_secret-card-processor",
    "kubernetes_deployment_v1.storefront_payments_deployment",
  ]);
});

it("a new version of a job's image runs it again", () => {
  const after = appsOf(withApp("order-tables", (app) => ({ ...app, image: { tag: "7.3.0" } })));
  expect(changes(stack(), after)).toEqual(["kubernetes_job_v1.fulfilment_order-tables_job"]);
  const nameOf = (changed: SynthesizedStack) => changed.only("kubernetes_job_v1").metadata.name;
  expect(nameOf(after)).not.toBe(nameOf(stack()));
});

it("reads no state but those that it takes something from", () => {
  expect(Object.keys(stack().data("terraform_remote_state"))).toEqual([
    "app-services",
    "kubernetes-cluster",
    "managed-infrastructure",
  ]);
});

it("declares nothing of IAM, no secret, and nothing that others share", () => {
  expect(stack().types).toEqual([
    "aws_eks_pod_identity_association",
    "helm_release",
    "kubernetes_config_map_v1",
    "kubernetes_cron_job_v1",
    "kubernetes_daemon_set_v1",
    "kubernetes_deployment_v1",
    "kubernetes_horizontal_pod_autoscaler_v2",
    "kubernetes_ingress_v1",
    "kubernetes_job_v1",
    "kubernetes_network_policy_v1",
    "kubernetes_pod_disruption_budget_v1",
    "kubernetes_service_account_v1",
    "kubernetes_service_v1",
    "kubernetes_stateful_set_v1",
  ]);
});

it("has no part of its own whose name a team may bear: addresses begin with either", () => {
  const { provider, terraform } = stack().json;
  expect(Object.keys(terraform)).toContain("backend");
  const assets = ["custom-objects-chart"];
  const parts = [
    ...Object.keys(provider),
    ...Object.keys(stack().data("terraform_remote_state")),
    "backend",
    ...assets,
  ];
  expect(parts).toEqual(expect.arrayContaining(["aws", "kubernetes", "helm", "app-services"]));
  for (const name of parts) {
    expect(findingsOn({ "teams.2": { name } })).toEqual([expect.stringMatching(/\[ENV_TEAM_(ADDRESS|RESERVED)\]$/)]);
  }
});
