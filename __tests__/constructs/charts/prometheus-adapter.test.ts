import { perSecond, unserved, unservedEndings } from "../../../constructs/charts/prometheus-adapter/metric-names";
import { adapterRules } from "../../../constructs/charts/prometheus-adapter/rules";
import { type AdapterRule, queryOf, type Series, servedOf } from "../../support/adapter-rules";
import { at, charts } from "./all-charts";

const chart = charts["prometheus-adapter"];
const rules = { custom: adapterRules.custom, external: adapterRules.external } as const satisfies Record<
  string,
  readonly AdapterRule[]
>;
const ofApp = (name: string): Series => ({ name, labels: { job: "apps", namespace: "storefront", pod: "web-1" } });
const namesOf = (some: readonly AdapterRule[], series: Series) => servedOf(some, series).map(({ name }) => name);

describe.each(Object.entries(rules))("%s metrics", (_, some) => {
  it.each([
    ["a gauge by its name", "requests_in_flight", ["requests_in_flight"]],
    ["a counter by the second", "http_requests_total", ["http_requests_per_second"]],
    ["no buckets", "latency_seconds_bucket", []],
    ["no sums", "latency_seconds_sum", []],
    ["no counts", "latency_seconds_count", []],
    // Else one team's gauge would stand in the place of another's counter, in both of their namespaces.
    ["no gauge under the name of a counter", "http_requests_per_second", []],
  ])("serve %s", (__, series, served) => expect(namesOf(some, ofApp(series))).toEqual(served));

  it.each([
    ["what kubelets tell of an app's pod", { job: "kubelet", namespace: "storefront", pod: "web-1" }],
    ["what exporters tell of it", { job: "kube-state-metrics", namespace: "storefront", pod: "web-1" }],
    ["what is no pod's", { job: "apps", namespace: "storefront" }],
    ["the platform's own", { job: "apps", namespace: "cluster-services", pod: "x" }],
    ["the cluster's", { job: "apps", namespace: "kube-system", pod: "x" }],
  ])("leave out %s", (__, labels) => expect(namesOf(some, { name: "requests_in_flight", labels })).toEqual([]));

  it("tell apart what validation tells apart", () => {
    for (const ending of unservedEndings) {
      expect(namesOf(some, ofApp(`a${ending}`))).not.toContain(`a${ending}`);
      expect(unserved(`a${ending}`)).toBe(ending);
    }
    expect(unserved(`a${perSecond}`)).toBeUndefined();
  });

  it("ask for one namespace's, and for what apps tell under that name alone", () => {
    for (const { metricsQuery } of some) {
      const selectors = [...metricsQuery.matchAll(/<<\.Series>>(\{[^}]*\})?/g)].map(([, selector]) => selector);
      expect(selectors).toEqual(['{job="apps",<<.LabelMatchers>>}']);
    }
  });
});

it("asks for the pods of an autoscaler by namespace and name", () => {
  const [gauge, counter] = rules.custom.map((rule) => queryOf(rule, "x", "storefront", ["web-1", "web-2"]));
  const matchers = `{job="apps",namespace="storefront",pod=~"web-1|web-2"}`;
  expect(gauge).toBe(`sum(x${matchers}) by (pod)`);
  expect(counter).toBe(`sum(rate(x${matchers}[2m])) by (pod)`);
});

it("counts a queue once that several pods look at", () => {
  const [gauge, counter] = rules.external.map((rule) => queryOf(rule, "x", "storefront"));
  expect(gauge).toBe('max(x{job="apps",namespace="storefront"})');
  expect(counter).toBe('sum(rate(x{job="apps",namespace="storefront"}[2m]))');
});

it("makes its certificate at run time, so that the release holds no key", () => {
  expect([at(chart, "tls"), at(chart, "certManager")]).toEqual([{ enable: false }, { enabled: false }]);
});

it("may list pods, ask who calls, and read the one ConfigMap that tells it the API server", () => {
  expect(at(chart, "rbac")).toEqual({ create: false });
  const objects = at(chart, "extraManifests") as readonly Record<string, unknown>[];
  expect(objects.flatMap(({ rules: some = [] }) => some)).toEqual([
    { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
  ]);
  const roles = objects.flatMap(({ roleRef }) => (roleRef ? [(roleRef as { name: string }).name] : []));
  expect(roles).toEqual(["prometheus-adapter", "system:auth-delegator", "extension-apiserver-authentication-reader"]);
  expect(objects.filter(({ kind }) => kind === "RoleBinding")).toMatchObject([
    { metadata: { namespace: "kube-system" } },
  ]);
});
