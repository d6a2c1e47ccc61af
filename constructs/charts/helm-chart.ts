import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { Chart } from "./chart";
import { releaseSettings } from "./release-settings";
import { terraformJson } from "./terraform-json";

export interface HelmChartProps {
  readonly chart: Chart;
  /** What has to be there before: credentials, network paths, other charts. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
  /** How long an installation may take until all of its pods are ready, in seconds. @default 600 */
  readonly timeout?: number;
}

/**
 * The Helm release of a chart. It is there when its pods are ready; when they don't become so, an installation is
 * taken back and an upgrade rolled back, so that the next apply starts from something that works.
 */
export class HelmChart extends Release {
  /** What it installs, its values as they were given. */
  readonly installed: Chart;

  constructor(scope: Construct, id: string, { chart, after = [], timeout = 600 }: HelmChartProps) {
    super(scope, id, {
      ...releaseSettings,
      name: chart.name,
      namespace: chart.namespace,
      repository: chart.repository,
      chart: chart.chart,
      version: chart.version,
      // JSON is YAML as well.
      values: [terraformJson(chart.values)],
      skipCrds: chart.skipCrds,
      takeOwnership: chart.takeOwnership,
      waitForJobs: true,
      timeout,
      dependsOn: [...after],
    });
    this.installed = chart;
    for (const [rule, reason] of Object.entries(chart.waivers ?? {})) waive(this, rule, reason);
  }
}
