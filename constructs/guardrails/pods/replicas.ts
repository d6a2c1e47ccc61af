import { type FinishedTree, oncePerTree } from "../finished-tree";
import { nameBehind } from "../kubernetes/names";
import { declared } from "../kubernetes/objects";
import type { Pods } from "./pods";

/** How many pods there are at the quietest and at the busiest hour. */
export interface Replicas {
  readonly minimum: number;
  readonly maximum: number;
}

/** Autoscalers by kind, namespace and name of what they scale. */
const autoscalers = oncePerTree(
  (tree) =>
    new Map(
      declared(tree, "HorizontalPodAutoscaler").map(({ element, namespace, fields: { spec } }) => {
        const { kind, name } = spec?.scaleTargetRef ?? {};
        return [`${kind} ${namespace}/${nameBehind(tree, element, name)}`, spec] as const;
      }),
    ),
);

/** Replicas of a Deployment or a stateful set. Where an autoscaler is at work, its bounds count. */
export function replicasOf(tree: FinishedTree, { kind, namespace, name, controller }: Pods): Replicas {
  const autoscaler = autoscalers(tree).get(`${kind} ${namespace}/${name}`);
  const declaredReplicas = Number(controller.replicas ?? 1);
  if (!autoscaler) return { minimum: declaredReplicas, maximum: declaredReplicas };
  return { minimum: Number(autoscaler.minReplicas ?? 1), maximum: Number(autoscaler.maxReplicas) };
}
