import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { demo, outputOf, synthesizePlatform } from "../support/demo";
import { inMesh } from "../support/mesh";
import type { Body } from "../support/synthesize";
import { wholeDemo, wholeDemoWithPrometheus } from "../support/whole-demo";

const services = () => demo()["cluster-services"];
const environment = loadEnvironment("demo");
/** Values with the names of what only Terraform knows in its place, alone or within a text. */
const parsed = (values: string) =>
  JSON.parse(
    values
      .replace(/\$\{trimsuffix\(trimprefix\(jsonencode\(([\w.-]+)\).*?"\\""\)\}/g, "<$1>")
      .replace(/\$\{jsonencode\((.*?)\)\}(?=[,}\]\s])/g, (_, known) => JSON.stringify(known)),
  );
const withMonitoring = (monitoring: Environment["monitoring"]) =>
  synthesizePlatform({ environment: { ...environment, monitoring } });

it("comes after its network paths and its dashboards", () => {
  const { depends_on } = services().named("helm_release", "monitoring_release");
  expect(depends_on).toContain("kubernetes_config_map_v1.dashboards");
  expect(depends_on).toContain("kubernetes_network_policy_v1.monitoring_allow-prometheus-to-all-that-it-scrapes");
});

it("shows cluster, workloads and cost by team", () => {
  const { metadata, data } = services().only("kubernetes_config_map_v1");
  expect(metadata).toEqual({ namespace: "cluster-services", name: "platform-dashboards" });
  expect(Object.keys(data)).toEqual(["cluster.json", "cost-by-team.json", "workloads.json"]);
  const [values] = services().named("helm_release", "monitoring_release").values;
  expect(parsed(values).grafana.dashboardsConfigMaps).toEqual({
    platform: "kubernetes_config_map_v1.dashboards.metadata[0].name",
  });
});

it("lets Prometheus to what it scrapes, in the namespaces of others as well", () => {
  const policies = Object.entries(services().all("kubernetes_network_policy_v1")).filter(([id]) =>
    id.startsWith("scrape-"),
  );
  expect(policies.map(([id, { metadata }]) => [id, metadata.namespace])).toEqual([
    ["scrape-aws-load-balancer-controller", "app-services"],
    ["scrape-cert-manager", "app-services"],
    ["scrape-external-dns", "app-services"],
    ["scrape-external-secrets", "cluster-services"],
    ["scrape-fluent-bit", "node-agents"],
    ["scrape-karpenter", "cluster-services"],
    ["scrape-kyverno", "cluster-services"],
    ["scrape-kyverno-reports", "cluster-services"],
    ["scrape-velero", "cluster-services"],
  ]);
  for (const [, { spec }] of policies) {
    expect(spec.ingress[0].from).toEqual([
      {
        namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "cluster-services" } },
        pod_selector: { match_labels: { "app.kubernetes.io/name": "prometheus" } },
      },
    ]);
  }
});

it("asks Karpenter, and alerts on it, only where it runs", () => {
  const found = (stack: ReturnType<typeof services>) => {
    const { prometheus, additionalPrometheusRulesMap } = parsed(
      stack.named("helm_release", "monitoring_release").values[0],
    );
    const monitors = prometheus.additionalPodMonitors.map(({ name }: { name: string }) => name);
    const policies = Object.keys(stack.all("kubernetes_network_policy_v1"));
    const alerts = JSON.stringify(additionalPrometheusRulesMap);
    return [monitors.includes("karpenter"), policies.includes("scrape-karpenter"), alerts.includes("PodsFindNoNode")];
  };
  expect(found(services())).toEqual([true, true, true]);
  const fixed = { ...environment, autoscaling: { ...environment.autoscaling, enabled: false } };
  expect(found(synthesizePlatform({ environment: fixed })["cluster-services"])).toEqual([false, false, false]);
});

