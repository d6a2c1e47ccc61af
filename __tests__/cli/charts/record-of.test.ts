import { renderedObjects } from "../../../cli/charts/definition-folders";
import type { Installation } from "../../../cli/charts/installations";
import { type Manifest, manifestsIn } from "../../../cli/charts/manifests";
import { recordOf } from "../../../cli/charts/record-of";
import { apiVersionsOf, definitionsIn } from "../../../cli/charts/scopes";
import type { Chart } from "../../../constructs/charts/chart";

const chart: Chart = {
  name: "guard",
  namespace: "guards",
  repository: "https://charts.example",
  chart: "guard",
  version: "1.2.3",
  values: {},
};
const installation = (environment: string, values = {}): Installation => {
  return { environment, stack: "cluster-services", kubernetes: "1.35", chart: { ...chart, values } };
};
const versions = { name: "guard", version: "1.2.3", appVersion: "v9" };
const recorded = (yaml: string, definitions = definitionsIn(manifestsIn(yaml))) =>
  recordOf(versions, [{ installation: installation("demo"), ...renderedObjects(yaml) }], definitions);

const container = "{ name: guard, image: 'guard:1.2.3' }";
const deployment = (name: string, more = "") => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 2
  template:
    metadata: { labels: { app: guard, part: ${name} } }
    spec: { containers: [${container}]${more} }
`;

it("names objects with the namespace that they end up in", () => {
  const { objects } = recorded(`
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: own } }
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: far, namespace: kube-system } }
---
# nothing
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: whole }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: rules.guard.example }
spec:
  group: guard.example
  scope: Cluster
  names: { kind: Rule, plural: rules }
  versions: [{ name: v1, served: true }, { name: v1beta1, served: false }]
---
{ apiVersion: guard.example/v1, kind: Rule, metadata: { name: first } }
---
{ apiVersion: other.example/v1, kind: Rule, metadata: { name: second } }
`);
  expect(objects.map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([
    ["ClusterRole", undefined, "whole"],
    ["ConfigMap", "guards", "own"],
    ["CustomResourceDefinition", undefined, "rules.guard.example"],
    ["Role", "kube-system", "far"],
    ["Rule", undefined, "first"],
    ["Rule", "guards", "second"],
  ]);
});

it("tells definitions that Helm installs once from those that come with the release", () => {
  const definition = (kind: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.guard.example }
spec:
  group: guard.example
  scope: Cluster
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions: [{ name: v1, served: true }]
`;
  const { definitions } = recorded(
    [
      `# Source: guard/crds/all.yaml\n---${definition("Rule")}`,
      definition("Exception"),
      `# Source: guard/charts/inner/crds/inner.yaml${definition("Inner")}`,
      `# Source: guard/templates/crds/report.yaml${definition("Report")}`,
      `# Source: guard/charts/crds/templates/more.yaml${definition("More")}`,
    ]
      .map((document) => `---\n${document}`)
      .join(""),
  );
  expect(definitions.map(({ kind, once }) => [kind, once])).toEqual([
    ["Exception", true],
    ["Inner", true],
    ["More", undefined],
    ["Report", undefined],
    ["Rule", true],
  ]);
});

it("takes over the kinds that a chart defines, in the versions that are served", () => {
  const { definitions } = recorded(`
kind: CustomResourceDefinition
apiVersion: apiextensions.k8s.io/v1
metadata: { name: rules.guard.example }
spec:
  group: guard.example
  scope: Namespaced
  names: { kind: Rule, plural: rules }
  versions: [{ name: v1, served: true }, { name: v1beta1, served: false }]
`);
  expect(definitions).toEqual([
    { group: "guard.example", kind: "Rule", plural: "rules", scope: "Namespaced", versions: ["v1"] },
  ]);
  expect(apiVersionsOf(definitions)).toEqual(["guard.example/v1", "guard.example/v1/Rule"]);
});

it("leaves out what only helm test makes, and says of other hooks when they come", () => {
  const pod = (name: string, hook: string) =>
    `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, annotations: { helm.sh/hook: "${hook}" } }\nspec: { containers: [${container}] }\n`;
  const { objects, pods } = recorded(pod("probe", "test") + pod("prepare", "pre-install,pre-upgrade"));
  expect(objects.map(({ name }) => name)).toEqual(["prepare"]);
  expect(pods).toEqual([
    {
      kind: "Pod",
      namespace: "guards",
      name: "prepare",
      hook: "pre-install,pre-upgrade",
      containers: [{ name: "guard", image: "guard:1.2.3" }],
    },
  ]);
});

