import { platformCritical } from "../cluster/priority-classes";
import { controllers } from "../names";
import { type BackupSchedule, backupLocation, schedulesOf, volumePolicies } from "./backup-schedules";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { type Resources, restrictedContainer, restrictedPod } from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

export interface VeleroOptions {
  readonly region: string;
  /** Bucket of the backups. */
  readonly bucket: string;
  /** KMS key of the bucket, the only one under which it takes objects. */
  readonly keyArn: string;
  /** Namespaces that are saved. */
  readonly namespaces: readonly string[];
  readonly schedules: readonly BackupSchedule[];
}

/** Label of the pod that brings the definitions up to date: it has none of the chart's own. */
export const upgradePods = { "app.kubernetes.io/component": "velero-upgrade-crds" };

/**
 * What speaks S3, in the line that goes with the chart's Velero 1.18:
 * vmware-tanzu/velero-plugin-for-aws, README.md, "Compatibility".
 */
const awsPlugin = "docker.io/velero/velero-plugin-for-aws:v1.14.2";

/** Of both images; Velero's own says its user by name, which the kubelet can't hold against `runAsNonRoot`. */
const user = { runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 };

/** Grows with the number of objects in a backup, which it holds in memory. */
const server: Resources = { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } };
const light: Resources = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "250m", memory: "256Mi" } };

/**
 * Saves the objects of namespaces to a bucket and their volumes as snapshots, and puts them back.
 *
 * One replica and no disruption budget: the chart fixes `replicas: 1`, and a budget would hold up every drain. While
 * the pod is away no backup begins; one that had begun is marked as failed, and the next comes by schedule.
 *
 * Values: vmware-tanzu/helm-charts, charts/velero at `velero-12.1.0`; snapshots: vmware-tanzu/velero,
 * site/content/docs/v1.18/csi.md.
 */
export function velero(options: VeleroOptions): Chart {
  const { namespace, serviceAccount } = controllers.velero;
  return {
    ...catalogue.velero,
    name: "velero",
    namespace,
    waivers: { "single-replica": "only figures are asked of it, and the program can't run twice" },
    values: {
      ...whereItSaves(options),
      ...whatItSaves(options),
      // Its chart knows all rights in the whole cluster or none: see velero-rights.ts.
      rbac: { create: false },
      // Pod Identity.
      credentials: { useSecret: false },
      serviceAccount: { server: { create: true, name: serviceAccount } },
      // What Helm does not do with definitions; with the image and the settings of the server.
      upgradeCRDs: true,
      cleanUpCRDs: false,
      upgradeJobResources: light,
      kubectl: { labels: upgradePods },
      ...onSystemNodes,
      priorityClassName: platformCritical,
      podSecurityContext: { ...restrictedPod, ...user },
      containerSecurityContext: restrictedContainer,
      resources: server,
      // A node's update waits for no pod longer than fifteen minutes.
      terminationGracePeriodSeconds: 600,
    },
  };
}

function whereItSaves({ region, bucket, keyArn }: VeleroOptions) {
  return {
    initContainers: [
      {
        name: "velero-plugin-for-aws",
        image: awsPlugin,
        imagePullPolicy: "IfNotPresent",
        volumeMounts: [{ mountPath: "/target", name: "plugins" }],
        securityContext: restrictedContainer,
        resources: light,
      },
    ],
    backupsEnabled: true,
    configuration: {
      backupStorageLocation: [
        {
          name: backupLocation,
          provider: "aws",
          bucket,
          prefix: "velero",
          default: true,
          accessMode: "ReadWrite",
          config: { region, kmsKeyId: keyArn },
        },
      ],
      // The volume driver takes the snapshots, so that a volume comes back in whichever zone its pod is in.
      features: "EnableCSI",
      volumeSnapshotLocation: [],
      // It would watch every namespace of the cluster.
      disableInformerCache: true,
    },
    snapshotsEnabled: false,
    // Copies files of volumes that have no snapshots, as root and from folders of the node.
    deployNodeAgent: false,
  };
}

function whatItSaves({ namespaces, schedules }: VeleroOptions) {
  return {
    schedules: schedulesOf(schedules, namespaces),
    configMaps: { [volumePolicies]: { data: { "volumes.yaml": volumePolicy } } },
  };
}

/** A file system has no snapshots, and would make every backup one that failed in part: AWS Backup saves it. */
const volumePolicy = `version: v1
volumePolicies:
  - conditions:
      csi:
        driver: efs.csi.aws.com
    action:
      type: skip
`;
