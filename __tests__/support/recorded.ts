import { builtPlatforms } from "../../cli/charts/built-platforms";
import { type Installation, installationsOf } from "../../cli/charts/installations";
import { catalogue } from "../../constructs/charts/catalogue";
import type { ChartRecord } from "../../constructs/charts/chart-record";
import { recordedChart } from "../../constructs/charts/recorded-charts";

/** The records of all charts of the catalogue. A chart without one is left to the suite that asks for it. */
export function records(): readonly ChartRecord[] {
  const charts = [...new Set(Object.values(catalogue).map(({ chart }): string => chart))];
  return charts.flatMap((chart) => recordedChart(chart) ?? []);
}

/** Every chart as every environment of the repository installs it. */
export const installations = (): readonly Installation[] => builtPlatforms().flatMap(installationsOf);
