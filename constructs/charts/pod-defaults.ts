/** Settings that the pods of every chart share. Field names are those of the Kubernetes API, which charts pass on. */

/** Pod level part of what pod security `restricted` asks for. */
export const restrictedPod = {
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/**
 * Container level part. It repeats `runAsNonRoot`: a container's own setting wins over the pod's, so a default that a
 * chart brings along could undo it.
 */
export const restrictedContainer = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/**
 * What the platform cannot be without. Kubernetes admits the class in every namespace (the `Priority` admission plugin
 * of 1.35 looks at no namespace); only an API server that is configured with `limitedResources`, as GKE's is, asks for
 * a quota of that class.
 */
export const clusterCritical = "system-cluster-critical";

/** For agents that each node needs: they displace others rather than wait. */
export const nodeCritical = "system-node-critical";

/** Requests that the scheduler reserves, and limits that it allows; a namespace with a quota refuses pods without. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/**
 * At most one pod away at a time through drains. Pods that are broken anyway may always go, else a crash loop would
 * hold up the replacement of every node.
 */
export const oneAtATime = { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" } as const;

/**
 * Replicas on different nodes, and in different zones where there is room. Zones are a wish: after the loss of one, a
 * rule would keep the last replicas from the zones that are left. Nodes are a rule that a single node satisfies, and
 * nodes that take no pods do not count.
 */
export function spread(labels: Readonly<Record<string, string>>): readonly SpreadConstraint[] {
  // Of a Deployment the pods of one revision: those of the last one are about to go.
  return overNodesAndZones({ ...among(labels), matchLabelKeys: ["pod-template-hash"] });
}

/** The same for a stateful set, whose replicas stay in the zones of their volumes once those are there. */
export function spreadReplicas(labels: Readonly<Record<string, string>>): readonly SpreadConstraint[] {
  return overNodesAndZones(among(labels));
}

type SpreadConstraint = Readonly<Record<string, unknown>>;

function among(labels: Readonly<Record<string, string>>): SpreadConstraint {
  return { maxSkew: 1, labelSelector: { matchLabels: labels } };
}

function overNodesAndZones(common: SpreadConstraint): readonly SpreadConstraint[] {
  return [
    { ...common, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
    {
      ...common,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "DoNotSchedule",
      nodeTaintsPolicy: "Honor",
    },
  ];
}