it("says what pods may and take, and which budget counts them", () => {
  const more = `,
      hostNetwork: true,
      priorityClassName: high,
      securityContext: { runAsNonRoot: true },
      topologySpreadConstraints: [{ topologyKey: zone }, { topologyKey: host }],
      initContainers: [{ name: first, image: 'first:1', ports: [{ containerPort: 1, hostPort: 80 }] }],
      volumes: [{ name: a, emptyDir: {} }, { name: b, hostPath: { path: /var/log } }]`;
  const budget = (part: string) =>
    `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: of-${part} }\nspec: { selector: { matchLabels: { part: ${part} } } }\n`;
  const { pods } = recorded(deployment("webhook", more) + deployment("other") + budget("nobody") + budget("webhook"));
  expect(pods).toEqual([
    {
      kind: "Deployment",
      namespace: "guards",
      name: "other",
      replicas: 2,
      containers: [{ name: "guard", image: "guard:1.2.3" }],
    },
    {
      kind: "Deployment",
      namespace: "guards",
      name: "webhook",
      replicas: 2,
      budget: "of-webhook",
      priorityClassName: "high",
      host: ["hostNetwork"],
      hostPaths: ["/var/log"],
      volumes: ["emptyDir"],
      securityContext: { runAsNonRoot: true },
      spreadOver: ["host", "zone"],
      containers: [
        { name: "first", image: "first:1", hostPorts: [80], init: true },
        { name: "guard", image: "guard:1.2.3" },
      ],
    },
  ]);
});

it("finds images wherever they are named", () => {
  const { images } = recorded(`
${deployment("webhook").replace(container, "{ name: guard, image: 'guard:1', args: ['--solver-image=quay.io/solver:2', '--image-pull-timeout=2m', '--level=2'] }")}
---
apiVersion: monitoring.example/v1
kind: Collector
metadata: { name: main }
spec: { image: 'collector:3', count: 1 }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: x }
spec: { group: g, scope: Cluster, names: { kind: X, plural: xs }, versions: [], image: 'described:4' }
`);
  expect(images).toEqual(["collector:3", "guard:1", "quay.io/solver:2"]);
});

it("lists the keys of Secrets, and never a value", () => {
  const record = recorded(`
{ apiVersion: v1, kind: Secret, metadata: { name: empty } }
---
{ apiVersion: v1, kind: Secret, metadata: { name: filled }, data: { tls.key: c2VjcmV0 }, stringData: { a: secret } }
`);
  expect(record.secrets).toEqual([{ namespace: "guards", name: "filled", keys: ["a", "tls.key"] }]);
  expect(JSON.stringify(record)).not.toMatch(/c2VjcmV0|:"secret"/);
});

it("says what roles grant, who takes their rules over, and who gets them", () => {
  const { roles, bindings } = recorded(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: view
  labels: { app: guard, rbac.authorization.k8s.io/aggregate-to-view: "true" }
rules: [{ apiGroups: [guard.example], resources: [rules], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: sum }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { app: guard } }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: bound }
roleRef: { kind: ClusterRole, name: view, apiGroup: rbac.authorization.k8s.io }
subjects: [{ kind: ServiceAccount, name: own }, { kind: ServiceAccount, name: far, namespace: b }, { kind: Group, name: g }]
`);
  expect(roles).toEqual([
    { kind: "ClusterRole", name: "sum", aggregates: [{ matchLabels: { app: "guard" } }], rules: [] },
    {
      kind: "ClusterRole",
      name: "view",
      labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true" },
      rules: [{ apiGroups: ["guard.example"], resources: ["rules"], verbs: ["get"] }],
    },
  ]);
  expect(bindings).toEqual([
    {
      kind: "RoleBinding",
      namespace: "guards",
      name: "bound",
      role: "ClusterRole view",
      subjects: ["ServiceAccount guards/own", "ServiceAccount b/far", "Group g"],
    },
  ]);
});

it("says of webhooks what they stand in the way of: closed where nothing else is said", () => {
  const { webhooks } = recorded(`
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: guard }
webhooks:
  - name: pods.guard.example
    rules: [{ apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE], scope: Namespaced }]
    namespaceSelector: { matchExpressions: [] }
    objectSelector: { matchLabels: { guarded: "yes" } }
  - { name: other.guard.example, failurePolicy: Ignore }
`);
  expect(webhooks).toEqual([
    {
      configuration: "ValidatingWebhookConfiguration guard",
      name: "pods.guard.example",
      failurePolicy: "Fail",
      rules: [{ apiGroups: [""], resources: ["pods"], operations: ["CREATE"], scope: "Namespaced" }],
      objectSelector: { matchLabels: { guarded: "yes" } },
    },
    {
      configuration: "ValidatingWebhookConfiguration guard",
      name: "other.guard.example",
      failurePolicy: "Ignore",
      rules: [],
    },
  ]);
});

it("has once what environments share, and twice what differs", () => {
  const manifests = (replicas: number): readonly Manifest[] =>
    manifestsIn(deployment("webhook").replace("replicas: 2", `replicas: ${replicas}`));
  const once = new Set<string>();
  const renderings = [
    { installation: installation("demo"), manifests: manifests(2), once },
    { installation: installation("example-s3", { replicas: 3 }), manifests: manifests(3), once },
    { installation: installation("example-hcp"), manifests: manifests(2), once },
  ];
  const { objects, pods, installations } = recordOf(versions, renderings, []);
  expect(objects).toHaveLength(1);
  expect(pods.map(({ replicas }) => replicas)).toEqual([2, 3]);
  const digest = (environment: string) => installations[environment]?.map(({ values }) => values);
  expect(digest("demo")).toEqual(digest("example-hcp"));
  expect(digest("demo")).not.toEqual(digest("example-s3"));
});
