import { removeStagingFolder } from "../../constructs/stack/staging-folder";
import { environmentNames } from "../../environments/load";
import { platform } from "../../main";
import { type Installation, installationsOf } from "./installations";
import { recordedEnvironments } from "./recorded-environments";

/**
 * Every chart as every recorded environment installs it; of an environment that is none of the repository's own only
 * what those lack. Nothing is checked or written: a check may be waiting for the very record that is made from this.
 */
export function allInstallations(): readonly Installation[] {
  try {
    const environments = [...recordedEnvironments()];
    const all = environments.flatMap(([name, environment]) => installationsOf(platform({ environment }), name));
    const own = all.filter(({ environment }) => environmentNames().includes(environment));
    const known = new Set(own.map(({ chart }) => chart.chart));
    return all.filter((one) => own.includes(one) || !known.has(one.chart.chart));
  } finally {
    removeStagingFolder();
  }
}
