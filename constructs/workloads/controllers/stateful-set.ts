import { StatefulSetV1 } from "@cdktf/provider-kubernetes/lib/stateful-set-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { labelsOf, metadataOf, selectorOf, type WorkloadObject } from "../labels";
import type { Pod } from "../pod/pod";
import { MembersService } from "../service";

/** A volume that each pod has for itself, and finds again when it comes back. */
export interface Storage {
  readonly name: string;
  readonly mountPath: string;
  /**
   * Such as "20Gi". It never changes: a stateful set takes no other, and the provider (2.38, `patchStatefulSetSpec`) would
   * plan the change for ever. To have more, enlarge the claims, or declare another volume and move the data.
   */
  readonly size: string;
  /** @default "gp3", encrypted with the platform's key */
  readonly storageClass?: string;
}

export interface WorkloadStatefulSetProps extends WorkloadObject {
  readonly pod: Pod;
  readonly replicas: number;
  /** One after the other, each when the one before is ready, or all at once. @default "OrderedReady" */
  readonly podManagement?: "OrderedReady" | "Parallel";
  readonly storage: readonly Storage[];
  /** What becomes of volumes when the set is deleted, and when it gets fewer pods. @default - they stay */
  readonly volumesOnDeletion?: "Retain" | "Delete";
  /** @default - they stay */
  readonly volumesOnScaleDown?: "Retain" | "Delete";
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Pods that keep name and volumes, replaced from the last to the first, each once the one before is ready. */
export class WorkloadStatefulSet extends StatefulSetV1 {
  constructor(scope: Construct, id: string, props: WorkloadStatefulSetProps) {
    const { pod, replicas, podManagement = "OrderedReady", storage, dependsOn, ...rest } = props;
    const { volumesOnDeletion = "Retain", volumesOnScaleDown = "Retain", ...object } = rest;
    super(scope, id, {
      metadata: metadataOf(object),
      waitForRollout: true,
      spec: {
        serviceName: MembersService.nameOf(object),
        replicas: String(replicas),
        podManagementPolicy: podManagement,
        minReadySeconds: 5,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorOf(object.workload) },
        updateStrategy: [{ type: "RollingUpdate", rollingUpdate: [{ partition: 0 }] }],
        persistentVolumeClaimRetentionPolicy: [{ whenDeleted: volumesOnDeletion, whenScaled: volumesOnScaleDown }],
        template: pod.template,
        volumeClaimTemplate: storage.map((volume) => claimTemplate(object, volume)),
      },
      // One pod after the other, each with a volume to attach.
      timeouts: { create: "20m", update: "20m" },
      dependsOn: [...dependsOn],
    });
  }
}

function claimTemplate({ workload, namespace }: WorkloadObject, { name, size, storageClass = "gp3" }: Storage) {
  return {
    metadata: { name, namespace, labels: labelsOf(workload) },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: storageClass,
      resources: { requests: { storage: size } },
    },
  };
}
