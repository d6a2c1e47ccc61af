import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface SharedClaimProps extends WorkloadObject {
  /** Name of the volume within the workload. */
  readonly volume: string;
  /** What the claim counts for in the team's quota, such as "10Gi"; EFS itself grows with what is written. */
  readonly size: string;
}

/**
 * A folder of the environment's file system, which all pods of a workload mount at once. Nothing waits for it: the pods
 * do. When the claim goes, EFS keeps what was written (aws-efs-csi-driver: `deleteAccessPointRootDir` is off).
 */
export class SharedClaim extends PersistentVolumeClaimV1 {
  constructor(scope: Construct, id: string, { volume, size, ...object }: SharedClaimProps) {
    super(scope, id, {
      metadata: metadataOf(object, `.${volume}`),
      spec: { accessModes: ["ReadWriteMany"], storageClassName: "efs", resources: { requests: { storage: size } } },
      waitUntilBound: false,
    });
  }

  /** Name of the claim, known at synth. The dot, which no name holds, keeps the claims of two apps apart. */
  static nameOf({ workload }: WorkloadObject, volume: string): string {
    return `${workload.name}.${volume}`;
  }
}
