import { environmentNames, loadEnvironment } from "../../environments/load";
import type { App, Environment } from "../../environments/schema/environment";
import { type AdapterRule, servedOf } from "../support/adapter-rules";
import { podTemplateOf } from "../support/apps";
import { demo, environmentOutput, outputOf, synthesizePlatform } from "../support/demo";
import { releaseValues } from "../support/release-values";
import type { Body, SynthesizedStack } from "../support/synthesize";

const environment = loadEnvironment("demo");
const managed: Environment = { ...environment, monitoring: { kind: "managed-prometheus", alerts: {} } };

const tells = (app: App) => "metrics" in app && app.metrics !== undefined;
const endpointOf = (app: App) => ("metrics" in app ? app.metrics : undefined);
const monitorOf = (stack: SynthesizedStack): Body => releaseValues(stack, "app-metrics").objects[0];
const releasesOf = (stack: SynthesizedStack) => Object.values(stack.all("helm_release")).map(({ name }) => name);

describe.each(environmentNames())("%s", (name) => {
  const { apps } = loadEnvironment(name);
  const platform = () => environmentOutput(name);
  const asked = apps.filter(tells);

  it("scales by metrics that the adapter serves of the app's own pods, or of its team's", () => {
    const rules: Readonly<Record<string, readonly AdapterRule[]>> = releaseValues(
      platform()["cluster-services"],
      "prometheus-adapter",
    ).rules;
    const autoscalers = Object.values(platform().apps.all("kubernetes_horizontal_pod_autoscaler_v2"));
    const followed = autoscalers.flatMap(({ metadata, spec }) =>
      spec.metric.flatMap(({ type, pods, external }: Body) => {
        const kind = type === "Pods" ? "custom" : "external";
        return type === "Resource" ? [] : [{ app: metadata.name, kind, metric: (pods ?? external).metric.name }];
      }),
    );
    expect(followed.length).toBeGreaterThan(0);
    for (const { app, kind, metric } of followed) {
      const series = metric.replace(/_per_second$/, "_total");
      const { team = "" } = apps.find((one) => one.name === app) ?? {};
      const labels = { job: "apps", namespace: team, pod: `${app}-1` };
      expect(servedOf(rules[kind] ?? [], { name: series, labels }).map((one) => one.name)).toEqual([metric]);
    }
  });

  it("finds the pods that tell metrics, and those only, by a port that one of their containers declares", () => {
    const { selector, podMetricsEndpoints, namespaceSelector } = monitorOf(platform()["cluster-services"]).spec;
    const [{ relabelings }] = podMetricsEndpoints;
    const [port, path] = relabelings;
    expect([port.action, port.targetLabel]).toEqual(["keepequal", "__meta_kubernetes_pod_container_port_number"]);
    expect(path.targetLabel).toBe("__metrics_path__");
    const metaLabel = (annotation: string) => `__meta_kubernetes_pod_annotation_${annotation.replace(/\W/g, "_")}`;
    const found = apps.flatMap((app) => {
      const { metadata, spec } = podTemplateOf(platform().apps, app);
      const chosen = Object.entries(selector.matchLabels).every(([key, value]) => metadata.labels[key] === value);
      if (!chosen || !namespaceSelector.matchNames.includes(app.team)) return [];
      const said = Object.fromEntries(
        Object.entries(metadata.annotations).map(([key, value]) => [metaLabel(key), value]),
      );
      const ports = spec.container.flatMap((container: Body) => container.port ?? []);
      return ports
        .filter(({ container_port }: Body) => String(container_port) === said[port.sourceLabels[0]])
        .map(({ container_port }: Body) => [app.name, container_port, said[path.sourceLabels[0]]]);
    });
    expect(found).toEqual(asked.map((app) => [app.name, endpointOf(app)?.port, endpointOf(app)?.path]));
    expect(found.length).toBeGreaterThan(0);
  });
});

