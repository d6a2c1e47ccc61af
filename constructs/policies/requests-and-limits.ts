import { containers, eachContainer, podSpec, podsAndControllers } from "./pods";
import type { Policy } from "./policy";

/**
 * The scheduler knows what a container takes, and none takes a node's memory from others. A limit on CPU is not asked
 * for: it slows a container down on an idle node and protects nobody.
 */
export function requestsAndLimits(): Policy {
  return {
    name: "requests-and-limits",
    states: "containers state what they take",
    ...podsAndControllers,
    variables: [podSpec, containers],
    validations: [
      eachContainer(containers, {
        expression: ["cpu", "memory"].map(requested).join(" && "),
        message: "state resources.requests for cpu and memory",
      }),
      eachContainer(containers, {
        expression: stated("limits", "memory"),
        message: "state resources.limits for memory",
      }),
    ],
  };
}

/** Kubernetes takes a limit for the request where only that is stated. */
function requested(resource: string): string {
  return `(${stated("requests", resource)} || ${stated("limits", resource)})`;
}

function stated(kind: "requests" | "limits", resource: string): string {
  return `container.?resources.?${kind}.?${resource}.hasValue()`;
}
