import fs from "node:fs";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import type { PinnedChart } from "../../constructs/charts/catalogue";
import { CommandError } from "../command";
import { progress } from "../progress";
import type { Helm } from "./helm";
import type { ChartVersions } from "./record-of";

/** A chart as it lies in a folder. */
export interface ChartSource extends ChartVersions {
  readonly folder: string;
  /** Schema of its values; undefined where it has none. */
  readonly schema: Readonly<Record<string, unknown>> | undefined;
}

/** Gives a chart's source in exactly the pinned version. */
export type ChartSources = (chart: PinnedChart) => Promise<ChartSource>;

/** From the catalogue's repositories. */
export function pulledCharts(helm: Helm): ChartSources {
  return async (chart) => {
    progress(`fetching ${chart.chart} ${chart.version}`);
    return source(await helm.pull(chart), chart);
  };
}

/** From a folder that holds each chart, unpacked, under its name: for networks without those repositories. */
export function unpackedCharts(folder: string): ChartSources {
  if (!fs.existsSync(folder)) throw refused(`there is no folder ${folder}`);
  return async (chart) => {
    const own = path.resolve(folder, chart.chart);
    if (!fs.existsSync(path.join(own, "Chart.yaml"))) throw refused(`${folder} holds no chart ${chart.chart}`);
    return source(own, chart);
  };
}

function source(folder: string, { chart, version }: PinnedChart): ChartSource {
  const [about] = safeLoadAll(fs.readFileSync(path.join(folder, "Chart.yaml"), "utf8"), null, { json: true });
  const { name, version: found, appVersion } = about as ChartVersions;
  if (name !== chart || found !== version) {
    throw refused(`${folder} is ${name} ${found}, but the catalogue pins ${chart} ${version}`);
  }
  const schema = path.join(folder, "values.schema.json");
  return {
    folder,
    name,
    version,
    appVersion: String(appVersion ?? ""),
    schema: fs.existsSync(schema) ? JSON.parse(fs.readFileSync(schema, "utf8")) : undefined,
  };
}

function refused(problem: string): CommandError {
  return new CommandError(`platform charts record: ${problem}`);
}
