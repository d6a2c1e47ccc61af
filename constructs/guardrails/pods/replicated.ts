import { type FinishedTree, oncePerTree } from "../finished-tree";
import { allPods, type Pods } from "./pods";
import { type Replicas, replicasOf } from "./replicas";

/** Pods of which there are several, alike. */
export interface ReplicatedPods {
  readonly pods: Pods;
  readonly replicas: Replicas;
}

const kinds: readonly string[] = ["Deployment", "StatefulSet", "ReplicationController"];

/** Pods of which a number is wanted, whatever it is. */
export const countedPods: (tree: FinishedTree) => readonly ReplicatedPods[] = oncePerTree((tree) =>
  allPods(tree)
    .filter(({ kind }) => kinds.includes(kind))
    .map((pods) => ({ pods, replicas: replicasOf(tree, pods) })),
);
