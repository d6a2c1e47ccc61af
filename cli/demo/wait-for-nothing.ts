import type { StackJson } from "./leave-out";

/** Arguments by which the kubernetes provider waits for what never comes where there is no AWS: images, load balancers, volumes. */
const waits: Readonly<Record<string, string>> = {
  kubernetes_daemon_set_v1: "wait_for_rollout",
  kubernetes_deployment_v1: "wait_for_rollout",
  kubernetes_ingress_v1: "wait_for_load_balancer",
  kubernetes_job_v1: "wait_for_completion",
  kubernetes_persistent_volume_claim_v1: "wait_until_bound",
  kubernetes_service_v1: "wait_for_load_balancer",
  kubernetes_stateful_set_v1: "wait_for_rollout",
};

/** A stack whose objects are there as soon as the Kubernetes API has taken them. */
export function waitForNothing(stack: StackJson): StackJson {
  const resource = Object.entries(stack.resource ?? {}).map(([type, blocks]) => {
    const wait = waits[type];
    if (wait === undefined) return [type, blocks];
    return [
      type,
      Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, { ...block, [wait]: false }])),
    ];
  });
  return { ...stack, resource: Object.fromEntries(resource) };
}
