import { kyvernoTraffic } from "../../../constructs/charts/kyverno-traffic";
import { systemNamespaces } from "../../../constructs/charts/namespaces";
import { at, charts, leaves } from "./all-charts";

const chart = charts.kyverno;

it("asks nobody about what the platform itself needs to start", () => {
  const [expression] = at(chart, "config.webhooks.namespaceSelector.matchExpressions") as [{ values: string[] }];
  expect(expression).toMatchObject({ key: "kubernetes.io/metadata.name", operator: "NotIn" });
  expect(expression.values).toEqual(expect.arrayContaining([...systemNamespaces, "amazon-guardduty"]));
});

it("has no controller that could change or make objects of others", () => {
  for (const controller of ["backgroundController", "cleanupController"]) {
    expect(at(chart, controller)).toEqual({ enabled: false });
  }
});

it("takes exceptions from its own namespace alone, and gives nobody else rights on policies", () => {
  expect(at(chart, "features.policyExceptions")).toEqual({ enabled: true, namespace: chart.namespace });
  expect(at(chart, "rbac.roles.aggregate")).toEqual({ admin: false, view: false });
});

it("makes its certificates at run time, and looks for no credentials of registries", () => {
  const paths = [...leaves(chart.values)].map(([path]) => path);
  expect(paths.filter((path) => /createSelfSignedCert|certManager|imagePullSecrets/i.test(path))).toEqual([]);
  expect(at(chart, "features.registryClient")).toEqual({ credentialHelpers: [] });
});

it("takes its webhooks away before it goes", () => {
  expect(at(chart, "webhooksCleanup.enabled")).toBe(true);
});

it("states one kind of disruption budget, since the chart refuses two", () => {
  for (const controller of ["admissionController", "reportsController"]) {
    expect(at(chart, `${controller}.podDisruptionBudget`)).toMatchObject({ minAvailable: 0, maxUnavailable: 1 });
  }
});

it("gives the jobs of its hooks the resources of one that states them, and the labels that open their path", () => {
  const labels = { "app.kubernetes.io/instance": "kyverno", "app.kubernetes.io/component": "hooks" };
  expect(at(chart, "webhooksCleanup.podLabels")).toEqual(labels);
  expect(at(chart, "crds.migration")).toMatchObject({
    podLabels: labels,
    podResources: { requests: { cpu: "10m" }, limits: { memory: "256Mi" } },
    securityContext: { runAsNonRoot: true },
  });
  expect(at(chart, "admissionController.initContainer.resources")).toEqual(at(chart, "webhooksCleanup.resources"));
});

it("reaches the API server, and only the API server reaches its webhook", () => {
  const block = (cidr: string) => ({ ipBlock: { cidr } });
  const addresses = { controlPlaneCidrs: ["10.0.240.0/28"], serviceCidr: "172.20.0.0/16" };
  const rules = kyvernoTraffic(addresses);
  expect(rules.flatMap(({ egress = [] }) => egress)).toEqual([
    { peers: [block("172.20.0.1/32"), block("10.0.240.0/28")], ports: [443] },
  ]);
  expect(rules.filter(({ ingress }) => ingress)).toMatchObject([
    {
      pods: { "app.kubernetes.io/component": "admission-controller" },
      ingress: [{ peers: [block("10.0.240.0/28")], ports: [9443] }],
    },
  ]);
});
