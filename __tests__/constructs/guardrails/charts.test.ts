import { Release } from "@cdktf/provider-helm/lib/release";
import { catalogue } from "../../../constructs/charts/catalogue";
import type { Chart } from "../../../constructs/charts/chart";
import type { ChartRecord } from "../../../constructs/charts/chart-record";
import { CustomObjects } from "../../../constructs/charts/custom-objects";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { recordedChart } from "../../../constructs/charts/recorded-charts";
import { helmProvider } from "../../../constructs/cluster/login";
import { describeFinding } from "../../../constructs/errors";
import { chartNotRecorded } from "../../../constructs/guardrails/charts/chart-not-recorded";
import { chartRendersSecret } from "../../../constructs/guardrails/charts/chart-renders-secret";
import { customObjectSecret } from "../../../constructs/guardrails/charts/custom-object-secret";
import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import type { ResolvedStack } from "../../../constructs/stack/resolved-tree";
import { configErrorOf, twoStacks } from "../../support/two-stacks";

const chart: Chart = {
  ...catalogue["metrics-server"],
  name: "metrics-server",
  namespace: "cluster-services",
  values: {},
};

const chartFindings = (stacks: readonly ResolvedStack[], recordOf = recordedChart) =>
  guardrailFindings(new FinishedTree(stacks), [
    chartNotRecorded(recordOf),
    chartRendersSecret(recordOf),
    customObjectSecret,
  ]);

function withProvider() {
  const stacks = twoStacks();
  const login = { clusterName: "c", region: "eu-central-1", endpoint: "https://c", certificateAuthority: "" };
  helmProvider(stacks.consumer, login);
  return stacks;
}

function findingsOn(installed: Chart, recordOf = recordedChart): readonly string[] {
  const { app, consumer } = withProvider();
  new HelmChart(consumer, "release", { chart: installed });
  return chartFindings(app.resolveAll(), recordOf).map(describeFinding);
}

it("a chart as it is recorded is fine", () => expect(findingsOn(chart)).toEqual([]));

it("synthesis refuses a version of which nothing is known", () => {
  const { app, consumer } = withProvider();
  new HelmChart(consumer, "release", { chart: { ...chart, version: "3.14.0" } });
  expect(configErrorOf(() => app.synth()).message).toContain(
    '  - kubernetes-cluster/release is "metrics-server 3.14.0": only 3.13.1 is recorded. Fix: run npx platform charts record, look at what it brings, and commit the record. [chart-not-recorded]',
  );
});

it.each([
  [
    "that the catalogue does not have",
    (stacks: ReturnType<typeof withProvider>) => {
      new HelmChart(stacks.consumer, "release", { chart: { ...chart, chart: "dns", version: "1.2.3" } });
    },
    '"dns 1.2.3"',
  ],
  [
    "that was declared past the catalogue",
    (stacks: ReturnType<typeof withProvider>) => {
      new Release(stacks.consumer, "release", { name: "dns", chart: "https://charts.example/dns-1.2.3.tgz" });
    },
    '"https://charts.example/dns-1.2.3.tgz"',
  ],
])("refuses a chart %s", (_, declare, value) => {
  const stacks = withProvider();
  declare(stacks);
  expect(chartFindings(stacks.app.resolveAll()).map(describeFinding)).toEqual([
    `kubernetes-cluster/release is ${value}: constructs/charts/recorded holds no record of this chart. Fix: run npx platform charts record, look at what it brings, and commit the record. [chart-not-recorded]`,
  ]);
});

it("refuses a chart that renders a Secret with data", () => {
  const secrets = [{ namespace: "cluster-services", name: "metrics-server-tls", keys: ["tls.crt", "tls.key"] }];
  const withSecret = (): ChartRecord => ({ ...(recordedChart("metrics-server") as ChartRecord), secrets });
  expect(findingsOn(chart, withSecret)).toEqual([
    'kubernetes-cluster/release is "metrics-server 3.13.1": it renders the Secret cluster-services/metrics-server-tls with the keys tls.crt, tls.key, which Helm keeps in the release, where plan roles read it. Fix: choose values by which the chart takes an existing Secret, a certificate of cert-manager or one that it makes while it runs; then record it again. [chart-renders-secret]',
  ]);
});

it("refuses a Secret among custom objects, and nothing that only speaks of one", () => {
  const { app, consumer } = withProvider();
  const metadata = { name: "token" };
  const objects = [
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { token: "abc" } },
    { apiVersion: "kyverno.io/v1", kind: "ClusterPolicy", metadata, spec: { generate: { kind: "Secret" } } },
    { apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata, spec: {} },
  ];
  new CustomObjects(consumer, "objects", { name: "objects", namespace: "cluster-services", objects, after: [] });
  expect(chartFindings(app.resolveAll()).map(describeFinding)).toEqual([
    'kubernetes-cluster/objects is "token": a Secret is installed by Helm, which keeps it in the release, where plan roles read it. Fix: store the value in Secrets Manager, and let an ExternalSecret bring it into the cluster. [custom-object-secret]',
  ]);
});
