import { type ApiServer, masters } from "./apiServer";

const snapshotApi = "/apis/snapshot.storage.k8s.io/v1";
const driver = "ebs.csi.aws.com";

/**
 * Plays the volume driver and the controllers between it and the API: takes every snapshot that is asked for at once, and
 * gives every claim a volume. The disks are names.
 */
export class VolumeDriver {
  private readonly timer: NodeJS.Timeout;
  private busy = false;
  private count = 0;

  constructor(private readonly server: ApiServer) {
    this.timer = setInterval(() => this.work(), 500);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.takeSnapshots();
      await this.bindClaims();
    } finally {
      this.busy = false;
    }
  }

  private async takeSnapshots(): Promise<void> {
    const { body } = await this.server.call(masters, "GET", `${snapshotApi}/volumesnapshots`);
    for (const { metadata, spec, status } of body.items ?? []) {
      if (status?.readyToUse) continue;
      const { volumeSnapshotContentName: known } = spec.source;
      const content = known ?? (await this.contentFor(metadata, spec));
      const at = `${snapshotApi}/volumesnapshotcontents/${content}`;
      const { body: held } = await this.server.call(masters, "GET", at);
      const snapshotHandle = held.spec.source.snapshotHandle ?? `snap-${++this.count}`;
      const ready = { readyToUse: true, restoreSize: 2 ** 30, creationTime: Date.now() * 1e6, snapshotHandle };
      await this.server.call(masters, "PATCH", `${at}/status`, { status: ready });
      const target = `${snapshotApi}/namespaces/${metadata.namespace}/volumesnapshots/${metadata.name}/status`;
      await this.server.call(masters, "PATCH", target, {
        status: {
          readyToUse: true,
          boundVolumeSnapshotContentName: content,
          restoreSize: "1Gi",
          creationTime: new Date().toISOString(),
        },
      });
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: a custom resource
  private async contentFor({ name, namespace, uid }: any, { volumeSnapshotClassName, source }: any): Promise<string> {
    const content = `snapcontent-${uid}`;
    await this.server.call(masters, "POST", `${snapshotApi}/volumesnapshotcontents`, {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotContent",
      metadata: { name: content },
      spec: {
        driver,
        deletionPolicy: "Retain",
        volumeSnapshotClassName,
        source: { volumeHandle: `vol-of-${source.persistentVolumeClaimName}` },
        volumeSnapshotRef: { apiVersion: "snapshot.storage.k8s.io/v1", kind: "VolumeSnapshot", name, namespace, uid },
      },
    });
    return content;
  }

  private async bindClaims(): Promise<void> {
    const { body } = await this.server.call(masters, "GET", "/api/v1/persistentvolumeclaims");
    for (const { metadata, spec, status } of body.items ?? []) {
      if (status?.phase === "Bound" || metadata.deletionTimestamp) continue;
      const { name, namespace } = metadata;
      const volume = `pvc-${metadata.uid}`;
      const capacity = spec.resources.requests;
      const { accessModes, storageClassName } = spec;
      await this.server.call(masters, "POST", "/api/v1/persistentvolumes", {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: volume },
        spec: {
          accessModes,
          storageClassName,
          capacity,
          persistentVolumeReclaimPolicy: "Delete",
          csi: { driver, volumeHandle: `vol-of-${name}` },
          claimRef: { namespace, name },
        },
      });
      const claim = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`;
      await this.server.call(masters, "PATCH", claim, { spec: { volumeName: volume } });
      await this.server.call(masters, "PATCH", `${claim}/status`, {
        status: { phase: "Bound", accessModes, capacity },
      });
      await this.server.call(masters, "PATCH", `/api/v1/persistentvolumes/${volume}/status`, {
        status: { phase: "Bound" },
      });
    }
  }
}