it("asks what the environment runs beside: the writer of a private zone, and the mesh", () => {
  const targetsIn = (stack: ReturnType<typeof services>) =>
    Object.fromEntries(
      parsed(stack.named("helm_release", "monitoring_release").values[0]).prometheus.additionalPodMonitors.map(
        ({ name, namespaceSelector, selector, podMetricsEndpoints }: Body) => [
          name,
          [namespaceSelector.matchNames[0], selector.matchLabels, podMetricsEndpoints[0].portNumber],
        ],
      ),
    );
  const beside = ["external-dns-private", "istiod", "ztunnel"];
  expect(Object.keys(targetsIn(services())).filter((job) => beside.includes(job))).toEqual([]);
  expect(targetsIn(outputOf(wholeDemoWithPrometheus)["cluster-services"])).toMatchObject({
    "external-dns": ["app-services", { "app.kubernetes.io/instance": "external-dns" }, 7979],
    "external-dns-private": ["app-services", { "app.kubernetes.io/instance": "external-dns-private" }, 7979],
  });
  const meshed = outputOf(inMesh)["cluster-services"];
  expect(targetsIn(meshed)).toMatchObject({
    istiod: ["cluster-services", { "app.kubernetes.io/instance": "istiod" }, 15014],
    ztunnel: ["node-agents", { "app.kubernetes.io/instance": "ztunnel" }, 15020],
  });
  const alerts = (stack: ReturnType<typeof services>) =>
    stack.named("helm_release", "monitoring_release").values[0].includes("MeshControlPlaneDown");
  expect([alerts(services()), alerts(meshed)]).toEqual([false, true]);
});

it("leaves out the age of backups where nobody's namespace is saved", () => {
  const rules = (stack: ReturnType<typeof services>) => stack.named("helm_release", "monitoring_release").values[0];
  expect(rules(services())).toContain("{schedule='velero-daily'}) > 129600");
  const excludedTeams = environment.teams.map(({ name }) => name);
  const unsaved = { ...environment, backups: { ...environment.backups, excludedTeams } };
  const without = rules(synthesizePlatform({ environment: unsaved })["cluster-services"]);
  expect(without).not.toContain("BackupTooOld");
  expect(without).toContain("BackupPlaceUnavailable");
});

it("has no role where it sends nothing through AWS", () => {
  expect(services().all("aws_eks_pod_identity_association")).not.toHaveProperty("monitoring_identity");
  expect(demo().identity.all("aws_iam_role")).not.toHaveProperty("controllers_alertmanager_role");
});

it("publishes with a role of its own, for that topic alone", () => {
  const { identity, "cluster-services": stack } = outputOf(wholeDemoWithPrometheus);
  expect(stack.named("aws_eks_pod_identity_association", "monitoring_identity")).toMatchObject({
    namespace: "cluster-services",
    service_account: "alertmanager",
    role_arn: "arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-alertmanager",
  });
  const { policy } = identity.named("aws_iam_policy", "controllers_alertmanager_policy-permissions");
  const [publish] = JSON.parse(policy).Statement;
  expect(publish).toMatchObject({
    Action: ["sns:Publish"],
    Resource: ["arn:aws:sns:eu-central-1:111122223333:on-call"],
  });
});

it("lets Alertmanager out only where somebody is to be told", () => {
  const egress = (monitoring: Environment["monitoring"]) =>
    JSON.stringify(
      withMonitoring(monitoring)["cluster-services"].all("kubernetes_network_policy_v1")[
        "monitoring_allow-alertmanager-to-peers-and-receivers"
      ] ?? {},
    );
  const small = { kind: "prometheus", retentionDays: 15, storageGiB: 50, memory: "2Gi", replicas: 1 } as const;
  expect(egress({ ...small, alerts: {} })).toBe("{}");
  expect(egress({ ...small, alerts: { heartbeat: { secretName: "switch", key: "url" } } })).toContain("0.0.0.0/0");
});

it("is looked into by whoever may forward the port of its pods, developers those of the dashboards", () => {
  const roles = demo()["kubernetes-cluster"].all("kubernetes_role_v1");
  const forwarded = (id: string) =>
    roles[`cluster-services_${id}_role`].rule.find(({ resources }: { resources: string[] }) =>
      resources.includes("pods/portforward"),
    );
  const pods = ["prometheus", "alertmanager"].map(
    (part) => (replica: number) => `${part}-kube-prometheus-stack-${part}-${replica}`,
  );
  const [prometheus, alertmanager] = pods as [(replica: number) => string, (replica: number) => string];
  const grafana = "kube-prometheus-stack-grafana-0";
  const metrics = [grafana, prometheus(0), prometheus(1)];
  expect(forwarded("monitoring-operator").resource_names).toEqual([...metrics, alertmanager(0), alertmanager(1)]);
  // Who reaches Alertmanager may silence it.
  expect(forwarded("monitoring-auditor")).toMatchObject({ verbs: ["create"], resource_names: metrics });
  expect(forwarded("dashboards-storefront")).toMatchObject({ verbs: ["create"], resource_names: [grafana] });
  const { "kubernetes-cluster": without } = withMonitoring({ kind: "none" });
  expect(Object.keys(without.all("kubernetes_role_v1")).filter((id) => /monitoring|dashboards/.test(id))).toEqual([]);
});

