import { z } from "zod";
import {
  architectures,
  capacityTypes,
  consolidationPolicies,
  disruptionReasons,
} from "../../constructs/autoscaling/node-pool";
import { operatingSystems } from "../../constructs/cluster/ami-type";
import { choice, list, number, text, texts } from "./field";
import { bytes, cpu, slug } from "./primitives";
import {
  budgetDuration,
  budgetNodes,
  budgetSchedule,
  consolidationDelay,
  drainTime,
  nodeAge,
  nodeLabels,
  oneOrMore,
  poolWeight,
  typeCategory,
  typeFamily,
  typeGeneration,
  typeSize,
} from "./rules/values/autoscaling";
import { diskSize } from "./rules/values/counts";
import { distinct } from "./rules/values/distinct";
import { labelValue, qualifiedName } from "./rules/values/kubernetes-names";

const taint = z.strictObject({
  /** Key of the taint, which pods tolerate. */
  key: text(qualifiedName),
  /** Value of the taint. @default - none */
  value: text(labelValue).optional(),
  /** What becomes of pods that do not tolerate it. */
  effect: choice(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

/** How many nodes may go at a time. What AWS takes away, and what is too old, goes all the same. */
const budget = z.strictObject({
  /** A number of nodes, such as "1" or "0", or a share of the pool's, such as "10%", rounded up. */
  nodes: text(budgetNodes),
  /** For what. @default - whatever the reason */
  reasons: list(choice(disruptionReasons), oneOrMore, distinct).optional(),
  /** From when on, as cron writes it, in UTC, such as "0 6 * * mon-fri"; goes with `duration`. @default - always */
  schedule: text(budgetSchedule).optional(),
  /** For how long after that, such as "12h". */
  duration: text(budgetDuration).optional(),
});

/** Nodes that Karpenter starts when pods find no place, and ends when nothing needs them. */
const nodePool = z.strictObject({
  /** Name of the pool. */
  name: slug,
  /** Of several Karpenter takes the cheapest, which is spot. @default ["on-demand"] */
  capacity: list(choice(capacityTypes), oneOrMore, distinct).default(["on-demand"]),
  /** Processors of the nodes. @default ["amd64"] */
  architectures: list(choice(architectures), oneOrMore, distinct).default(["amd64"]),
  /** First letters of instance types. @default ["c", "m", "r"] */
  instanceCategories: list(text(typeCategory), oneOrMore, distinct).default(["c", "m", "r"]),
  /** Families, such as "m7i". @default - all of the categories */
  instanceFamilies: list(text(typeFamily), oneOrMore, distinct).optional(),
  /** Oldest generation of instance types: 6 of "m6i". @default 6 */
  minimumGeneration: number(typeGeneration).default(6),
  /** Sizes of instance types. @default ["large", "xlarge", "2xlarge", "4xlarge"] */
  instanceSizes: list(text(typeSize), oneOrMore, distinct).default(["large", "xlarge", "2xlarge", "4xlarge"]),
  /** What all nodes of the pool have together, at most: what a mistake can cost. */
  limits: z.strictObject({
    /** Cores. */
    cpu,
    /** Memory. */
    memory: bytes,
  }),
  /** Pools of more weight are tried first, of 1 to 100. @default - none: tried last */
  weight: number(poolWeight).optional(),
  /** Kubernetes labels of the nodes. @default {} */
  labels: texts(nodeLabels).default({}),
  /** Taints of the nodes, which keep pods away that do not tolerate them. @default [] - the nodes take every pod */
  taints: list(taint).default([]),
  /** Age at which a node is replaced. @default "336h" - two weeks */
  expireAfter: text(nodeAge).default("336h"),
  /** Time that pods have to leave a node; then they are ended, whatever their disruption budgets say. @default "1h" */
  terminationGracePeriod: text(drainTime).default("1h"),
  /** Whether nodes give way when others could carry their pods, or only when they have none. @default "WhenEmptyOrUnderutilized" */
  consolidationPolicy: choice(consolidationPolicies).default("WhenEmptyOrUnderutilized"),
  /** For how long no pod has come or gone before a node may be consolidated. @default "5m" */
  consolidateAfter: text(consolidationDelay).default("5m"),
  /** How many nodes may go at a time. @default [{ nodes: "10%" }] */
  budgets: list(budget, oneOrMore).default([{ nodes: "10%" }]),
});

/** Nodes that come and go with the apps. */
export const autoscaling = z.strictObject({
  /** Whether Karpenter runs, and starts nodes. @default true */
  enabled: z.boolean().default(true),
  /** What runs on its nodes; a change replaces them, pool by pool, as their budgets allow. */
  nodes: z
    .strictObject({
      /** What the nodes run. @default "AL2023" */
      operatingSystem: choice(operatingSystems).default("AL2023"),
      /**
       * AMI release, such as "1.35.6-20260714" of AL2023 or "1.52.0-5d9bb4bc" of Bottlerocket.
       * @default - that of the system nodes, where they have the same operating system; else, of AL2023, the one in
       * constructs/autoscaling/node-image.ts
       */
      releaseVersion: text().optional(),
      /** Size of each node's disk. @default 80 */
      diskGiB: number(diskSize).default(80),
    })
    .prefault({}),
  /** Whether a spot instance may give way to a cheaper one: alpha in Karpenter. @default false */
  spotToSpotConsolidation: z.boolean().default(false),
  /** The pools that Karpenter starts nodes in. @default - one, `general`, of up to 100 CPU */
  nodePools: list(nodePool, oneOrMore).prefault([{ name: "general", limits: { cpu: "100", memory: "400Gi" } }]),
});
