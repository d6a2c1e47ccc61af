import type { CustomObject } from "../charts/custom-objects";
import type { Taint } from "../cluster/node-group";

/** What AWS sells: instances until one gives them back, and idle ones that it may take back within two minutes. */
export const capacityTypes = ["on-demand", "spot"] as const;
export type CapacityType = (typeof capacityTypes)[number];

export const architectures = ["amd64", "arm64"] as const;
export type NodeArchitecture = (typeof architectures)[number];

/** When nodes give way. Expiry is no part of it: nodes that are too old go whatever the budgets say. */
export const consolidationPolicies = ["WhenEmpty", "WhenEmptyOrUnderutilized"] as const;

export const disruptionReasons = ["Drifted", "Empty", "Underutilized"] as const;

/** How many nodes may go at a time, and when. Of several that are in force the strictest counts. */
export interface DisruptionBudget {
  /** A number of nodes, such as "1" or "0", or a share, such as "10%", rounded up. */
  readonly nodes: string;
  /** @default - all */
  readonly reasons?: readonly (typeof disruptionReasons)[number][];
  /** When it comes into force, as cron writes it, in UTC. @default - always */
  readonly schedule?: string;
  /** For how long after that, such as "10h". */
  readonly duration?: string;
}

export interface NodePoolProps {
  readonly name: string;
  /** Name of the node class. */
  readonly nodeClass: string;
  readonly capacity: readonly CapacityType[];
  readonly architectures: readonly NodeArchitecture[];
  /** First letters of types, such as "m". */
  readonly instanceCategories: readonly string[];
  /** Families, such as "m7i". @default - all of the categories */
  readonly instanceFamilies?: readonly string[];
  /** Oldest generation: 5 of "m5". */
  readonly minimumGeneration: number;
  /** Sizes, such as "xlarge". */
  readonly instanceSizes: readonly string[];
  /** What all nodes of the pool have together, at most. */
  readonly limits: { readonly cpu: string; readonly memory: string };
  /** Pools of more weight are tried first, of 1 to 100. @default - none: tried last */
  readonly weight?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly (Omit<Taint, "value"> & { readonly value?: string })[];
  /** Age at which a node goes, such as "336h". */
  readonly expireAfter: string;
  /** Time that pods have to leave, such as "1h": what has not gone then is ended, budgets of pods or not. */
  readonly terminationGracePeriod: string;
  readonly consolidationPolicy: (typeof consolidationPolicies)[number];
  /** For how long nothing has come or gone on a node before it may be consolidated, such as "5m". */
  readonly consolidateAfter: string;
  readonly budgets: readonly DisruptionBudget[];
}

/**
 * A pool of Karpenter's nodes.
 *
 * Fields: kubernetes-sigs/karpenter, pkg/apis/crds/karpenter.sh_nodepools.yaml at `v1.14.1`; labels of instance types:
 * aws/karpenter-provider-aws, website, reference/instance-types.md.
 */
export function nodePool(props: NodePoolProps): CustomObject {
  const { name, limits, weight, labels, taints, expireAfter, terminationGracePeriod } = props;
  const { consolidationPolicy, consolidateAfter, budgets } = props;
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name },
    spec: {
      template: {
        metadata: { labels },
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: props.nodeClass },
          requirements: requirementsOf(props),
          ...(taints.length > 0 && { taints }),
          startupTaints: untilVolumesAttach,
          expireAfter,
          terminationGracePeriod,
        },
      },
      disruption: { consolidationPolicy, consolidateAfter, budgets },
      limits,
      ...(weight !== undefined && { weight }),
    },
  };
}

/**
 * The driver of EBS volumes takes it away once it has told how many volumes the node can carry; before, the scheduler
 * would take the number for unlimited.
 * kubernetes-sigs/aws-ebs-csi-driver, docs/install.md, "Configure node startup taint"
 */
const untilVolumesAttach = [{ key: "ebs.csi.aws.com/agent-not-ready", effect: "NoExecute" }];

const aws = (label: string) => `karpenter.k8s.aws/${label}`;
const among = (key: string, values: readonly string[]) => ({ key, operator: "In", values });

function requirementsOf(props: NodePoolProps) {
  const { instanceFamilies, minimumGeneration } = props;
  return [
    among("kubernetes.io/os", ["linux"]),
    among("kubernetes.io/arch", props.architectures),
    among("karpenter.sh/capacity-type", props.capacity),
    among(aws("instance-category"), props.instanceCategories),
    ...(instanceFamilies ? [among(aws("instance-family"), instanceFamilies)] : []),
    { key: aws("instance-generation"), operator: "Gte", values: [`${minimumGeneration}`] },
    among(aws("instance-size"), props.instanceSizes),
    ...(props.capacity.includes("spot") ? [choiceOfTypes] : []),
  ];
}

/**
 * The more types AWS may choose from, the likelier one of them is in store and stays. Fifteen is also what Karpenter asks
 * for before it replaces one spot instance by another.
 * kubernetes-sigs/karpenter, pkg/controllers/disruption/consolidation.go, MinInstanceTypesForSpotToSpotConsolidation
 */
export const spotTypes = 15;
const choiceOfTypes = { key: "node.kubernetes.io/instance-type", operator: "Exists", minValues: spotTypes };
