import { externalDns } from "../../../constructs/charts/external-dns";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { synthesize } from "../../support/synthesize";
import { at, charts } from "./all-charts";

const chart = charts["external-dns"];

it("writes to one public zone only, and only names below its domain", () => {
  expect(at(chart, "provider")).toEqual({ name: "aws" });
  expect(at(chart, "domainFilters")).toEqual(["example.com"]);
  expect(at(chart, "extraArgs")).toMatchObject({ "zone-id-filter": "Z1", "aws-zone-type": "public" });
});

it("removes what it owns, and owns what its mark names", () => {
  expect(chart.values).toMatchObject({ policy: "sync", registry: "txt", txtOwnerId: "strata-demo" });
});

it("hands Terraform the mark's placeholder in a form that is no template directive", () => {
  const stack = synthesize((scope) => new HelmChart(scope, "dns", { chart }));
  const [values] = stack.only("helm_release").values;
  expect(values).not.toContain("%{");
  expect(JSON.parse(values).txtPrefix).toBe("%{record_type}-strata.");
});

it("tells the world of Ingresses of the public classes and of nothing else", () => {
  expect(at(chart, "sources")).toEqual(["ingress"]);
  expect(at(chart, "extraArgs")).toMatchObject({ "ingress-class": ["public-storefront", "public-fulfilment"] });
});

it("is another release under another account in a private zone, and knows load balancer Services there", () => {
  const inside = externalDns({
    zoneType: "private",
    zoneId: "Z2",
    ingressClasses: ["internal-storefront"],
    domain: "internal.example.com",
    region: "eu-central-1",
    ownerId: "strata-demo",
  });
  expect(inside.name).toBe("external-dns-private");
  expect(inside.values).toMatchObject({
    sources: ["ingress", "service"],
    serviceAccount: { name: "external-dns-private" },
    domainFilters: ["internal.example.com"],
    extraArgs: { "zone-id-filter": "Z2", "aws-zone-type": "private", "service-type-filter": "LoadBalancer" },
  });
});

it("gets its region by value", () => {
  expect(at(chart, "env")).toEqual([{ name: "AWS_REGION", value: "eu-central-1" }]);
});

it("is never there twice, since its chart has no election of a leader", () => {
  expect(at(chart, "deploymentStrategy")).toEqual({ type: "Recreate" });
  expect(Object.keys(chart.values).filter((key) => /replica/i.test(key))).toEqual([]);
});
