import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import { Construct } from "constructs";

export interface Quota {
  /** Cores that all pods may request together, such as "16". */
  readonly cpu: string;
  /** Memory that all pods may request together, such as "32Gi". */
  readonly memory: string;
  readonly pods: number;
  /** Sum of all volumes, such as "200Gi". */
  readonly storage: string;
}

export interface NamespaceLimitsProps {
  readonly namespace: string;
  /** @default - none: the namespace takes what it needs */
  readonly quota?: Quota;
  /** Priority classes that no pod of the namespace may have. @default - none */
  readonly forbiddenPriorities?: readonly string[];
}

/**
 * For a container that states nothing itself. A limit on memory only: one on CPU slows down and protects nobody. Who
 * requests more memory than the limit has to state one as well, or the API refuses the pod.
 */
const containerDefaults = {
  type: "Container",
  defaultRequest: { cpu: "100m", memory: "128Mi" },
  default: { memory: "256Mi" },
};

/** What the pods of a namespace may take. */
export class NamespaceLimits extends Construct {
  constructor(scope: Construct, id: string, { namespace, quota, forbiddenPriorities = [] }: NamespaceLimitsProps) {
    super(scope, id);
    const defaults = new LimitRangeV1(this, "defaults", {
      metadata: { name: "defaults", namespace },
      spec: { limit: [containerDefaults] },
    });
    if (quota) {
      new ResourceQuotaV1(this, "quota", {
        metadata: { name: "quota", namespace },
        spec: { hard: hardLimits(quota) },
        // Once a quota exists, the API refuses every pod that states no requests: the defaults must be there first.
        dependsOn: [defaults],
      });
    }
    if (forbiddenPriorities.length > 0) {
      new ResourceQuotaV1(this, "priorities", {
        metadata: { name: "no-platform-priorities", namespace },
        spec: { hard: { pods: "0" }, scopeSelector: { matchExpression: [anyOf(forbiddenPriorities)] } },
        dependsOn: [defaults],
      });
    }
  }
}

function hardLimits({ cpu, memory, pods, storage }: Quota): Record<string, string> {
  return {
    "requests.cpu": cpu,
    "requests.memory": memory,
    "requests.storage": storage,
    pods: `${pods}`,
    // Traffic comes in through an Ingress, which the platform's certificate and rules apply to.
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
}

function anyOf(priorities: readonly string[]) {
  return { scopeName: "PriorityClass", operator: "In", values: [...priorities] };
}
