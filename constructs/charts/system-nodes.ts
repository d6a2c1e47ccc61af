/** Taint of the node group that carries the platform's controllers, so that no workload lands there by chance. */
export const systemNodeTaint = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" } as const;

/** Label of the same nodes. A toleration only allows a pod to be there; the label keeps it there. */
export const systemNodeLabel = { "strata/nodes": "system" } as const;

/** Label of the nodes that carry the apps, whoever starts them. No app asks for it: those nodes are the ones without a taint. */
export const workerNodeLabel = { "strata/nodes": "workers" } as const;

export interface Toleration {
  readonly key?: string;
  readonly operator: "Equal" | "Exists";
  readonly value?: string;
  readonly effect?: string;
}

/**
 * Where the platform's controllers run: on the system nodes, and nowhere that an autoscaler may take away, since the
 * autoscaler itself depends on them.
 */
export const onSystemNodes: {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
} = {
  nodeSelector: systemNodeLabel,
  tolerations: [{ ...systemNodeTaint, operator: "Equal" }],
};

/** For what must run on each node whatever its taints, such as the collector of logs. */
export const onEveryNode: readonly Toleration[] = [{ operator: "Exists" }];