describe("in AWS's hands", () => {
  const stack = () => outputOf(wholeDemo)["cluster-services"];

  it("has a workspace with the platform's key, which says what it can't evaluate", () => {
    expect(stack().only("aws_prometheus_workspace")).toMatchObject({
      alias: "strata-demo",
      kms_key_arn: `\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["metrics"]}`,
      logging_configuration: { log_group_arn: `\${aws_cloudwatch_log_group.metrics_logs.arn}:*` },
    });
    expect(stack().named("aws_cloudwatch_log_group", "metrics_logs")).toMatchObject({
      name: "/strata/demo/prometheus",
      retention_in_days: 90,
      kms_key_id: `\${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["logs"]}`,
    });
  });

  it("evaluates the same alerts, but for those on what it does itself", () => {
    const { groups } = JSON.parse(stack().only("aws_prometheus_rule_group_namespace").data);
    const alerts = groups.flatMap(({ rules }: { rules: { alert?: string }[] }) => rules.map(({ alert }) => alert));
    expect(alerts).toEqual(expect.arrayContaining(["NodeNotReady", "SamplesNotStored"]));
    expect(alerts).not.toContain("AlertsNotSent");
    expect(groups.map(({ name }: { name: string }) => name)).toContain("cost");
  });

  it("tells the topic, and nobody of what always fires", () => {
    const { alertmanager_config } = JSON.parse(stack().only("aws_prometheus_alert_manager_definition").definition);
    const { route, receivers } = JSON.parse(alertmanager_config);
    const topic_arn = "arn:aws:sns:eu-central-1:111122223333:on-call";
    expect(receivers).toEqual([
      { name: "platform", sns_configs: [{ topic_arn, sigv4: { region: "eu-central-1" }, send_resolved: true }] },
      { name: "nobody" },
    ]);
    expect(route.routes[0]).toEqual({ matchers: ["alertname = Watchdog"], receiver: "nobody" });
    const untold = withMonitoring({ kind: "managed-prometheus", alerts: {} })["cluster-services"];
    expect(untold.types).not.toContain("aws_prometheus_alert_manager_definition");
  });

  it("is written to by an agent, under a role that may do nothing else", () => {
    const [text] = stack().named("helm_release", "monitoring_release").values;
    const { prometheus, alertmanager, grafana } = parsed(text);
    expect({ alertmanager, grafana }).toEqual({ alertmanager: { enabled: false }, grafana: { enabled: false } });
    expect(prometheus).toMatchObject({
      agentMode: true,
      serviceAccount: { create: true, name: "prometheus" },
      prometheusSpec: {
        remoteWrite: [
          {
            url: "<aws_prometheus_workspace.metrics_workspace.prometheus_endpoint>api/v1/remote_write",
            sigv4: { region: "eu-central-1" },
          },
        ],
        // By these the service knows that two agents say the same.
        replicas: 2,
        replicaExternalLabelName: "__replica__",
        externalLabels: { cluster: "strata-demo" },
      },
    });
    const { policy } = outputOf(wholeDemo).identity.named(
      "aws_iam_policy",
      "controllers_prometheus_policy-permissions",
    );
    expect(JSON.parse(policy).Statement).toEqual([
      expect.objectContaining({
        Action: ["aps:RemoteWrite"],
        Condition: {
          StringEquals: {
            "aws:ResourceTag/strata:environment": "demo",
            "aws:ResourceTag/strata:stack": "cluster-services",
          },
        },
      }),
    ]);
  });

  it("takes a key that others do not pay for", () => {
    const keys = (platform: ReturnType<typeof demo>) =>
      Object.keys(platform["managed-infrastructure"].all("aws_kms_key"));
    expect(keys(outputOf(wholeDemo))).toContain("keys_metrics_key");
    expect(keys(demo())).not.toContain("keys_metrics_key");
  });

  it("leaves the dashboards where a Grafana of one's own finds them, and nobody a port to forward", () => {
    expect(stack().only("kubernetes_config_map_v1").metadata.name).toBe("platform-dashboards");
    const roles = Object.keys(outputOf(wholeDemo)["kubernetes-cluster"].all("kubernetes_role_v1"));
    expect(roles.filter((id) => /monitoring|dashboards/.test(id))).toEqual([]);
  });
});

it("is left out where the environment wants none", () => {
  const stack = withMonitoring({ kind: "none" })["cluster-services"];
  expect(stack.all("helm_release")).not.toHaveProperty("monitoring_release");
  const policies = Object.keys(stack.all("kubernetes_network_policy_v1"));
  expect(policies.filter((id) => /^(scrape|monitoring)/.test(id))).toEqual([]);
  expect(stack.types).not.toContain("kubernetes_config_map_v1");
});
