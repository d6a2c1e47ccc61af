import type { ChartRecord, RecordedDefinition } from "../../constructs/charts/chart-record";
import { progress } from "../progress";
import type { ChartSource, ChartSources } from "./chart-folders";
import { digestOf, type Installation } from "./installations";
import { manifestsIn } from "./manifests";
import { type Rendering, recordOf } from "./record-of";
import { apiVersionsOf, definitionsIn } from "./scopes";
import { slimSchema } from "./slim-schema";

export interface Recorded {
  readonly record: ChartRecord;
  /** What is kept of the chart's schema; undefined where it has none. */
  readonly schema: Readonly<Record<string, unknown>> | undefined;
}

/** What the API server serves and Helm, without a cluster, does not know of: its list is that of its client library. */
const aggregation = ["apiregistration.k8s.io/v1"];

/** Renders an installation as YAML. */
export type Template = (folder: string, installation: Installation, apiVersions: readonly string[]) => Promise<string>;

export interface RecordingProps {
  readonly installations: readonly Installation[];
  readonly sources: ChartSources;
  readonly template: Template;
  /** Kinds that charts bring which are not rendered now. */
  readonly definitions: readonly RecordedDefinition[];
}

/**
 * Renders every installation, a chart's in one go. Charts ask which kinds the cluster serves, so all are rendered for
 * their definitions first: the record is that of a cluster on which everything is installed.
 */
export async function recordCharts(props: RecordingProps): Promise<readonly Recorded[]> {
  const charts: ChartInstallations[] = [];
  for (const all of byChart(props.installations)) charts.push(await withSource(all, props.sources));
  const definitions = [...props.definitions, ...(await definitionsOf(charts, props.template))];
  const recorded: Recorded[] = [];
  for (const { source, installations } of charts) {
    progress(`rendering ${source.name} ${source.version}`);
    const renderings = await rendered(source, installations, props.template, [
      ...aggregation,
      ...apiVersionsOf(definitions),
    ]);
    const schema = source.schema && slimSchema(source.schema);
    recorded.push({ record: recordOf(source, renderings, definitions), schema });
  }
  return recorded;
}

interface ChartInstallations {
  readonly source: ChartSource;
  readonly installations: readonly Installation[];
}

function byChart(installations: readonly Installation[]): readonly (readonly Installation[])[] {
  const names = [...new Set(installations.map(({ chart }) => chart.chart))].sort();
  return names.map((name) => installations.filter(({ chart }) => chart.chart === name));
}

async function withSource(installations: readonly Installation[], sources: ChartSources): Promise<ChartInstallations> {
  const [first] = installations as readonly [Installation];
  return { source: await sources(first.chart), installations };
}

async function definitionsOf(charts: readonly ChartInstallations[], template: Template) {
  const definitions: RecordedDefinition[] = [];
  for (const { source, installations } of charts) {
    for (const { manifests } of await rendered(source, installations, template, [])) {
      definitions.push(...definitionsIn(manifests));
    }
  }
  return definitions;
}

/** Environments that say the same are rendered once. */
async function rendered(
  { folder }: ChartSource,
  installations: readonly Installation[],
  template: Template,
  apiVersions: readonly string[],
): Promise<readonly Rendering[]> {
  const known = new Map<string, Promise<string>>();
  const renderings: Rendering[] = [];
  for (const installation of installations) {
    const { chart, kubernetes } = installation;
    const key = [chart.name, chart.namespace, kubernetes, digestOf(installation)].join(" ");
    const yaml = known.get(key) ?? template(folder, installation, apiVersions);
    known.set(key, yaml);
    renderings.push({ installation, manifests: manifestsIn(await yaml) });
  }
  return renderings;
}
