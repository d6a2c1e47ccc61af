import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { clusterCritical, type Resources, restrictedPod, spread } from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

export interface KarpenterOptions {
  readonly clusterName: string;
  /** Address of the Kubernetes API, which new nodes are told. */
  readonly clusterEndpoint: string;
  readonly region: string;
  /** Queue with the nodes that AWS takes away. */
  readonly interruptionQueue: string;
  /** Whether pods can't use a node's first network interface, since they get addresses of subnets of their own. */
  readonly podSubnets: boolean;
  /** Whether it reaches services that have no endpoint in the VPC, such as IAM and price lists. */
  readonly internet: boolean;
  /** Whether a spot instance may give way to a cheaper one. */
  readonly spotToSpotConsolidation: boolean;
}

/** It keeps all instance types, nodes and pods in memory; half a core is enough until hundreds of pods wait at once. */
const resources: Resources = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "1", memory: "1024Mi" },
};

/**
 * Starts nodes for pods that find no place, and ends those that nothing needs. It runs on the system nodes, which it does
 * not manage; the chart's own affinity keeps it off its own nodes, and its two pods off one node.
 *
 * Values: aws/karpenter-provider-aws, charts/karpenter at `v1.14.1`; settings: website, reference/settings.md. The
 * container's security context is the chart's own, and no value.
 */
export function karpenter(options: KarpenterOptions): Chart {
  const { namespace, serviceAccount } = controllers.karpenter;
  return {
    ...catalogue.karpenter,
    name: "karpenter",
    namespace,
    // A release of their own upgrades them.
    skipCrds: true,
    values: {
      settings: settingsOf(options),
      serviceAccount: { create: true, name: serviceAccount },
      replicas: 2,
      podDisruptionBudget: { name: "karpenter", maxUnavailable: 1 },
      topologySpreadConstraints: spread({
        "app.kubernetes.io/name": "karpenter",
        "app.kubernetes.io/instance": "karpenter",
      }),
      ...onSystemNodes,
      priorityClassName: clusterCritical,
      podSecurityContext: restrictedPod,
      controller: {
        // By value: the metadata service answers nothing that runs in a pod.
        env: [{ name: "AWS_REGION", value: options.region }],
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        resources,
      },
    },
  };
}

function settingsOf(options: KarpenterOptions) {
  const { clusterName, clusterEndpoint, interruptionQueue, podSubnets, internet, spotToSpotConsolidation } = options;
  return {
    clusterName,
    clusterEndpoint,
    interruptionQueue,
    eksControlPlane: true,
    isolatedVPC: !internet,
    reservedENIs: podSubnets ? "1" : "0",
    // A pod that few types can carry gets one of these all the same: a choice of fifteen is a wish, a node is a need.
    minValuesPolicy: "BestEffort",
    // Its role has no rights to capacity reservations.
    featureGates: { reservedCapacity: false, spotToSpotConsolidation },
  };
}

/**
 * The definitions of Karpenter's kinds: as a chart of their own they are upgraded with it, as Helm never does with a
 * chart's folder `crds/`. Kept when the release goes: with the definitions every node that Karpenter has started would go.
 *
 * Values: aws/karpenter-provider-aws, charts/karpenter-crd at `v1.14.1`; website, upgrading/upgrade-guide.md.
 */
export function karpenterKinds(): Chart {
  return {
    ...catalogue["karpenter-crd"],
    name: "karpenter-crd",
    namespace: controllers.karpenter.namespace,
    values: { additionalAnnotations: { "helm.sh/resource-policy": "keep" } },
  };
}
