import { workloadTypes } from "../cluster/grants";
import { externalSecretKind, type Kind, kindsOf, snapshotContentKind, snapshotKind } from "../cluster/kinds";

/**
 * What a backup holds of a namespace: all that the stack `apps` declares there, and snapshots of its volumes. Not what
 * Kubernetes makes of it, such as pods; nor roles, quotas and limits, which the stack `kubernetes-cluster` puts there.
 *
 * No Secrets: the secrets operator makes them anew from where they are kept, and whoever reads the bucket would read
 * them. No Jobs: a restored one would run again.
 */
export const savedKinds: readonly Kind[] = [
  ...kindsOf(workloadTypes.filter((type) => type !== "kubernetes_job_v1")),
  externalSecretKind,
  snapshotKind,
];

/** What belongs to the cluster of a volume and its snapshot. */
export const savedClusterKinds: readonly Kind[] = [{ group: "", resource: "persistentvolumes" }, snapshotContentKind];
