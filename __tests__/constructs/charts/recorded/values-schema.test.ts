import fs from "node:fs";
import path from "node:path";
import { recordedSchema, schemasFolder } from "../../../../constructs/charts/recorded-charts";
import { installations } from "../../../support/recorded";
import { schemaViolations } from "../../../support/values-schema";

const schemas = fs
  .readdirSync(path.join(__dirname, "../../../..", schemasFolder))
  .map((file) => path.basename(file, ".json"));
const schemaOf = (chart: string) => recordedSchema(chart) ?? {};
const installed = installations().filter(({ chart }) => schemas.includes(chart.chart));

it("there are schemas, and every one of them is that of a chart which is installed", () => {
  expect(schemas).toEqual(expect.arrayContaining(["cert-manager", "external-dns"]));
  expect(schemas.filter((name) => !installed.some(({ chart }) => chart.chart === name))).toEqual([]);
});

it.each(installed.map((one) => [one.chart.chart, one.environment, one.chart.values] as const))(
  "%s accepts the values of %s",
  (chart, _, values) => expect(schemaViolations(schemaOf(chart), values)).toEqual([]),
);

it.each([
  ["cert-manager", { replicas: 2 }, ["Unrecognized key"]],
  ["cert-manager", { webhook: { replicaCount: 3, resource: {} } }, ["Unrecognized key"]],
  ["external-dns", { policy: "synced" }, ["policy"]],
  ["external-dns", { serviceAccount: { create: "yes" } }, ["serviceAccount.create"]],
])("%s refuses %j", (chart, values, said) => {
  const violations = schemaViolations(schemaOf(chart), values).join("\n");
  for (const word of said) expect(violations).toContain(word);
});
