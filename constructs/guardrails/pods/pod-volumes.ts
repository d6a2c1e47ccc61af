import type { Fields } from "../kubernetes/objects";
import type { Rule } from "../rule";
import { allPods } from "./pods";

/** Volumes of pod security `restricted`, and `hostPath`, which is another rule's. */
const known = new Set([
  "name",
  "configMap",
  "csi",
  "downwardAPI",
  "downwardApi",
  "emptyDir",
  "ephemeral",
  "hostPath",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

export const podVolumes: Rule = {
  id: "pod-volumes",
  title: "Pods mount nothing but what Kubernetes or a storage class gives them",
  severity: "medium",
  sources: ["Kubernetes: Pod Security Standards, restricted (volume types)"],
  check: (tree) =>
    allPods(tree).flatMap(({ spec, at }) =>
      ((spec.volumes ?? []) as readonly Fields[]).flatMap((volume, index) => {
        const types = Object.keys(volume).filter((key) => !known.has(key));
        if (types.length === 0) return [];
        return [
          {
            ...at(`volumes[${index}]`),
            value: types.join(", "),
            problem:
              "the volume leads past storage classes and their encryption, and pod security restricted refuses the pod",
            fix: "claim storage of a class of the platform, such as gp3 or efs",
          },
        ];
      }),
    ),
};
