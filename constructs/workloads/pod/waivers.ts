import type { TerraformElement } from "cdktf";
import { waive } from "../../guardrails/waive";
import type { ContainerProps } from "./container";

/** What a scanner finds wrong with every workload and is meant so, see `containerOf`. */
export function waiveOnPods(controller: TerraformElement, containers: readonly ContainerProps[]): void {
  if (containers.some(({ resources }) => resources.cpuLimit === undefined)) {
    waive(
      controller,
      "CKV_K8S_11",
      "a CPU limit would slow the pod down on an idle node; the request is its fair share",
    );
  }
  waive(controller, "CKV_K8S_15", "what the reference names never changes, so a second pull could bring nothing new");
  if (containers.some(({ image }) => !image.includes("@sha256:"))) {
    waive(controller, "CKV_K8S_43", "the environment names a tag, and tags of the platform's registry are immutable");
  }
}
