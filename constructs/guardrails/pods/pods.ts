import type { ChartRecord, RecordedContainer, RecordedPods } from "../../charts/chart-record";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { recordedReleases } from "../charts/records";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { type DeclaredObject, declared, type Fields, installedObjects, type Kind } from "../kubernetes/objects";
import type { Violation } from "../rule";

/** Pods that something in the tree makes, all alike: what the rules about pods look at. */
export interface Pods {
  readonly element: ResolvedElement;
  /** Kind and name of what makes them. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Spec of the pod, by the names of the Kubernetes API. */
  readonly spec: Fields;
  /** Spec of what makes them; of a pod by itself none. */
  readonly controller: Fields;
  /** Whether the kubernetes provider sends it, which fills in defaults of its own. */
  readonly byProvider: boolean;
  /** As a chart's record has them, where they come from one: it does not know labels, probes and tokens. */
  readonly recorded?: RecordedPods;
  /** Place of a field of the pod's spec, such as `containers[0].image`. */
  readonly at: (path?: string) => Pick<Violation, "construct" | "place">;
  /** Place of a field of the object that makes them, such as `spec.replicas`. */
  readonly atController: DeclaredObject["at"];
}

export interface Container {
  readonly fields: Fields;
  /** Whether it runs before the others, and ends. */
  readonly init: boolean;
  readonly at: (path?: string) => Pick<Violation, "construct" | "place">;
}

/** All pods: of the kubernetes provider, of custom objects and of the charts as they are recorded. */
export const allPods = oncePerTree((tree: FinishedTree): readonly Pods[] => [
  ...declared(tree, ...kinds).map(podsOf),
  ...installedObjects(tree)
    .filter(
      ({ kind, fields }) => !(kinds as readonly string[]).includes(kind) && fields.spec?.template?.spec?.containers,
    )
    .map(podsOf),
  ...recordedReleases(tree).flatMap(({ release, record }) =>
    podsOfRelease(release, record).map((pods) => recordedPods(release, pods)),
  ),
]);

const kinds = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "ReplicationController",
  "Pod",
] as const satisfies readonly Kind[];

/** Of a chart that is installed twice, without those that bear the other release's name. */
function podsOfRelease({ body }: ResolvedElement, { installations, pods }: ChartRecord): readonly RecordedPods[] {
  const releases = Object.values(installations).flatMap((all) => all.map(({ release }) => release));
  const others = new Set(releases.filter((release) => release !== body.name));
  return pods.filter(({ name }) => !others.has(name));
}

function podsOf(object: DeclaredObject): Pods {
  const { element, kind, name = "", namespace, fields, byProvider } = object;
  const { path, template } = templateOf(kind, fields);
  return {
    ...{ element, kind, name, namespace, byProvider },
    labels: template?.metadata?.labels ?? {},
    spec: template?.spec ?? {},
    controller: kind === "Pod" ? {} : (fields.spec ?? {}),
    at: (argument) => object.at(argument ? `${path}.${argument}` : path),
    atController: object.at,
  };
}

function templateOf(kind: string, fields: Fields): { readonly path: string; readonly template: Fields } {
  if (kind === "Pod") return { path: "spec", template: fields };
  if (kind === "CronJob") {
    return { path: "spec.jobTemplate.spec.template.spec", template: fields.spec?.jobTemplate?.spec?.template };
  }
  return { path: "spec.template.spec", template: fields.spec?.template };
}

function recordedPods(release: ResolvedElement, recorded: RecordedPods): Pods {
  const { kind, name, namespace = "", replicas, host = [], hostPaths = [], volumes = [] } = recorded;
  const shown = `${kind} ${namespace}/${name}`;
  const place = (path?: string) => at(release, path ? `${shown}: ${path}` : shown);
  return {
    ...{ element: release, kind, name, namespace, recorded, byProvider: false },
    labels: {},
    spec: {
      ...Object.fromEntries(host.map((one) => [one, true])),
      volumes: [...hostPaths.map((path) => ({ hostPath: { path } })), ...volumes.map((type) => ({ [type]: {} }))],
      securityContext: recorded.securityContext,
      serviceAccountName: recorded.serviceAccountName,
      priorityClassName: recorded.priorityClassName,
      topologySpreadConstraints: recorded.spreadOver?.map((topologyKey) => ({ topologyKey })),
      containers: recorded.containers.filter(({ init }) => !init).map(containerFields),
      initContainers: recorded.containers.filter(({ init }) => init).map(containerFields),
    },
    controller: { replicas },
    at: place,
    atController: place,
  };
}

function containerFields({ hostPorts = [], ...container }: RecordedContainer): Fields {
  return { ...container, ports: hostPorts.map((hostPort) => ({ hostPort })) };
}

const containersBySpec = new WeakMap<Pods, readonly Container[]>();

/** The containers of a pod, those that run before the others last. */
export function containersOf(pods: Pods): readonly Container[] {
  const known = containersBySpec.get(pods) ?? [
    ...listed(pods, "containers", false),
    ...listed(pods, "initContainers", true),
  ];
  containersBySpec.set(pods, known);
  return known;
}

function listed(pods: Pods, list: "containers" | "initContainers", init: boolean): readonly Container[] {
  const containers: readonly Fields[] = pods.spec[list] ?? [];
  return containers.map((fields, index) => ({
    fields,
    // A side-car stands among them and stays.
    init: init && fields.restartPolicy !== "Always",
    at: (path) => {
      const place = pods.recorded ? `container ${fields.name}` : `${list}[${index}]`;
      if (!path) return pods.at(place);
      return pods.at(pods.recorded ? `${place} ${path}` : `${place}.${path}`);
    },
  }));
}
