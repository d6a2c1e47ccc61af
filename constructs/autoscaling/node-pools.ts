import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CustomObjects } from "../charts/custom-objects";
import { parseDuration } from "./duration";
import { type NodeClassProps, nodeClass } from "./node-class";
import { type NodePoolProps, nodePool } from "./node-pool";

export interface NodePoolsProps {
  /** Namespace of the Helm release; the objects themselves have none. */
  readonly namespace: string;
  readonly nodeClass: Omit<NodeClassProps, "name">;
  /** At least one. */
  readonly pools: readonly Omit<NodePoolProps, "nodeClass">[];
  /** Karpenter, and all that it needs in order to end nodes. */
  readonly after: readonly ITerraformDependable[];
}

/** Time that EC2 takes to end an instance, and Karpenter to notice, in seconds; beside what pods take to leave. */
const ending = 900;

const className = "nodes";

/**
 * Karpenter's nodes. They go before Karpenter does: with the pools their nodes are deleted, and the class, whose finalizer
 * Karpenter takes away once no node is left of it, is what Helm waits for. Without that wait instances would run on that
 * nobody ends.
 * aws/karpenter-provider-aws, pkg/controllers/nodeclass/controller.go (finalize) at `v1.14.1`
 */
export class NodePools extends Construct {
  constructor(scope: Construct, id: string, { namespace, pools, after, ...props }: NodePoolsProps) {
    super(scope, id);
    new CustomObjects(this, "release", {
      name: "node-pools",
      namespace,
      objects: [
        nodeClass({ ...props.nodeClass, name: className }),
        ...pools.map((pool) => nodePool({ ...pool, nodeClass: className })),
      ],
      after,
      timeout: ending + Math.max(...pools.map(({ terminationGracePeriod }) => secondsOf(terminationGracePeriod))),
    });
  }
}

function secondsOf(duration: string): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined) throw new Error(`${duration} is no duration such as "1h"`);
  return seconds;
}
