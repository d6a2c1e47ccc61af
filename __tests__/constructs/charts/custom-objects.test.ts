import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { CustomObjects, type CustomObjectsProps } from "../../../constructs/charts/custom-objects";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { synthesize } from "../../support/synthesize";

const pool = { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "general" }, spec: { weight: 10 } };
const props: CustomObjectsProps = { name: "node-pools", namespace: "cluster-services", objects: [pool], after: [] };

it("is a release of the repository's own chart, from within the stack's folder", () => {
  const release = synthesize((stack) => new CustomObjects(stack, "pools", props)).only("helm_release");
  expect(release).toMatchObject({ name: "node-pools", namespace: "cluster-services", create_namespace: false });
  expect(release.chart).toMatch(/^\.\/assets\/custom-objects-chart\/[0-9A-F]{32}$/);
  expect(release).not.toHaveProperty("repository");
});

it("hands the chart the objects as they are", () => {
  const release = synthesize((stack) => new CustomObjects(stack, "pools", props)).only("helm_release");
  expect(release.values).toHaveLength(1);
  expect(JSON.parse(release.values[0])).toEqual({ objects: [pool] });
});

it("waits until all is there or gone, and takes back what fails", () => {
  const release = synthesize((stack) => new CustomObjects(stack, "pools", { ...props, timeout: 900 }));
  expect(release.only("helm_release")).toMatchObject({
    wait: true,
    atomic: true,
    cleanup_on_fail: true,
    timeout: 900,
    max_history: 5,
  });
});

it("comes after the controller, and so goes before it", () => {
  const chart = { name: "c", namespace: "n", repository: "https://charts.example", chart: "c", version: "1.0.0" };
  const output = synthesize((stack) => {
    const controller = new HelmChart(stack, "controller", { chart: { ...chart, values: {} } });
    new CustomObjects(stack, "pools", { ...props, after: [controller] });
  });
  expect(output.named("helm_release", "pools").depends_on).toEqual(["helm_release.controller"]);
});

it("has the chart in the stack's folder once, whatever the number of releases", () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "custom-objects-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "services");
    new HelmProvider(stack, "helm");
    new CustomObjects(stack, "pools", props);
    new CustomObjects(stack, "policies", { ...props, name: "policies" });
    app.synth();
    const folder = path.join(outdir, "stacks/services");
    const { helm_release } = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")).resource;
    const charts = new Set(Object.values<{ chart: string }>(helm_release).map(({ chart }) => chart));
    expect(charts.size).toBe(1);
    const [chart = ""] = charts;
    expect(fs.readdirSync(path.join(folder, chart)).sort()).toEqual(["Chart.yaml", "templates", "values.yaml"]);
    expect(fs.readFileSync(path.join(folder, chart, "templates/objects.yaml"), "utf8")).toContain("toYaml .");
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
});
