import type { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { waive } from "../../guardrails/waive";
import type { ContainerProps } from "./container";

/**
 * What a scanner or a rule finds wrong with Deployments and is meant so, see `containerOf`. A scanner looks at no other
 * controller, and at the app's container first.
 */
export function waiveOnDeployment(
  deployment: DeploymentV1,
  containers: readonly ContainerProps[],
  replicas: number,
): void {
  const [app] = containers;
  if (replicas === 1 && app?.port !== undefined) {
    waive(deployment, "single-replica", "the environment asks for one pod, and is no production");
  }
  const { probes = {}, secretVariables = [] } = app ?? {};
  if (app?.resources.cpuLimit === undefined) {
    waive(
      deployment,
      "CKV_K8S_11",
      "a CPU limit would slow the pod down on an idle node; the request is its fair share",
    );
  }
  waive(deployment, "CKV_K8S_15", "what the reference names never changes, so a second pull could bring nothing new");
  if (containers.some(({ image }) => !image.includes("@sha256:"))) {
    waive(deployment, "CKV_K8S_43", "the environment names a tag, and tags of the platform's registry are immutable");
  }
  if (!probes.liveness) waive(deployment, "CKV_K8S_8", "nobody calls it: it is well as long as it runs");
  if (!probes.readiness) waive(deployment, "CKV_K8S_9", "nobody calls it, so that there is nothing to be ready for");
  if (secretVariables.length > 0) {
    waive(deployment, "CKV_K8S_35", "the app asks for variables, which the environment says by name");
  }
}
