import type { KubernetesObject } from "../../support/kubernetes-objects";

const group = "snapshot.storage.k8s.io";

/** The kinds that the snapshot controller brings, as far as Velero asks about them: their fields are not checked. */
export const snapshotDefinitions: readonly KubernetesObject[] = [
  definition("VolumeSnapshot", "volumesnapshots", "Namespaced"),
  definition("VolumeSnapshotContent", "volumesnapshotcontents", "Cluster"),
  definition("VolumeSnapshotClass", "volumesnapshotclasses", "Cluster"),
];

function definition(kind: string, plural: string, scope: string): KubernetesObject {
  const open = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const version = {
    name: "v1",
    served: true,
    storage: true,
    schema: { openAPIV3Schema: open },
    ...(kind === "VolumeSnapshotClass" ? {} : { subresources: { status: {} } }),
  };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      annotations: { "api-approved.kubernetes.io": "https://github.com/kubernetes-csi/external-snapshotter/pull/139" },
    },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [version],
    },
  };
}
