import { catalogue } from "../../../constructs/charts/catalogue";
import type { Chart } from "../../../constructs/charts/chart";
import { nodeAgents } from "../../../constructs/charts/namespaces";
import { systemNodeLabel, systemNodeTaint } from "../../../constructs/charts/system-nodes";
import { controllers } from "../../../constructs/names";
import { at, charts, leaves } from "./all-charts";

const all: readonly Chart[] = Object.values(charts);

interface PodPlace {
  readonly chart: Chart;
  /** Start of the paths of its settings. */
  readonly pod: string;
  /** @default - the chart fixes them */
  readonly replicas?: string;
  /** Where the container's own settings stand within those. @default - among them */
  readonly container?: string;
  /** Security contexts of pod and container. */
  readonly contexts: readonly string[];
}

/** Where each chart takes the settings of each of its pods. */
const pods: readonly PodPlace[] = [
  {
    chart: charts["metrics-server"],
    pod: "",
    replicas: "replicas",
    contexts: ["podSecurityContext", "securityContext"],
  },
  {
    chart: charts["prometheus-adapter"],
    pod: "",
    replicas: "replicas",
    contexts: ["podSecurityContext", "securityContext"],
  },
  {
    chart: charts.kyverno,
    pod: "admissionController.",
    replicas: "replicas",
    container: "container.",
    contexts: ["podSecurityContext", "container.securityContext"],
  },
  {
    chart: charts.kyverno,
    pod: "reportsController.",
    replicas: "replicas",
    contexts: ["podSecurityContext", "securityContext"],
  },
  { chart: charts.kyverno, pod: "webhooksCleanup.", contexts: ["podSecurityContext", "securityContext"] },
  {
    chart: charts["aws-load-balancer-controller"],
    pod: "",
    replicas: "replicaCount",
    contexts: ["podSecurityContext", "securityContext"],
  },
  // Its container's context is no value: the chart fixes it.
  { chart: charts.karpenter, pod: "", replicas: "replicas", contexts: [], container: "controller." },
  { chart: charts["external-dns"], pod: "", contexts: ["podSecurityContext", "securityContext"] },
  ...["", "webhook.", "certController."].map((pod) => ({
    chart: charts["external-secrets"],
    pod,
    replicas: "replicaCount",
    contexts: ["podSecurityContext", "securityContext"],
  })),
  { chart: charts.velero, pod: "", contexts: ["podSecurityContext", "containerSecurityContext"] },
  ...["", "webhook.", "cainjector."].map((pod) => ({
    chart: charts["cert-manager"],
    pod,
    replicas: "replicaCount",
    contexts: ["securityContext", "containerSecurityContext"],
  })),
  { chart: charts["cert-manager"], pod: "startupapicheck.", contexts: ["securityContext", "containerSecurityContext"] },
  ...["prometheusOperator.", "kube-state-metrics.", "grafana."].map((pod) => ({
    chart: charts["kube-prometheus-stack"],
    pod,
    contexts: ["securityContext", "containerSecurityContext"],
  })),
];
const named = pods.map((entry) => [`${entry.chart.name} ${entry.pod}`.trim(), entry] as const);
const replicated = named.flatMap(([name, { replicas, ...entry }]) =>
  replicas ? [[name, { ...entry, replicas }] as const] : [],
);

describe.each(Object.entries<Chart>(charts))("%s", (name, chart) => {
  it("is installed in the catalogue's exact version, under the name that it has there", () => {
    expect(chart.name).toBe(name);
    expect(catalogue).toHaveProperty(name, {
      repository: chart.repository,
      chart: chart.chart,
      version: expect.stringMatching(/^v?\d+\.\d+\.\d+$/),
    });
    expect(chart.version).toBe(catalogue[name as keyof typeof catalogue].version);
  });

  it("names no moving tag, no role and no secret", () => {
    const suspicious = [...leaves(chart.values)].filter(
      ([path, leaf]) =>
        /role-arn|webhookTLS|keepTLSSecret|secretConfiguration|envSecretName|password/i.test(path) || leaf === "latest",
    );
    expect(suspicious).toEqual([]);
  });
});

it.each([
  ["fluent-bit", charts["fluent-bit"], controllers["fluent-bit"]],
  ["aws-load-balancer-controller", charts["aws-load-balancer-controller"], controllers["load-balancer-controller"]],
  ["karpenter", charts.karpenter, controllers.karpenter],
  ["external-dns", charts["external-dns"], controllers["external-dns"]],
  ["external-secrets", charts["external-secrets"], controllers["external-secrets"]],
  ["cert-manager", charts["cert-manager"], controllers["cert-manager"]],
])("%s creates the service account that its AWS role is bound to", (_, chart, { namespace, serviceAccount }) => {
  expect(chart.namespace).toBe(namespace);
  expect(at(chart, "serviceAccount")).toEqual({ create: true, name: serviceAccount });
});

const quantity = expect.stringMatching(/^\d+(m|Mi|Gi)?$/);
const others = [charts["fluent-bit"], charts.istiod, charts["istio-cni"], charts.ztunnel];
const stating: readonly (readonly [string, PodPlace])[] = [
  ...named,
  ...others.map((chart) => [chart.name, { chart, pod: "", contexts: [] }] as const),
];
it.each(stating)("%s states requests and limits", (_, { chart, pod, container = "" }) => {
  expect(at(chart, `${pod}${container}resources`)).toEqual({
    requests: { cpu: quantity, memory: quantity },
    limits: { cpu: quantity, memory: quantity },
  });
});
const withContexts = named.filter(([, { contexts }]) => contexts.length > 0);
it.each(withContexts)(
  "%s passes pod security restricted, at pod and at container level",
  (_, { chart, pod, contexts }) => {
    expect(at(chart, `${pod}${contexts[0]}`)).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(at(chart, `${pod}${contexts[1]}`)).toMatchObject({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    });
  },
);

it("agents of the node are by themselves, and no other chart asks for folders, ports or namespaces of the node", () => {
  const others = all.filter(({ namespace }) => namespace !== nodeAgents);
  const agents = all.filter((chart) => !others.includes(chart));
  expect(agents.map(({ name }) => name)).toEqual(["fluent-bit", "istio-cni", "ztunnel"]);
  const wishes = others.flatMap(({ name, values }) =>
    [...leaves(values)]
      .filter(([path, leaf]) => /host(path|network|pid|ipc|port)|privileged$/i.test(path) && Boolean(leaf))
      .map(([path]) => `${name}: ${path}`),
  );
  expect(wishes).toEqual([]);
});

it.each(named)("%s runs on the system nodes and tolerates their taint alone", (_, { chart, pod }) => {
  expect(at(chart, `${pod}nodeSelector`)).toEqual(systemNodeLabel);
  expect(at(chart, `${pod}tolerations`)).toEqual([{ ...systemNodeTaint, operator: "Equal" }]);
});

it.each(replicated)("%s survives the loss of a node and of a zone", (_, { chart, pod, replicas }) => {
  expect(at(chart, `${pod}${replicas}`)).toBeGreaterThanOrEqual(2);
  expect(at(chart, `${pod}podDisruptionBudget`)).toMatchObject({ maxUnavailable: 1 });
  expect(at(chart, `${pod}topologySpreadConstraints`)).toMatchObject([
    { topologyKey: "topology.kubernetes.io/zone" },
    { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" },
  ]);
});

it("every chart of the catalogue is among those tested here", () => {
  expect(Object.keys(charts).sort()).toEqual(Object.keys(catalogue).sort());
});
