import { certManager } from "../../../constructs/charts/cert-manager";
import { at, charts } from "./all-charts";

const chart = charts["cert-manager"];

it("brings its definitions, and leaves them when it goes", () => {
  expect(at(chart, "crds")).toEqual({ enabled: true, keep: true });
});

it("has three webhooks and two of the rest", () => {
  expect(["replicaCount", "webhook.replicaCount", "cainjector.replicaCount"].map((path) => at(chart, path))).toEqual([
    2, 3, 2,
  ]);
});

it("elects its leaders in its own namespace, so that it needs no right in kube-system", () => {
  expect(at(chart, "global.leaderElection")).toEqual({ namespace: "app-services" });
});

it("gets its region by value", () => {
  expect(at(chart, "extraEnv")).toEqual([{ name: "AWS_REGION", value: "eu-central-1" }]);
});

it("checks challenges through the cluster's DNS alone", () => {
  expect(at(chart, "dns01RecursiveNameserversOnly")).toBe(true);
});

it("spreads each part by the labels of that part", () => {
  const selector = (path: string) => at(chart, `${path}topologySpreadConstraints.0.labelSelector.matchLabels`);
  expect(selector("")).toMatchObject({
    "app.kubernetes.io/name": "cert-manager",
    "app.kubernetes.io/component": "controller",
  });
  expect(selector("webhook.")).toMatchObject({
    "app.kubernetes.io/name": "webhook",
    "app.kubernetes.io/component": "webhook",
  });
  expect(selector("cainjector.")).toMatchObject({
    "app.kubernetes.io/name": "cainjector",
    "app.kubernetes.io/component": "cainjector",
  });
});

it("asks resolvers outside where the VPC sees another zone than the world, over the one port that is open", () => {
  expect(at(chart, "dns01RecursiveNameservers")).toBeUndefined();
  const { values } = certManager({ region: "eu-central-1", splitHorizon: true });
  const resolvers = String(values.dns01RecursiveNameservers).split(",");
  expect(resolvers.filter((resolver) => !resolver.startsWith("https://"))).toEqual([]);
  expect(values.dns01RecursiveNameserversOnly).toBe(true);
});
