import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import type { Chart } from "../../../constructs/charts/chart";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { synthesize } from "../../support/synthesize";

const chart: Chart = {
  name: "dns-manager",
  namespace: "app-services",
  repository: "https://charts.example",
  chart: "dns",
  version: "1.2.3",
  values: { replicas: 2 },
};

const release = (changes: Partial<Chart> = {}) =>
  synthesize((stack) => new HelmChart(stack, "dns", { chart: { ...chart, ...changes } })).only("helm_release");

it("installs exactly the chart that it is given", () => {
  expect(release()).toMatchObject({
    name: "dns-manager",
    namespace: "app-services",
    repository: "https://charts.example",
    chart: "dns",
    version: "1.2.3",
  });
});

it("is there when its pods are ready, and undone when they are not", () => {
  expect(release()).toMatchObject({
    wait: true,
    wait_for_jobs: true,
    atomic: true,
    cleanup_on_fail: true,
    timeout: 600,
  });
});

it("leaves definitions out that another release brings, and brings its own otherwise", () => {
  expect(release({ skipCrds: true }).skip_crds).toBe(true);
  expect(release()).not.toHaveProperty("skip_crds");
});

it("takes over what is there already only where the chart says so", () => {
  expect(release({ takeOwnership: true }).take_ownership).toBe(true);
  expect(release()).not.toHaveProperty("take_ownership");
});

it("keeps a few revisions and makes no namespace", () => {
  expect(release()).toMatchObject({ max_history: 5, create_namespace: false });
});

it("has all of its values in one document, and none in set or set_sensitive", () => {
  const body = release();
  expect(body.values.map(JSON.parse)).toEqual([{ replicas: 2 }]);
  for (const argument of ["set", "set_list", "set_sensitive", "set_wo"]) expect(body).not.toHaveProperty(argument);
});

it("leaves a token in a value to Terraform", () => {
  const output = synthesize((stack) => {
    const zone = new Route53Zone(stack, "zone", { name: "shop.example" });
    const values = { zones: [zone.zoneId], replicas: 1 };
    new HelmChart(stack, "dns", { chart: { ...chart, values } });
  });
  expect(output.only("helm_release").values).toEqual([
    '{\n  "zones": [\n    ${jsonencode(aws_route53_zone.zone.zone_id)}\n  ],\n  "replicas": 1\n}',
  ]);
});

it("waits for what it is told to come after", () => {
  const output = synthesize((stack) => {
    const first = new HelmChart(stack, "first", { chart });
    new HelmChart(stack, "second", { chart, after: [first] });
  });
  expect(output.named("helm_release", "second").depends_on).toEqual(["helm_release.first"]);
  expect(output.named("helm_release", "first").depends_on).toEqual([]);
});
