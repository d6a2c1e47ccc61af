import type { Body } from "../../support/synthesize";
import { deploymentOf, policyOf, webService, worker } from "./support";

const scrapedBy = { pods: { asks: "yes" }, namespaces: { "kubernetes.io/metadata.name": "monitoring" } };
const templateOf = (stack: ReturnType<typeof worker>) => deploymentOf(stack).spec.template;
const portsOf = (stack: ReturnType<typeof worker>) =>
  templateOf(stack).spec.container.map((container: Body) => [
    container.name,
    (container.port ?? []).map(({ name, container_port }: Body) => `${name} ${container_port}`),
  ]);

it("says on its pods that they are asked, and where", () => {
  const { labels, annotations } = templateOf(worker({ metrics: { port: 9464, path: "/stats", scrapedBy } })).metadata;
  expect(labels).toMatchObject({ "strata/metrics": "scraped" });
  expect(annotations).toMatchObject({ "strata/metrics-port": "9464", "strata/metrics-path": "/stats" });
});

it("asks at /metrics unless another path is named", () => {
  const { annotations } = templateOf(worker({ metrics: { port: 9464, scrapedBy } })).metadata;
  expect(annotations).toMatchObject({ "strata/metrics-path": "/metrics" });
});

it("keeps the labels that its Deployment finds its pods by, which never change", () => {
  const selectorOf = (stack: ReturnType<typeof worker>) => deploymentOf(stack).spec.selector;
  expect(selectorOf(worker({ metrics: { port: 9464, scrapedBy } }))).toEqual(selectorOf(worker()));
});

it("lets in who asks, on that port and no other", () => {
  expect(policyOf(webService({ metrics: { port: 9464, scrapedBy } }), "from-prometheus")).toEqual({
    pod_selector: {
      match_labels: { "app.kubernetes.io/name": "web", "app.kubernetes.io/component": "web-service" },
    },
    policy_types: ["Ingress"],
    ingress: [
      {
        from: [
          {
            pod_selector: { match_labels: { asks: "yes" } },
            namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } },
          },
        ],
        ports: [{ port: "9464", protocol: "TCP" }],
      },
    ],
    egress: [],
  });
});

it("is neither found nor reached where it tells nothing", () => {
  const { metadata } = templateOf(worker());
  expect(JSON.stringify(metadata)).not.toContain("metrics");
  expect(worker().all("kubernetes_network_policy_v1")).toEqual({});
});

describe("the port, which Prometheus finds among those of the containers", () => {
  const exporter = { name: "exporter", image: "exporter@sha256:0", resources: { cpu: "10m", memory: "32Mi" } };

  it("is one of the app's beside its own", () => {
    expect(portsOf(webService({ metrics: { port: 9464, scrapedBy } }))).toEqual([
      ["web", ["http 8080", "metrics 9464"]],
    ]);
    expect(portsOf(worker({ metrics: { port: 9464, scrapedBy } }))).toEqual([["worker", ["metrics 9464"]]]);
  });

  it("is the app's own, which stands there once", () => {
    expect(portsOf(webService({ metrics: { port: 8080, scrapedBy } }))).toEqual([["web", ["http 8080"]]]);
  });

  it("is a side-car's", () => {
    const sideCars = [{ ...exporter, port: 9113 }];
    expect(portsOf(webService({ sideCars, metrics: { port: 9113, scrapedBy } }))).toEqual([
      ["web", ["http 8080"]],
      ["exporter", ["side-car 9113"]],
    ]);
  });
});
