import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Chart } from "./chart";
import { terraformJson } from "./terraform-json";

export interface HelmChartProps {
  readonly chart: Chart;
  /** What has to be there before: credentials, network paths, other charts. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
  /** How long an installation may take until all of its pods are ready, in seconds. @default 600 */
  readonly timeout?: number;
}

/** Revisions that can be rolled back to; each is an object in the cluster. */
const revisions = 5;

/**
 * The Helm release of a chart. It is there when its pods are ready; when they don't become so, an installation is
 * taken back and an upgrade rolled back, so that the next apply starts from something that works.
 */
export class HelmChart extends Release {
  constructor(scope: Construct, id: string, { chart, after = [], timeout = 600 }: HelmChartProps) {
    super(scope, id, {
      name: chart.name,
      namespace: chart.namespace,
      createNamespace: false,
      repository: chart.repository,
      chart: chart.chart,
      version: chart.version,
      // JSON is YAML as well.
      values: [terraformJson(chart.values)],
      wait: true,
      waitForJobs: true,
      atomic: true,
      cleanupOnFail: true,
      timeout,
      maxHistory: revisions,
      dependsOn: [...after],
    });
  }
}
