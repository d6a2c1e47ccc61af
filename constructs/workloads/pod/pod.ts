import { SharedClaim } from "../claims";
import type { WorkloadObject } from "../labels";
import { metricsAnnotations, scrapedPods } from "../metrics";
import { priorityClassOf, type Tier } from "../priorities";
import type { ServicePort } from "../service";
import type { LastingWorkloadProps, Volume } from "../workload-props";
import type { ContainerProps, Mount } from "./container";
import { containersOf, initContainersOf, type OwnContainer } from "./containers";
import type { PodContent } from "./content";
import { type PodTemplateProps, podTemplate } from "./pod-template";
import type { Probes } from "./probes";
import { shutdownOf } from "./shutdown";
import type { PodVolume } from "./volumes";

/** What the kind of a workload says of its pods. */
export interface PodControl extends Pick<PodTemplateProps, "topologySpreadConstraint" | "restartPolicy"> {
  /** Port that the app listens on, and what is spoken there. @default - none */
  readonly port?: { readonly name: ServicePort; readonly number: number };
  /** @default - none */
  readonly probes?: Probes;
  /** Seconds to drain unless the workload says otherwise. @default 0 */
  readonly drainSeconds?: number;
  /** @default "standard" */
  readonly tier?: Tier;
  /** Volumes that the controller claims for each pod, as the app sees them. @default - none */
  readonly claimed?: readonly Mount[];
}

/** A pod template with the containers that run in it, the app's own first, for those who have to know them. */
export interface Pod {
  readonly template: ReturnType<typeof podTemplate>;
  readonly containers: readonly ContainerProps[];
}

/** Puts a pod together from what its workload asks for. */
export function podOf(
  object: WorkloadObject,
  props: LastingWorkloadProps,
  content: PodContent,
  control: PodControl,
): Pod {
  const { port, probes, drainSeconds = 0, tier = "standard", claimed = [], ...controlled } = control;
  const { lifecycle, terminationGracePeriodSeconds } = shutdownOf({ drainSeconds, ...props.shutdown });
  const own: OwnContainer = {
    ...props,
    ...(port && { port }),
    metricsPort: undeclaredMetricsPort(props, port?.number),
    ...(probes && { probes }),
    lifecycle,
    settingsName: content.settings.mapName,
    secretVariables: content.secrets.variables,
    mounts: [...mountsOf(props, content), ...claimed],
  };
  const containers = containersOf(own, props.sideCars ?? []);
  const initContainers = initContainersOf(own, props.initContainers ?? []);
  const template = podTemplate({
    ...controlled,
    workload: object.workload,
    serviceAccountName: props.name,
    containers: containers.map(({ container }) => container),
    initContainers: initContainers.map(({ container }) => container),
    volumes: [
      ...[...containers, ...initContainers].map(({ temporary }) => temporary),
      ...volumesOf(object, props, content),
    ],
    labels: props.metrics && scrapedPods,
    annotations: annotationsOf(props, content),
    terminationGracePeriodSeconds,
    priorityClassName: priorityClassOf(props.tier ?? tier),
    tolerations: props.tolerations,
    nodeLabels: props.nodeLabels,
  });
  return { template, containers: containers.map(({ container }) => container) };
}

/** Prometheus finds declared ports only: one that no container listens on otherwise is the app's. */
function undeclaredMetricsPort({ metrics, sideCars = [] }: LastingWorkloadProps, own?: number): number | undefined {
  const declared = [own, ...sideCars.map(({ port }) => port)];
  return metrics && !declared.includes(metrics.port) ? metrics.port : undefined;
}

const filesVolume = "config-files";

function mountsOf({ files, volumes = [] }: LastingWorkloadProps, { secrets }: PodContent): Mount[] {
  return [
    ...(files ? [{ volume: filesVolume, path: files.mountPath, readOnly: true }] : []),
    ...secrets.volumes.map(({ volume, path }) => ({ volume: volume.name, path, readOnly: true })),
    ...volumes.map((volume) => {
      const readOnly = volume.kind === "shared" && volume.readOnly;
      return { volume: volume.name, path: volume.mountPath, ...(readOnly && { readOnly }) };
    }),
  ];
}

function volumesOf(
  object: WorkloadObject,
  props: LastingWorkloadProps,
  { configFiles, secrets }: PodContent,
): PodVolume[] {
  return [
    ...(configFiles ? [{ kind: "config-map" as const, name: filesVolume, mapName: configFiles.mapName }] : []),
    ...secrets.volumes.map(({ volume }) => volume),
    ...(props.volumes ?? []).map((volume) => volumeOfPod(object, volume)),
  ];
}

function volumeOfPod(object: WorkloadObject, volume: Volume): PodVolume {
  if (volume.kind === "scratch") return volume;
  const { name, readOnly } = volume;
  return { kind: "claim", name, claimName: SharedClaim.nameOf(object, name), readOnly };
}

/** Kubernetes replaces pods when their template changes: secrets have their revision in their names. */
function annotationsOf(
  { metrics }: LastingWorkloadProps,
  { settings, configFiles }: PodContent,
): Record<string, string> {
  return {
    ...(metrics && metricsAnnotations(metrics)),
    "strata/settings-hash": settings.contentHash,
    ...(configFiles && { "strata/files-hash": configFiles.contentHash }),
  };
}
