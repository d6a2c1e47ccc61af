import type { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { waive } from "../../guardrails/waive";

/** What a scanner finds wrong with every workload and is meant so, see `podTemplate`. */
export function waiveOnDeployment(deployment: DeploymentV1, image: string): void {
  waive(deployment, "CKV_K8S_11", "a CPU limit would slow the pod down on an idle node; the request is its fair share");
  waive(deployment, "CKV_K8S_15", "what the reference names never changes, so a second pull could bring nothing new");
  if (!image.includes("@sha256:")) {
    waive(deployment, "CKV_K8S_43", "the environment names a tag, and tags of the platform's registry are immutable");
  }
}
