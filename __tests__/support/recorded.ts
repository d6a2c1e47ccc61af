import { allInstallations } from "../../cli/charts/all-installations";
import type { Installation } from "../../cli/charts/installations";
import { recordedEnvironments } from "../../cli/charts/recorded-environments";
import { catalogue } from "../../constructs/charts/catalogue";
import type { ChartRecord } from "../../constructs/charts/chart-record";
import { recordedChart } from "../../constructs/charts/recorded-charts";
import { outputOf, type SynthesizedPlatform } from "./demo";

/** The records of all charts of the catalogue. A chart without one is left to the suite that asks for it. */
export function records(): readonly ChartRecord[] {
  const charts = [...new Set(Object.values(catalogue).map(({ chart }): string => chart))];
  return charts.flatMap((chart) => recordedChart(chart) ?? []);
}

/** Every chart as every recorded environment installs it. */
export const installations = (): readonly Installation[] => allInstallations();

/** What a recorded environment is synthesized to. */
export function recordedOutput(name: string): SynthesizedPlatform {
  const environment = recordedEnvironments().get(name);
  if (!environment) throw new Error(`no environment ${name} is recorded`);
  return outputOf(environment);
}