it("takes the words of apps for nothing but their metrics, and not too many of them", () => {
  const { sampleLimit, labelLimit, bodySizeLimit, podMetricsEndpoints } = monitorOf(demo()["cluster-services"]).spec;
  expect([sampleLimit, labelLimit, bodySizeLimit]).toEqual([2000, 40, "4MB"]);
  expect(podMetricsEndpoints).toMatchObject([{ honorLabels: false, honorTimestamps: false, followRedirects: false }]);
  expect(podMetricsEndpoints[0].relabelings).toContainEqual({ targetLabel: "job", replacement: "apps" });
});

it("lets Prometheus to pods that want it in the teams' namespaces, and to no port below 1024", () => {
  const { spec } = demo()["cluster-services"].named(
    "kubernetes_network_policy_v1",
    "monitoring_allow-prometheus-to-all-that-it-scrapes",
  );
  const ranges = spec.egress.filter(({ ports }: Body) => ports.some(({ end_port }: Body) => end_port !== undefined));
  expect(ranges).toEqual([
    {
      to: [
        {
          pod_selector: { match_labels: { "strata/metrics": "scraped" } },
          namespace_selector: { match_expressions: [{ key: "strata/team", operator: "Exists" }] },
        },
      ],
      ports: [{ port: "1024", end_port: 65535, protocol: "TCP" }],
    },
  ]);
});

it("changes nothing but its own app when one begins to tell metrics, and scales by them", () => {
  const told = synthesizePlatform({
    environment: {
      ...environment,
      apps: environment.apps.map((app) =>
        app.kind === "web-service" && app.name === "web"
          ? {
              ...app,
              metrics: { port: 9999, path: "/stats" },
              scaling: { ...app.scaling, metrics: [{ kind: "pods", name: "carts", average: "50" }] },
            }
          : app,
      ),
    },
  });
  for (const id of ["identity", "managed-infrastructure", "kubernetes-cluster", "cluster-services", "app-services"]) {
    const stack = id as "identity";
    expect(JSON.stringify(told[stack].json)).toBe(JSON.stringify(demo()[stack].json));
  }
  const { from } = told.apps.named("kubernetes_network_policy_v1", "storefront_web_from-prometheus").spec.ingress[0];
  expect(from).toEqual([
    {
      pod_selector: { match_labels: { "app.kubernetes.io/name": "prometheus" } },
      namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "cluster-services" } },
    },
  ]);
});

it("has the adapter after Prometheus, which it asks", () => {
  const { depends_on } = demo()["cluster-services"].named("helm_release", "custom-metrics_release");
  expect(depends_on).toContain("helm_release.monitoring_release");
  expect(releaseValues(demo()["cluster-services"], "prometheus-adapter").prometheus).toEqual({
    url: "http://kube-prometheus-stack-prometheus.cluster-services:9090",
    port: 0,
  });
});

it("has the agent of the managed service ask the same pods, and no adapter that could not ask the service", () => {
  const { "cluster-services": services, apps } = outputOf(managed);
  expect(monitorOf(services)).toEqual(monitorOf(demo()["cluster-services"]));
  expect(releasesOf(services)).not.toContain("prometheus-adapter");
  const { spec } = apps.named("kubernetes_network_policy_v1", "fulfilment_dispatch_from-prometheus");
  expect(spec.ingress[0].from[0].pod_selector).toEqual({
    match_labels: { "app.kubernetes.io/name": "prometheus-agent" },
  });
});

it("opens no port and labels no pod where nobody asks", () => {
  const unwatched: Environment = { ...environment, monitoring: { kind: "none" } };
  const { "cluster-services": services, apps } = synthesizePlatform({ environment: unwatched });
  expect(releasesOf(services)).not.toContain("app-metrics");
  expect(releasesOf(services)).not.toContain("prometheus-adapter");
  expect(JSON.stringify(apps.json)).not.toMatch(/from-prometheus|strata\/metrics/);
});
