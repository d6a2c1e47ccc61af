import type { ChartRecord, ObjectName, RecordedDefinition } from "../../constructs/charts/chart-record";
import { imagesIn } from "./images";
import { digestOf, type Installation } from "./installations";
import type { Manifest } from "./manifests";
import { podsIn } from "./pods";
import { bindingsIn, rolesIn } from "./roles";
import { definitionsIn, Scopes } from "./scopes";
import { secretsIn } from "./secrets";
import { webhooksIn } from "./webhooks";

/** What one installation of a chart renders. */
export interface Rendering {
  readonly installation: Installation;
  readonly manifests: readonly Manifest[];
  /** Names of the definitions that Helm installs once. */
  readonly once: ReadonlySet<string>;
}

/** As Chart.yaml says. */
export interface ChartVersions {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/** What to keep of all renderings of one chart. `definitions`: kinds of all charts, since one uses those of another. */
export function recordOf(
  { name, version, appVersion }: ChartVersions,
  renderings: readonly Rendering[],
  definitions: readonly RecordedDefinition[],
): ChartRecord {
  const scopes = new Scopes(definitions);
  const from = <T>(part: (manifests: readonly Manifest[], namespace: string) => readonly T[]): readonly T[] =>
    each(renderings.flatMap(({ manifests, installation }) => part(manifests, installation.chart.namespace)));
  return {
    chart: name,
    version,
    appVersion,
    installations: installationsOf(renderings),
    objects: byName(
      from((manifests, namespace) =>
        manifests.map((one) => ({ apiVersion: one.apiVersion, ...scopes.nameOf(one, namespace) })),
      ),
    ),
    definitions: [...each(renderings.flatMap(({ manifests, once }) => definitionsIn(manifests, once)))].sort(
      (one, other) => compare(one.kind, other.kind),
    ),
    roles: byName(from((manifests, namespace) => rolesIn(manifests, scopes, namespace))),
    bindings: byName(from((manifests, namespace) => bindingsIn(manifests, scopes, namespace))),
    webhooks: from(webhooksIn),
    pods: byName(from((manifests, namespace) => podsIn(manifests, scopes, namespace))),
    images: [...from(imagesIn)].sort(),
    secrets: from(secretsIn),
  };
}

function installationsOf(renderings: readonly Rendering[]): ChartRecord["installations"] {
  const environments = [...new Set(renderings.map(({ installation }) => installation.environment))];
  const of = (environment: string) =>
    renderings
      .filter(({ installation }) => installation.environment === environment)
      .map(({ installation }) => ({
        release: installation.chart.name,
        kubernetes: installation.kubernetes,
        values: digestOf(installation),
      }));
  return Object.fromEntries(environments.map((environment) => [environment, of(environment)]));
}

/** Each once, however many installations have it. */
function each<T>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function byName<T extends ObjectName>(entries: readonly T[]): readonly T[] {
  const key = ({ kind, namespace = "", name }: ObjectName) => `${kind} ${namespace} ${name}`;
  return [...entries].sort((one, other) => compare(key(one), key(other)));
}

/** By code points: a locale would sort otherwise from one machine to the next. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
