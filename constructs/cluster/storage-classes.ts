import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface StorageClassesProps {
  /** Key of the volumes. */
  readonly volumeKeyArn: string;
  /** File system for claims of class `efs`. @default - none: there is no such class */
  readonly fileSystemId?: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * How volumes are made: encrypted gp3, unless a claim asks for something else. A claim of class `efs` gets a folder of
 * its own in the file system, which many pods mount at once, over TLS and as a user of its own. EKS still brings a class `gp2`, but since
 * Kubernetes 1.30 not as the default, so that there is nothing to take back from it.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html
 */
export class StorageClasses extends Construct {
  constructor(scope: Construct, id: string, { volumeKeyArn, fileSystemId, dependsOn }: StorageClassesProps) {
    super(scope, id);
    new StorageClassV1(this, "gp3", {
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      storageProvisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: volumeKeyArn },
      reclaimPolicy: "Delete",
      allowVolumeExpansion: true,
      // A volume lives in one zone: the one in which the scheduler puts its pod.
      volumeBindingMode: "WaitForFirstConsumer",
      dependsOn: [...dependsOn],
    });
    if (fileSystemId !== undefined) {
      new StorageClassV1(this, "efs", {
        metadata: { name: "efs" },
        storageProvisioner: "efs.csi.aws.com",
        // An access point for each claim: kubernetes-sigs/aws-efs-csi-driver, docs/README.md.
        parameters: { provisioningMode: "efs-ap", fileSystemId, directoryPerms: "700" },
        reclaimPolicy: "Delete",
        // A file system answers in every zone.
        volumeBindingMode: "Immediate",
        dependsOn: [...dependsOn],
      });
    }
  }
}
