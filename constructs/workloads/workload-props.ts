import type { AwsLinks } from "./aws-links";
import type { CacheLink, DatabaseLink } from "./data-links";
import type { ScrapedMetrics } from "./metrics";
import type { AppPeer } from "./network-policy";
import type { Mount } from "./pod/container";
import type { Toleration } from "./pod/pod-template";
import type { Probes } from "./pod/probes";
import type { Resources } from "./pod/resources";
import type { Shutdown } from "./pod/shutdown";
import type { Tier } from "./priorities";
import type { SecretReference } from "./secrets";

/** An app that this one calls. */
export interface CalledApp extends AppPeer {
  /** Port that it listens on. */
  readonly port: number;
}

/** Somebody outside of the cluster and of AWS who is called. */
export interface OutsidePeer {
  /** Name that the network policy bears, such as `payments`. */
  readonly name: string;
  /** @default - all public addresses */
  readonly cidrs?: readonly string[];
  /** @default 443 */
  readonly port?: number;
}

/** Files of the app's configuration, for all to read: never a secret. */
export interface Files {
  /** Folder that holds the files and nothing else. */
  readonly mountPath: string;
  /** Texts by file name. */
  readonly contents: Readonly<Record<string, string>>;
}

/** Space that lives as long as its pod. */
export interface ScratchVolume {
  readonly kind: "scratch";
  /** Name within the workload. */
  readonly name: string;
  /** Folder of the container that it is seen at. */
  readonly mountPath: string;
  /** The pod is evicted when more is written, such as "1Gi". */
  readonly sizeLimit: string;
  /** Whether it lies in memory, where it counts for the limit of who writes. @default false */
  readonly memory?: boolean;
}

/** A folder of the environment's file system, which all pods of the workload see at once and which outlives them. */
export interface SharedVolume {
  readonly kind: "shared";
  /** Name within the workload. */
  readonly name: string;
  /** Folder of the container that it is seen at. */
  readonly mountPath: string;
  /** What it counts for in the team's quota, such as "10Gi". */
  readonly size: string;
  /** @default false */
  readonly readOnly?: boolean;
}

export type Volume = ScratchVolume | SharedVolume;

/** What a container that is not the app's own is given. */
interface OtherContainer {
  /** Name within the pod, beside the app's own, which is the app's. */
  readonly name: string;
  /** Program that runs. @default - the image's own */
  readonly command?: readonly string[];
  /** Its arguments. @default - the image's own */
  readonly args?: readonly string[];
  /** Names of the workload's volumes that it sees too, at the paths at which the app does. @default - none */
  readonly mounts?: readonly Mount["volume"][];
  /** Environment variables by name: never a secret. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * A container that runs as long as the app does, such as a proxy or a shipper of files. An ordinary container: the
 * provider knows no `restart_policy` of an init container (2.38), which Kubernetes' own side-cars are.
 */
export interface SideCar extends OtherContainer {
  /** Full reference of the image, with a digest or a tag that never moves. */
  readonly image: string;
  readonly resources: Resources;
  /** Port that it listens on. @default - none */
  readonly port?: number;
  /** @default - none */
  readonly probes?: Probes;
}

/** A container that has to end well before the app starts. It has the app's settings. */
export interface InitContainer extends OtherContainer {
  /** @default - the app's own */
  readonly image?: string;
  /** @default - the app's own */
  readonly resources?: Resources;
}

/** What every kind of workload may have. */
export interface WorkloadProps extends AwsLinks {
  /** Name of the app, which its objects and its service account bear too. */
  readonly name: string;
  /** Team that it belongs to, for its labels. */
  readonly team: string;
  /** Namespace of the team. It denies every connection that no policy allows. */
  readonly namespace: string;
  /** Full reference of the image, with a digest or a tag that never moves. */
  readonly image: string;
  /** Program that runs. @default - the image's own */
  readonly command?: readonly string[];
  /** Its arguments. @default - the image's own */
  readonly args?: readonly string[];
  readonly resources: Resources;
  /** AWS role of the pods, and the cluster whose agent hands it out. @default - none: the pods have no AWS role */
  readonly role?: { readonly arn: string; readonly clusterName: string };
  /** Environment variables by name: never a secret. @default - none */
  readonly settings?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly files?: Files;
  /** @default - none */
  readonly secrets?: readonly SecretReference[];
  /** Folders to write to, which containers see by name. @default - 256 MiB below `/tmp` for temporary files, as every workload has */
  readonly volumes?: readonly Volume[];
  /** Run before the app, one after the other. @default - none */
  readonly initContainers?: readonly InitContainer[];
  /** Apps that this one calls. @default - none */
  readonly calls?: readonly CalledApp[];
  /** Who is called outside of the cluster and of AWS. @default - nobody */
  readonly outside?: readonly OutsidePeer[];
  /** @default - none */
  readonly databases?: readonly DatabaseLink[];
  /** @default - none */
  readonly caches?: readonly CacheLink[];
  /** @default - 30 s to finish, and 20 s to drain before that where others call */
  readonly shutdown?: Shutdown;
  /** @default - "batch" for jobs, else "standard" */
  readonly tier?: Tier;
  /** Taints of nodes that may carry its pods nevertheless. @default - none: nodes without a taint carry them */
  readonly tolerations?: readonly Toleration[];
  /** Labels of the nodes that carry its pods. @default - all nodes that take them */
  readonly nodeLabels?: Readonly<Record<string, string>>;
}

/** What the kinds have that run all the time. */
export interface LastingWorkloadProps extends WorkloadProps {
  /** @default - none */
  readonly sideCars?: readonly SideCar[];
  /** Where its pods tell their metrics, and who asks. @default - nobody gets to such a port */
  readonly metrics?: ScrapedMetrics;
}
