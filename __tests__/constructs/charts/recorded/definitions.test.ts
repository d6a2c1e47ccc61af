import fs from "node:fs";
import type { catalogue } from "../../../../constructs/charts/catalogue";
import type { ChartRecord } from "../../../../constructs/charts/chart-record";
import { records } from "../../../support/recorded";
import { charts } from "../all-charts";

/** What brings definitions up to date that Helm installs once, by chart. */
const otherWays: Readonly<Record<string, (record: ChartRecord) => boolean>> = {
  // A job of its own, before the rest of an upgrade.
  velero: ({ pods }) => pods.some(({ name, hook }) => name === "velero-upgrade-crds" && hook?.includes("pre-upgrade")),
  // Neither the chart nor a chart beside it does so: a page says how.
  "aws-load-balancer-controller": () =>
    fs.readFileSync("docs/charts.md", "utf8").includes("/stable/aws-load-balancer-controller/crds?ref="),
};

/** Charts without their definitions, and those that bring them in their place; undefined: nobody uses their kinds. */
const instead: Readonly<Record<string, keyof typeof catalogue | undefined>> = {
  karpenter: "karpenter-crd",
  "kube-prometheus-stack": "prometheus-operator-crds",
  "external-dns": undefined,
};

const all = records().filter(({ definitions }) => definitions.length > 0);
const recordOf = (chart: string) => records().find((one) => one.chart === chart) as ChartRecord;

it.each(all.map((record) => [record.chart, record] as const))(
  "%s renews its definitions when it is upgraded",
  (chart, record) => {
    const once = record.definitions.filter((one) => one.once);
    if (once.length > 0) expect(otherWays[chart]?.(record)).toBe(true);
    else expect(Object.keys(otherWays)).not.toContain(chart);
  },
);

it("knows of every chart that leaves its definitions out who brings them", () => {
  const without = Object.values(charts).filter((chart) => "skipCrds" in chart && chart.skipCrds);
  expect(without.map(({ chart }) => chart).sort()).toEqual(Object.keys(instead).sort());
});

it.each(Object.entries(instead).flatMap(([chart, kinds]) => (kinds ? [[chart, kinds] as const] : [])))(
  "%s has its definitions from %s, of the same version of what it runs",
  (chart, kinds) => {
    expect(recordOf(chart).definitions).toEqual([]);
    expect(recordOf(kinds).definitions.length).toBeGreaterThan(2);
    expect(versionOf(recordOf(kinds))).toBe(versionOf(recordOf(chart)));
  },
);

it("keeps the definitions that are a release of their own when that goes, and with them all objects of their kinds", () => {
  for (const kinds of ["karpenter-crd", "prometheus-operator-crds"] as const) {
    expect(JSON.stringify(charts[kinds].values)).toContain('"helm.sh/resource-policy":"keep"');
  }
});

function versionOf({ appVersion }: ChartRecord): string {
  return appVersion.replace(/^v/, "");
}
