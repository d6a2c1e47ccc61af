import type { RecordedWebhook } from "../../../../constructs/charts/chart-record";
import { systemNamespaces } from "../../../../constructs/charts/namespaces";
import { demo } from "../../../support/demo";
import { records } from "../../../support/recorded";
import { heldUp, type Labels } from "../../../support/webhook-reach";

const declared = Object.values(demo()["kubernetes-cluster"].all("kubernetes_namespace_v1")).map(
  ({ metadata }): [string, Labels] => [metadata.name, metadata.labels],
);
const system: readonly string[] = systemNamespaces;
const namespaces = Object.fromEntries([["kube-system", {}], ...declared.filter(([name]) => system.includes(name))] as [
  string,
  Labels,
][]);
const webhooks = records().flatMap(({ chart, webhooks: all, definitions }) =>
  all.map((one) => [`${chart} ${one.name}`, one, definitions] as const),
);

it("knows the platform's namespaces and the charts' webhooks", () => {
  expect(Object.keys(namespaces).sort()).toEqual([...systemNamespaces].sort());
  expect(webhooks.filter(([, { failurePolicy }]) => failurePolicy === "Fail").length).toBeGreaterThan(3);
});

it.each(webhooks)("%s holds up nothing of the platform's own while nobody answers", (_, webhook, definitions) => {
  expect(heldUp(webhook, definitions, namespaces)).toEqual([]);
});

describe("a webhook that fails closed", () => {
  const closed: RecordedWebhook = {
    configuration: "ValidatingWebhookConfiguration policies",
    name: "pods.example.com",
    failurePolicy: "Fail",
    rules: [{ apiGroups: [""], resources: ["pods"], operations: ["CREATE"] }],
  };
  const own = [
    { group: "example.com", kind: "Policy", plural: "policies", scope: "Cluster", versions: ["v1"] },
  ] as const;
  const names = Object.keys(namespaces);
  const key = "kubernetes.io/metadata.name";
  const all = { matchExpressions: [{ key, operator: "NotIn", values: names }] };

  it.each([
    ["sees every pod", {}, names],
    [
      "leaves only kube-system out",
      { matchExpressions: [{ key, operator: "NotIn", values: ["kube-system"] }] },
      names.slice(1),
    ],
    ["asks for a label that nobody has", { matchLabels: { "example.com/checked": "yes" } }, []],
    ["leaves all of them out", all, []],
  ])("%s", (_, namespaceSelector, found) => {
    expect(heldUp({ ...closed, namespaceSelector }, own, namespaces)).toEqual(found);
  });

  it("looks at its own kinds only", () => {
    const rules = [{ apiGroups: ["example.com"], resources: ["policies"], operations: ["*"] }];
    expect(heldUp({ ...closed, rules }, own, namespaces)).toEqual([]);
    expect(heldUp({ ...closed, rules: [...rules, ...closed.rules] }, own, namespaces)).toEqual(names);
  });

  it("waits for objects that ask for it", () => {
    const objectSelector = { matchLabels: { "example.com/inject": "true" } };
    expect(heldUp({ ...closed, objectSelector }, own, namespaces)).toEqual([]);
  });
});
