import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sourceFolder } from "../stack/source-folder";
import type { ChartRecord } from "./chart-record";

/** Where the records lie within the checkout, a file for each chart. */
export const recordedFolder = path.join("constructs", "charts", "recorded");

/** Where the charts' own schemas of their values lie, for those charts that have one. */
export const schemasFolder = path.join(recordedFolder, "schemas");

/** What the chart renders, as it was recorded; undefined where it never was. */
export function recordedChart(chart: string, root = sourceFolder(recordedFolder)): ChartRecord | undefined {
  return json(path.join(root, recordedFolder, `${chart}.json`)) as ChartRecord | undefined;
}

/** JSON schema of the chart's values; undefined where the chart has none. */
export function recordedSchema(
  chart: string,
  root = sourceFolder(recordedFolder),
): Readonly<Record<string, unknown>> | undefined {
  return json(path.join(root, schemasFolder, `${chart}.json`)) as Readonly<Record<string, unknown>> | undefined;
}

function json(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
