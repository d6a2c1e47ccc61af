import type { CustomObject } from "./custom-objects";

/**
 * How snapshots of EBS volumes are taken: by the volume driver, which marks them as this environment's and encrypts them
 * with the key of their volume. Velero finds the class by its label.
 *
 * A snapshot stays when the object that names it goes, be it with its namespace or with the cluster; Velero deletes those
 * of backups whose time is over.
 * vmware-tanzu/velero, site/content/docs/v1.18/csi.md.
 */
export const backupSnapshots: CustomObject = {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshotClass",
  metadata: { name: "ebs-backups", labels: { "velero.io/csi-volumesnapshot-class": "true" } },
  driver: "ebs.csi.aws.com",
  deletionPolicy: "Retain",
};
