import fs from "node:fs";
import path from "node:path";
import { digestOf } from "../../../../cli/charts/installations";
import { catalogue } from "../../../../constructs/charts/catalogue";
import { recordedChart, recordedFolder } from "../../../../constructs/charts/recorded-charts";
import { installations, records } from "../../../support/recorded";

const pinned = Object.values(catalogue);
const installed = installations();

it.each(pinned.map(({ chart, version }) => [chart, version] as const))(
  "%s is recorded in version %s",
  (chart, version) => {
    expect(recordedChart(chart)).toMatchObject({ chart, version });
  },
);

it("records no chart that the catalogue does not have", () => {
  const files = fs
    .readdirSync(path.join(__dirname, "../../../..", recordedFolder))
    .filter((name) => /\.json$/.test(name));
  const charts = new Set(pinned.map(({ chart }): string => chart));
  expect(files.filter((name) => !charts.has(path.basename(name, ".json")))).toEqual([]);
});

it("the records are of the values that the environments give now; else: npx platform charts record", () => {
  const given = installed.map((one) => ({
    chart: one.chart.chart,
    environment: one.environment,
    release: one.chart.name,
    kubernetes: one.kubernetes,
    values: digestOf(one),
  }));
  const recorded = records().flatMap((record) =>
    Object.entries(record.installations).flatMap(([environment, all]) =>
      all.map((one) => ({ chart: record.chart, environment, ...one })),
    ),
  );
  const byPlace = (rows: readonly { chart: string; environment: string; release: string }[]) =>
    Object.fromEntries(rows.map((row) => [`${row.chart} as ${row.release} in ${row.environment}`, row]));
  expect(byPlace(given)).toEqual(byPlace(recorded));
  expect(given.length).toBeGreaterThanOrEqual(15);
});

it("every record says what the chart brings: objects, pods and what they run", () => {
  for (const { chart, appVersion, objects, images } of records()) {
    expect([chart, objects.length]).not.toEqual([chart, 0]);
    expect([chart, appVersion]).toEqual([chart, expect.stringMatching(/^v?\d+\.\d+/)]);
    expect([chart, Array.isArray(images)]).toEqual([chart, true]);
  }
});

it("no chart renders a Secret with data", () => {
  expect(records().flatMap(({ chart, secrets }) => secrets.map(({ name }) => `${chart}: ${name}`))).toEqual([]);
});

it("every object that a chart puts into a namespace stands in one that the platform has", () => {
  const namespaces = new Set([...installed.map(({ chart }) => chart.namespace), "kube-system"]);
  const elsewhere = records().flatMap(({ chart, objects }) =>
    objects
      .filter(({ namespace }) => namespace !== undefined && !namespaces.has(namespace))
      .map(({ kind, namespace, name }) => `${chart}: ${kind} ${namespace}/${name}`),
  );
  expect(elsewhere).toEqual([]);
});
